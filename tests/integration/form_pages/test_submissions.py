"""Submissions are read, printed and amended; drafts are listed, resumed, discarded, started."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from engine.catalogue.models import Version
from form_builder.models import Draft, Submission
from form_builder.render import filled
from form_builder.services import submit
from tests.cast import NOW, Cast
from tests.integration.form_pages.conftest import TRIP, WHOLE, Publish, Start, page_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(begin: Start, cast: Cast) -> Submission:
    return submit(draft=begin(answers=WHOLE), by=cast.actor("owner"), at=NOW)


def test_a_submission_says_what_who_when_and_on_which_version(owner: Client, made: Submission) -> None:
    html = owner.get(reverse("form:submission", args=[made.pk])).content.decode()
    for words in (
        "<h1>Lamma</h1>",
        "Chan Siu Ming",
        "14 Nov 2025, 10:42",
        "version 1",
        "HK$120.00",
        "ferry",
        "Tickets",
    ):
        assert words in html, words
    assert "shelter" not in html and "Not answered" not in html


def test_the_sheet_shows_every_question_that_was_asked(owner: Client, made: Submission) -> None:
    html = owner.get(reverse("form:print", args=[made.pk])).content.decode()
    assert (
        "Not answered" in html
        and "papers" in html
        and "shelter" not in html
        and str(made.pk) in html
        and "version 1" in html
    )


def test_an_amendment_needs_a_reason_and_supersedes(owner: Client, made: Submission, cast: Cast) -> None:
    url = reverse("form:amend", args=[made.pk])
    refused = owner.post(url, {"reason": "  "})
    assert refused.status_code == 422 and b"Say why you amend it." in refused.content
    answer = owner.post(url, {"reason": "Wrong island"})
    draft = Draft.objects.get(supersedes=made)
    assert answer.url == page_url(draft) and draft.answers["where"] == "Lamma"
    assert owner.post(url, {"reason": "Again"}).url == answer.url, "a second press opens the same draft"
    later = submit(draft=draft, by=cast.actor("owner"), at=NOW)
    old = owner.get(reverse("form:submission", args=[made.pk])).content.decode()
    assert reverse("form:submission", args=[later.pk]) in old and "Amend this" not in old
    new = owner.get(reverse("form:submission", args=[later.pk])).content.decode()
    assert "Again" in new and reverse("form:submission", args=[made.pk]) in new


def test_who_may_not_fill_here_may_not_amend(signed_in: Callable[[str], Client], made: Submission) -> None:
    for who in ("outsider", "neighbour"):
        assert signed_in(who).post(reverse("form:amend", args=[made.pk]), {"reason": "x"}).status_code == 404
    assert signed_in("auditor").post(reverse("form:amend", args=[made.pk]), {"reason": "x"}).status_code in (403, 404)
    assert not Draft.objects.filter(supersedes=made).exists()


def test_my_drafts_are_listed_and_resumed(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    html = owner.get(reverse("form:drafts")).content.decode()
    assert page_url(draft) in html and "Trip" in html
    assert owner.get(reverse("form:resume", args=[draft.pk])).url == page_url(draft)


def test_no_drafts_teaches_the_next_step(owner: Client) -> None:
    assert b"No drafts" in owner.get(reverse("form:drafts")).content


def test_discarding_asks_first(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    url = reverse("form:discard", args=[draft.pk])
    assert b"6 answers are lost for good." in owner.get(url).content
    assert Draft.objects.get(pk=draft.pk).state == Draft.OPEN
    assert owner.post(url).url == reverse("form:drafts")
    assert Draft.objects.get(pk=draft.pk).state == Draft.DISCARDED
    assert owner.get(page_url(draft)).status_code == 409


def test_a_form_can_be_started_by_itself(owner: Client, publish: Publish, cast: Cast) -> None:
    url = reverse("form:start", args=[publish(TRIP).pk])
    assert b"Wong Tai Sin Centre" in owner.get(url).content
    assert owner.post(url, {"unit": str(cast.unit("KT").pk)}).status_code == 404
    answer = owner.post(url, {"unit": str(cast.unit("WTS").pk)})
    assert answer.url == page_url(Draft.objects.get())


def test_only_published_forms_can_be_started(owner: Client, publish: Publish) -> None:
    version = publish(TRIP)
    Version.objects.filter(pk=version.pk).update(state=Version.RETIRED)
    assert owner.get(reverse("form:start", args=[version.pk])).status_code == 404


def test_filled_takes_a_spec_and_answers_too(made: Submission, cast: Cast) -> None:
    from form_builder.binding import spec_of

    html = filled((spec_of(made.version), made.answers), cast.actor("owner"), "zh-Hant")
    assert "目的地" in html and "Lamma" in html and "HK$120.00" in html
