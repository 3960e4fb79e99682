"""Before publishing, a manager sees what the draft touches, exactly; what would stop has to be said to be known."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from engine.catalogue.impact import touched
from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import forget_specs, latest
from engine.catalogue.services import import_documents, save_draft
from engine.language.text import say
from form_builder import services as forms
from tests.cast import NOW, PASSWORD, Cast, assemble
from tests.unit.forms.notation import form, item
from tests.workflow_notation import CALENDAR

pytestmark = pytest.mark.django_db

REPORT = {
    "kind": "report", "language": 1, "key": "ages", "title": {"en": "Ages", "zh-Hant": "年齡"}, "dataset": "form:example",
    "rows": [{"field": "age"}], "measures": [{"key": "n", "fn": "count"}, {"key": "most", "fn": "mean", "of": "age"}],
    "where": {">": [{"var": "age"}, 5]},
}  # fmt: skip
STEPS = {
    "ask": {"id": "n-ask", "type": "form", "title": "Ask", "form": "example", "assign": {"starter": True}, "next": "which"},
    "which": {"id": "n-which", "type": "decision", "title": "Which way", "default": "done",
              "ways": [{"id": "w", "when": {">": [{"var": "ask.age"}, 17]}, "to": "done"}]},
    "done": {"id": "n-done", "type": "end", "title": "Done", "outcome": "done"},
}  # fmt: skip
ROUTE = {"kind": "workflow", "language": 1, "key": "route", "title": "Route", "start": "ask", "nodes": STEPS}
REGISTER = {
    "kind": "register", "language": 1, "key": "people", "title": "People", "form": "example", "record_title": ["who"],
    "number": {"prefix": "P", "digits": 3}, "start_status": "on", "statuses": [{"id": "on", "key": "on", "label": "On"}],
}  # fmt: skip
AGE, WHO = item("integer", "age"), item("text", "who")


def text(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False)


@pytest.fixture
def cast() -> Iterator[Cast]:
    cast = assemble()
    put(cast, [form(AGE, WHO).source, text(REPORT)])
    version = Version.objects.get(definition__key="example")
    forms.start_draft(version=version, unit=cast.wts, by=cast.actor("owner"), at=NOW)
    yield cast
    forget_specs()


def put(cast: Cast, sources: list[str], unit: str = "WTS", by: str = "centre_manager") -> None:
    import_documents(sources=sources, owner=cast.unit(unit), publish_them=True, by=cast.actor(by), at=NOW)


def drafted(cast: Cast, source: str) -> Version:
    return save_draft(source=source, owner=cast.wts, by=cast.actor("centre_manager"), at=NOW)


def said(draft: Version) -> list[tuple[str, dict[str, list[str]]]]:
    """What each change says, and by reader the places that read it."""
    before = latest(draft.definition)
    assert before is not None
    return [
        (say(one.sentence, "en"), {r.version.definition.key: [say(p, "en") for p in r.places] for r in one.readings})
        for one in touched(before, draft)
    ]


def manager() -> Client:
    client = Client()
    assert client.login(username="centre_manager", password=PASSWORD)
    return client


def review(cast: Cast) -> str:
    return f"/design/{Definition.objects.get(key='example', owner=cast.wts).pk}/publish/"


PLACES = ["Rows: age", "Figure: Average of age", "Filter: Age is more than 5"]


def test_a_removed_field_names_every_place_that_reads_it(cast: Cast) -> None:
    draft = drafted(cast, form(WHO).source)
    assert said(draft) == [("“age” is removed", {"ages": PLACES})]


def test_the_same_id_under_another_key_is_a_rename_and_no_removal(cast: Cast) -> None:
    draft = drafted(cast, form({**AGE, "key": "years"}, WHO).source)
    assert said(draft) == [("“age”: its key “age” becomes “years”", {"ages": PLACES})]


def test_another_type_is_told(cast: Cast) -> None:
    draft = drafted(cast, form({**AGE, "type": "text"}, WHO).source)
    assert said(draft) == [("“age” becomes another type of field", {"ages": PLACES})]


def test_a_new_label_touches_nobody(cast: Cast) -> None:
    assert said(drafted(cast, form({**AGE, "label": {"en": "Years", "zh-Hant": "歲"}}, WHO).source)) == []


def test_a_key_that_another_field_took_is_told(cast: Cast) -> None:
    draft = drafted(cast, form({**AGE, "key": "who"}, {**WHO, "key": "age"}).source)
    before = latest(draft.definition)
    assert before is not None
    assert [(one.before.id, one.heir.id if one.heir else "") for one in touched(before, draft)] == [
        ("id-age", "id-who"), ("id-who", "id-age"),
    ]  # fmt: skip


def test_a_key_that_is_only_like_it_is_not_read(cast: Cast) -> None:
    put(
        cast, [text({**REPORT, "key": "whole", "rows": [], "measures": [{"key": "age", "fn": "count"}], "where": True})]
    )
    assert said(drafted(cast, form(WHO).source)) == [("“age” is removed", {"ages": PLACES})]


def test_a_workflow_tells_its_step_and_goes_on_with_its_own_version(cast: Cast) -> None:
    put(cast, [CALENDAR, text(ROUTE)])
    draft = drafted(cast, form({**AGE, "key": "years"}, WHO).source)
    assert said(draft)[0][1]["route"] == ["Step “Which way”, when: Age is more than 17"]
    page = manager().get(review(cast)).content.decode()
    assert "goes on with the version it was published with" in page
    assert page.split("This stops at once:")[1].split("</ul>")[0].count("<li>") == 1


def test_a_report_of_another_centres_own_form_is_not_touched(cast: Cast) -> None:
    put(cast, [form(AGE, WHO).source, text({**REPORT, "key": "theirs"})], "KT", "administrator")
    assert list(said(drafted(cast, form(WHO).source))[0][1]) == ["ages"]


def test_a_report_of_the_whole_agency_that_covers_the_centres_own_form_is_told(cast: Cast) -> None:
    put(cast, [form(AGE, WHO).source, text({**REPORT, "key": "agency-ages"})], "HKN", "administrator")
    assert set(said(drafted(cast, form(WHO).source))[0][1]) == {"ages", "agency-ages"}


def test_the_page_counts_open_drafts_and_links_what_reads(cast: Cast) -> None:
    definition = drafted(cast, form({**WHO, "key": "name"}).source).definition
    for address in (f"/design/{definition.pk}/", review(cast)):
        page = manager().get(address).content.decode()
        assert "What publishing touches" in page
        assert '<b class="num">1</b> open drafts' in page
        assert f"/design/{Definition.objects.get(key='ages').pk}/" in page
        assert "Nothing else reads it." in page


def test_what_would_stop_has_to_be_said_to_be_known(cast: Cast) -> None:
    draft, client = drafted(cast, form(WHO).source), manager()
    refused = client.post(review(cast), {"seen": draft.checksum})
    assert (refused.status_code, Version.objects.get(pk=draft.pk).state) == (409, "draft")
    assert "Tick that you know" in refused.content.decode()
    assert client.post(review(cast), {"seen": draft.checksum, "knowing": "1"}).status_code == 302
    assert Version.objects.get(pk=draft.pk).state == "published"


def test_only_the_text_that_was_looked_at_is_published(cast: Cast) -> None:
    seen, client = drafted(cast, form(AGE, WHO, item("date", "on")).source).checksum, manager()
    draft = drafted(cast, form(WHO).source)
    refused = client.post(review(cast), {"seen": seen, "knowing": "1"})
    assert (refused.status_code, Version.objects.get(pk=draft.pk).state) == (409, "draft")
    assert "has changed since this page was opened" in refused.content.decode()


def test_a_register_is_never_left_without_its_form_but_both_may_go_together(cast: Cast) -> None:
    put(cast, [text(REGISTER)])
    draft, client = drafted(cast, form(AGE, {**WHO, "key": "name"}).source), manager()
    refused = client.post(review(cast), {"seen": draft.checksum, "knowing": "1"})
    assert (refused.status_code, Version.objects.get(pk=draft.pk).state) == (409, "draft")
    beside = drafted(cast, text({**REGISTER, "record_title": ["name"]}))
    done = client.post(review(cast), {"seen": draft.checksum, "together": str(beside.pk)})
    assert done.status_code == 302
    assert set(Version.objects.filter(number=2).values_list("state", flat=True)) == {"published"}


def test_nothing_stops_where_the_report_goes_with_it(cast: Cast) -> None:
    draft, client = drafted(cast, form({**AGE, "key": "years"}, WHO).source), manager()
    renamed = text(REPORT).replace('"age"', '"years"')
    beside = drafted(cast, renamed)
    assert client.post(review(cast), {"seen": draft.checksum, "together": str(beside.pk)}).status_code == 302


def test_an_older_version_comes_back_as_a_draft_and_no_draft_is_lost_by_it(cast: Cast) -> None:
    definition = Definition.objects.get(key="example")
    client, address = manager(), f"/design/{definition.pk}/v1/restore/"
    assert client.post(address).url == f"/design/{definition.pk}/"
    draft = definition.versions.get(state="draft")
    assert (draft.number, draft.source) == (2, definition.versions.get(number=1).source)
    save_draft(source=form(item("text", "b")).source, owner=cast.wts, by=cast.actor("centre_manager"), at=NOW)
    assert client.post(address).url == f"/design/{definition.pk}/v1/"
    assert '"b"' in definition.versions.get(state="draft").source
    client.post(address, {"replace": "1"})
    assert '"age"' in definition.versions.get(state="draft").source
