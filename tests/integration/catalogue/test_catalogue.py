"""The catalogue: drafts, publishing a set or nothing, which version serves whom and when."""

import json
from contextlib import suppress
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client

from engine.catalogue import queries, services
from engine.catalogue.errors import DoesNotCompile, NotADraft
from engine.catalogue.models import Definition, Version
from engine.language.errors import Invalid, NotAllowed
from engine.people.actor import SYSTEM
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db


def choices(label: str = "Goods", key: str = "sorts", **more: Any) -> str:
    option = {"id": "1", "key": "goods", "label": {"en": label, "zh-Hant": "物料"}}
    head = {"kind": "choices", "language": 1, "key": key, "title": {"en": "Sorts", "zh-Hant": "種類"}}
    return json.dumps({**head, "options": [option], **more}, ensure_ascii=False, indent=1)


def published(source: str, owner: Any = None, by: Any = SYSTEM) -> Version:
    draft = services.save_draft(source=source, owner=owner, by=by, at=NOW)
    return services.publish(versions=[draft], by=by, at=NOW)[0]


def test_a_draft_is_replaced_until_it_is_published_and_then_numbers_go_up(cast: Cast) -> None:
    first = services.save_draft(source=choices("A"), owner=None, by=SYSTEM, at=NOW)
    again = services.save_draft(source=choices("B"), owner=None, by=SYSTEM, at=NOW)
    assert first.pk == again.pk
    services.publish(versions=[again], by=SYSTEM, at=NOW)
    assert services.save_draft(source=choices("C"), owner=None, by=SYSTEM, at=NOW).number == 2


def test_a_published_version_cannot_be_published_again(cast: Cast) -> None:
    version = published(choices())
    with pytest.raises(NotADraft):
        services.publish(versions=[version], by=SYSTEM, at=NOW)


def test_a_text_that_is_no_document_is_refused_with_every_problem(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        services.save_draft(source='{"kind": "choices", "language": 7}', owner=None, by=SYSTEM, at=NOW)
    assert {p.code for p in refused.value.problems} == {"document.language", "document.no-key"}


def test_a_set_is_published_whole_or_not_at_all(cast: Cast) -> None:
    good = services.save_draft(source=choices(), owner=None, by=SYSTEM, at=NOW)
    bad = services.save_draft(source=choices(key="broken", options=[]), owner=None, by=SYSTEM, at=NOW)
    with pytest.raises(DoesNotCompile) as refused:
        services.publish(versions=[good, bad], by=SYSTEM, at=NOW)
    assert [p.code for p in refused.value.problems] == ["schema.too-few"]
    assert not Version.objects.filter(state=Version.PUBLISHED).exists()


def test_a_set_is_refused_with_the_problems_of_all_its_documents(cast: Cast) -> None:
    doubled = [{"id": n, "key": "a", "label": {"en": "A", "zh-Hant": "甲"}} for n in ("1", "2")]
    drafts = [
        services.save_draft(source=choices(key=key, options=options), owner=None, by=SYSTEM, at=NOW)
        for key, options in (("first", []), ("second", doubled))
    ]
    with pytest.raises(DoesNotCompile) as refused:
        services.publish(versions=drafts, by=SYSTEM, at=NOW)
    assert [p.code for p in refused.value.problems] == ["schema.too-few", "choices.duplicate-key"]
    assert "first, second" in str(refused.value)


def test_the_nearest_owner_serves_centre_then_ngo_then_library(cast: Cast) -> None:
    library, ngo, centre = published(choices("L")), published(choices("N"), cast.ngo), published(choices("C"), cast.wts)
    assert queries.resolve("choices", "sorts", cast.wts, TODAY) == centre
    assert queries.resolve("choices", "sorts", cast.kt, TODAY) == ngo
    assert queries.resolve("choices", "sorts", cast.other_centre, TODAY) == library
    assert [v.pk for v in queries.available("choices", cast.kt, TODAY)] == [ngo.pk]


def test_a_dated_version_serves_from_its_day(cast: Cast) -> None:
    old = published(choices("Old", effective="2025-01-01"))
    new = published(choices("New", effective="2025-12-01"))
    assert queries.resolve("choices", "sorts", cast.wts, date(2024, 12, 31)) is None
    assert queries.resolve("choices", "sorts", cast.wts, date(2025, 11, 30)) == old
    assert queries.resolve("choices", "sorts", cast.wts, date(2025, 12, 1)) == new


def test_a_retired_version_serves_no_more(cast: Cast) -> None:
    version = published(choices())
    services.retire(version=version, by=SYSTEM, at=NOW, reason="replaced")
    assert queries.resolve("choices", "sorts", cast.wts, TODAY) is None


@pytest.mark.parametrize("who", ["owner", "outsider", "auditor", "director"])
def test_nobody_without_the_role_saves_a_draft(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        services.save_draft(source=choices(), owner=cast.wts, by=cast.actor(who), at=NOW)


def test_nobody_changes_the_library_in_the_browser(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.save_draft(source=choices(), owner=None, by=cast.actor("administrator"), at=NOW)


def test_the_shipped_library_loads_once_and_leaves_units_alone(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "choices").mkdir()
    file = tmp_path / "choices" / "sorts.json"
    file.write_text(choices("Library"), encoding="utf-8")
    own = published(choices("Ours"), cast.wts)
    assert len(services.load_library(folder=tmp_path, at=NOW)) == 1
    assert services.load_library(folder=tmp_path, at=NOW) == []
    file.write_text(choices("Library, changed"), encoding="utf-8")
    (second,) = services.load_library(folder=tmp_path, at=NOW)
    assert second.number == 2
    assert queries.resolve("choices", "sorts", cast.wts, TODAY) == own


def test_two_dates_of_one_table_load_in_their_order(cast: Cast, tmp_path: Path) -> None:
    for day in ("2026-01-01", "2025-05-01"):
        (tmp_path / f"{day}.json").write_text(choices(day, effective=day), encoding="utf-8")
    assert [str(v.effective) for v in services.load_library(folder=tmp_path, at=NOW)] == ["2025-05-01", "2026-01-01"]
    assert services.load_library(folder=tmp_path, at=NOW) == []


def test_every_change_leaves_an_audit_entry(cast: Cast) -> None:
    from engine.audit.models import Entry

    version = published(choices(), cast.wts, cast.actor("centre_manager"))
    stream = Entry.objects.filter(stream=f"definition:{version.definition_id}").order_by("sequence")
    assert [entry.action for entry in stream] == ["draft saved", "published"]


def test_a_publication_that_failed_leaves_no_spec_behind(cast: Cast) -> None:
    draft = services.save_draft(source=choices("First"), owner=None, by=SYSTEM, at=NOW)
    with suppress(RuntimeError), transaction.atomic():
        services.publish(versions=[draft], by=SYSTEM, at=NOW)
        assert queries.spec(Version.objects.get(pk=draft.pk)).options[0].label["en"] == "First"
        raise RuntimeError
    draft = services.save_draft(source=choices("Second"), owner=None, by=SYSTEM, at=NOW)
    (version,) = services.publish(versions=[draft], by=SYSTEM, at=NOW)
    assert queries.spec(version).options[0].label["en"] == "Second"


def test_check_prints_every_problem_as_json_and_exits_with_1(tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_text('{"kind": "choices", "language": 1, "key": "Bad Key", "title": "x", "options": [], "z": 1}')
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("definitions", "check", str(file), "--format", "json", stdout=out)
    assert left.value.code == 1
    found = json.loads(out.getvalue())
    assert {f["code"] for f in found} == {"schema.pattern", "schema.too-few", "schema.unknown"}
    assert set(found[0]) == {"file", "code", "pointer", "severity", "message", "hint"}


def test_import_publish_export_list(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "sorts.json"
    file.write_text(choices(), encoding="utf-8")
    call_command("definitions", "import", str(file), "--owner", "WTS", "--as", "centre_manager", stdout=StringIO())
    assert Definition.objects.get().versions.get().state == Version.DRAFT
    call_command(
        "definitions", "publish", "choices:sorts", "--owner", "WTS", "--as", "centre_manager", stdout=StringIO()
    )
    out = StringIO()
    call_command("definitions", "export", "choices:sorts", "--owner", "WTS", stdout=out)
    assert out.getvalue() == choices()
    listed = StringIO()
    call_command("definitions", "list", stdout=listed)
    assert "choices:sorts\tWTS\tv1\tpublished" in listed.getvalue()
    with pytest.raises(CommandError):
        call_command("definitions", "export", "choices:none")


def test_resolving_costs_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    published(choices())
    with django_assert_num_queries(1):
        queries.resolve("choices", "sorts", cast.wts, TODAY + timedelta(days=1))
    assert connection.in_atomic_block


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    client.force_login(cast.centre_manager)
    return client


def test_a_manager_edits_publishes_and_sees_what_changed(cast: Cast, manager: Client) -> None:
    version = published(choices("One"), cast.wts, cast.actor("centre_manager"))
    address = f"/design/{version.definition_id}/"
    saved = manager.post(f"{address}edit/", {"source": choices("Two")}, follow=True)
    assert saved.status_code == 200
    manager.post(f"{address}publish/")
    page = manager.get(f"{address}v2/").content.decode()
    assert "“One”" in page
    assert "“Two”" in page
    assert manager.get(f"{address}v2/source/").content.decode() == choices("Two")


def test_a_broken_text_stays_on_the_page_with_its_problems(cast: Cast, manager: Client) -> None:
    version = published(choices("One"), cast.wts, cast.actor("centre_manager"))
    answer = manager.post(f"/design/{version.definition_id}/edit/", {"source": '{"kind": "choices" <b>'})
    assert answer.status_code == 422
    assert "{&quot;kind&quot;: &quot;choices&quot; &lt;b&gt;" in answer.content.decode()
    assert "This is not JSON" in answer.content.decode()


@pytest.mark.parametrize("who", ["owner", "outsider", "auditor"])
def test_those_who_do_not_design_find_nothing(cast: Cast, client: Client, who: str) -> None:
    version = published(choices("One"), cast.wts, cast.actor("centre_manager"))
    client.force_login(cast.people[who])
    assert client.get("/design/").status_code == 404
    assert client.get(f"/design/{version.definition_id}/").status_code == 404
