"""A role that ended yesterday: a clear sentence, nothing stored, nothing lost, no dead link."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from config import home_rows
from engine.language.errors import NotAllowed
from engine.people.models import Holding
from form_builder.models import Draft, Submission
from form_builder.services import hand_in, save_page
from tests.cast import NOW, TODAY, Cast
from tests.integration.form_pages.conftest import PDF, WHOLE, Start, page_url

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
SENTENCE = "Your role “Social worker” at Wong Tai Sin Centre ended on 13 Nov 2025. What you typed is kept"


@pytest.fixture
def resting(begin: Start, cast: Cast) -> Draft:
    """owner's whole draft; their role ended yesterday."""
    draft = begin(answers=WHOLE)
    Holding.objects.filter(user=cast.owner).update(ends=TODAY - timedelta(days=1))
    return draft


def kept(draft: Draft) -> str:
    return reverse("form:kept", args=[draft.pk])


def stored(draft: Draft) -> tuple[object, int, str]:
    found = Draft.objects.get(pk=draft.pk)
    return found.answers, found.revision, found.state


def test_saving_says_why_in_json_and_stores_nothing(owner: Client, resting: Draft) -> None:
    before = stored(resting)
    body = json.dumps({"revision": 0, "page": "plan", "changes": {"where": "Lantau"}})
    answer = owner.post(reverse("form:autosave", args=[resting.pk]), body, content_type="application/json")
    assert answer.status_code == 403
    assert answer.json()["code"] == "DraftRests" and answer.json()["message"].startswith(SENTENCE)
    assert "Fung Ho Yin" in answer.json()["message"]
    assert stored(resting) == before


def test_every_page_leads_to_what_is_kept(owner: Client, resting: Draft) -> None:
    for url in (
        page_url(resting),
        *(reverse(f"form:{name}", args=[resting.pk]) for name in ("resume", "review", "discard")),
    ):
        answer = owner.get(url)
        assert (answer.status_code, answer.headers["Location"]) == (302, kept(resting)), url
    page = owner.get(kept(resting)).content.decode()
    assert SENTENCE in page and "Lamma" in page and "Tickets" in page


def test_in_chinese(owner: Client, resting: Draft) -> None:
    owner.cookies["django_language"] = "zh-hant"
    page = owner.get(kept(resting)).content.decode()
    assert "你在黃大仙中心的「社工」角色已於2025年11月13日結束" in page and "馮浩然" in page


def test_a_page_sent_without_a_script_shows_what_was_typed(owner: Client, resting: Draft) -> None:
    before = stored(resting)
    answer = owner.post(page_url(resting), {"where": "Peng Chau", "how": "ferry", "_revision": "0", "_next": "1"})
    page = answer.content.decode()
    assert answer.status_code == 403 and SENTENCE in page
    assert "Peng Chau" in page and "is not stored" in page
    assert stored(resting) == before


def test_handing_in_is_refused_in_words(owner: Client, resting: Draft) -> None:
    answer = owner.post(reverse("form:review", args=[resting.pk]))
    assert answer.status_code == 403
    assert SENTENCE in answer.content.decode() and kept(resting) in answer.content.decode()
    assert not Submission.objects.exists()


def test_no_service_takes_it_either(resting: Draft, cast: Cast) -> None:
    by = cast.actor("owner")
    with pytest.raises(NotAllowed):
        save_page(draft=resting, changes={"where": "Lantau"}, revision=0, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        hand_in(draft=resting, by=by, at=NOW)


def test_the_lists_say_so_and_have_no_dead_link(owner: Client, resting: Draft, cast: Cast) -> None:
    page = owner.get(reverse("form:drafts")).content.decode()
    assert kept(resting) in page and page_url(resting) not in page and "cannot be changed now" in page
    assert reverse("form:discard", args=[resting.pk]) not in page
    (row,) = home_rows.drafts(cast.actor("owner"), "en").rows
    assert (row.url, row.state) == (kept(resting), "Kept, cannot be changed now")


def test_its_files_stay_readable_and_no_new_one_is_taken(owner: Client, resting: Draft) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {"item": "id-papers", "file": SimpleUploadedFile("more.pdf", PDF)}
    answer = owner.post(reverse("form:upload", args=[resting.pk]), sent, headers={"Accept": "application/json"})
    assert answer.status_code == 403 and answer.json()["message"].startswith(SENTENCE)
    assert resting.files.count() == 0


def test_it_is_nobody_elses(signed_in: Browser, resting: Draft) -> None:
    for who in ("colleague", "centre_manager", "auditor"):
        assert signed_in(who).get(kept(resting)).status_code == 404


def test_with_the_role_given_again_it_goes_on(owner: Client, resting: Draft, cast: Cast) -> None:
    Holding.objects.filter(user=cast.owner).update(ends=None)
    assert owner.get(kept(resting)).headers["Location"] == page_url(resting)
    assert owner.get(page_url(resting)).status_code == 200


@pytest.mark.parametrize(
    ("accept", "kind"), [("application/json", "application/json"), ("*/*", "application/json"), ("text/html,*/*", "text/html")]
)  # fmt: skip
def test_a_refused_file_answers_as_it_was_asked(owner: Client, begin: Start, accept: str, kind: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    draft = begin()
    sent = {"item": "id-papers", "file": SimpleUploadedFile("run.exe", b"MZ\x90\x00")}
    answer = owner.post(reverse("form:upload", args=[draft.pk]), sent, headers={"Accept": accept})
    assert answer.status_code == 422 and answer.headers["Content-Type"].startswith(kind)
