"""Autosave, two windows, files on their way: nothing is overwritten silently, nothing is lost."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from form_builder.models import Draft
from form_builder.services import submit
from tests.cast import NOW, Cast
from tests.integration.form_pages.conftest import PDF, WHOLE, Start, page_url

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def save(client: Client, draft: Draft, revision: int, **changes: Any) -> Any:
    body = json.dumps({"revision": revision, "page": "plan", "changes": changes})
    return client.post(reverse("form:autosave", args=[draft.pk]), body, content_type="application/json")


def fresh(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


def test_a_change_is_saved_and_judged(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    answer = save(owner, draft, 0, lines=[{"what": "Boat", "price": "1,200"}], day="soon")
    found = answer.json()
    assert answer.status_code == 200 and found["revision"] == 1 and found["saved"] == "Saved 10:42"
    assert found["calculated"] == {"total": "HK$1,200.00"} and found["pages"] == ["plan", "costs"]
    assert {(one["path"], one["code"]) for one in found["problems"]} == {
        ("day", "answer.not-a-date"), ("total", "answer.check")}  # fmt: skip
    assert fresh(draft).answers["lines"] == [{"what": "Boat", "price": "1200.00"}]
    assert fresh(draft).answers["day"] == "soon"


def test_two_windows_with_different_fields_do_not_meet(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    assert save(owner, draft, 0, where="Tai O").status_code == 200
    assert save(owner, draft, 0, where="Tai O").status_code == 200


def test_a_stale_window_is_told_what_the_other_wrote(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    save(owner, draft, 0, where="Tai O")
    answer = save(owner, draft, 0, where="<b>Sai Kung</b>")
    found = answer.json()
    assert answer.status_code == 409 and found["revision"] == 1
    assert found["stored"] == {"where": "Tai O"} and found["offered"] == {"where": "<b>Sai Kung</b>"}
    assert "Changed in another window at 10:42" in found["panel"] and "Tai O" in found["panel"]
    assert "<b>Sai Kung" not in found["panel"] and "&lt;b&gt;Sai Kung" in found["panel"]
    assert fresh(draft).answers["where"] == "Tai O"


def test_without_javascript_the_stale_window_keeps_its_words_and_chooses(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    save(owner, draft, 0, where="Tai O", how="bus")
    mine = {"_revision": 0, "where": "Sai Kung", "how": "ferry", "_next": "1"}
    asked = owner.post(page_url(draft), mine)
    html = asked.content.decode()
    assert asked.status_code == 409 and "Changed in another window" in html
    assert 'name="where" value="Sai Kung"' in html and 'name="_revision" value="1"' in html
    chosen = {**mine, "_revision": 1, "_keep:where": "mine", "_keep:how": "theirs", "_stay": "1"}
    assert owner.post(page_url(draft), chosen).status_code == 302
    assert fresh(draft).answers["where"] == "Sai Kung" and fresh(draft).answers["how"] == "bus"


def test_words_that_waited_on_the_device_can_be_kept(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    kept = json.dumps({"where": "Sai Kung", "how": "bus"})
    owner.post(page_url(draft), {
        "_revision": 0, "where": "Lamma", "how": "ferry", "_mine": kept, "_keep:where": "mine", "_keep:how": "theirs",
        "_stay": "1"})  # fmt: skip
    assert fresh(draft).answers["where"] == "Sai Kung" and fresh(draft).answers["how"] == "ferry"


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"revision": "1", "changes": {}}', '{"revision": 1, "changes": []}'])
def test_what_is_no_save_is_refused_in_words(owner: Client, begin: Start, body: str) -> None:
    draft = begin(answers=WHOLE)
    answer = owner.post(reverse("form:autosave", args=[draft.pk]), body, content_type="application/json")
    assert answer.status_code == 422 and fresh(draft).revision == 0


def test_an_unknown_field_is_refused_and_nothing_stored(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    assert save(owner, draft, 0, where="Tai O", forged="x").status_code == 422
    assert fresh(draft).answers["where"] == "Lamma"


def test_a_submitted_draft_takes_nothing_more(owner: Client, begin: Start, cast: Cast) -> None:
    draft = begin(answers=WHOLE)
    made = submit(draft=draft, by=cast.actor("owner"), at=NOW)
    answer = save(owner, draft, 0, where="Tai O")
    assert answer.status_code == 409 and answer.json() == {"submitted": str(made.pk)}


def test_files_go_up_one_by_one(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    url = reverse("form:upload", args=[draft.pk])
    answer = owner.post(
        url, {"item": "id-papers", "file": SimpleUploadedFile("a b.pdf", PDF)}, headers={"accept": "application/json"}
    )
    found = answer.json()
    assert answer.status_code == 201 and found["name"] == "a b.pdf" and found["size"] == "1 KB"
    assert b"".join(owner.get(found["url"]).streaming_content) == PDF
    refused = owner.post(
        url,
        {"item": "id-papers", "file": SimpleUploadedFile("x.exe", b"MZ\x00")},
        headers={"accept": "application/json"},
    )
    assert refused.status_code == 422 and "not accepted" in refused.json()["message"]
    assert owner.post(url, {"item": "id-where", "file": SimpleUploadedFile("a.pdf", PDF)}).status_code == 404
