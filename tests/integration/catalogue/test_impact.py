"""Before publishing, a manager sees what the draft touches; an older version comes back as a draft."""

import json

import pytest
from django.test import Client

from engine.catalogue.models import Definition, Version
from engine.catalogue.services import import_documents, save_draft
from form_builder import services as forms
from tests.cast import NOW, PASSWORD, Cast, assemble
from tests.unit.forms.notation import form, item

pytestmark = pytest.mark.django_db

REPORT = {
    "kind": "report", "language": 1, "key": "ages", "title": {"en": "Ages", "zh-Hant": "年齡"}, "dataset": "form:example",
    "rows": [{"field": "age"}], "measures": [{"key": "n", "fn": "count"}],
}  # fmt: skip


@pytest.fixture
def cast() -> Cast:
    cast = assemble()
    sources = [form(item("integer", "age"), item("text", "who")).source, json.dumps(REPORT, ensure_ascii=False)]
    by = cast.actor("centre_manager")
    import_documents(sources=sources, owner=cast.wts, publish_them=True, by=by, at=NOW)
    version = Version.objects.get(definition__key="example")
    forms.start_draft(version=version, unit=cast.wts, by=cast.actor("owner"), at=NOW)
    return cast


def manager() -> Client:
    client = Client()
    assert client.login(username="centre_manager", password=PASSWORD)
    return client


def test_the_manager_sees_who_reads_what_goes_away(cast: Cast) -> None:
    smaller = form(item("text", "who") | {"key": "name"}).source
    save_draft(source=smaller, owner=cast.wts, by=cast.actor("centre_manager"), at=NOW)
    definition = Definition.objects.get(key="example")
    page = manager().get(f"/design/{definition.pk}/").content.decode()
    assert "What publishing touches" in page
    assert "open drafts" in page
    assert "Read by" in page
    assert f"/design/{Definition.objects.get(key='ages').pk}/" in page
    assert "Nothing else reads it." in page


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
