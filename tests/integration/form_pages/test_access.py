"""Who may see what: a draft is its owner's alone; a submission is its maker's and of those who see the unit."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from engine.audit.models import Entry
from form_builder.models import Draft, Submission
from form_builder.services import attach_file, save_page, submit
from tests.cast import NOW, Cast
from tests.integration.form_pages.conftest import PDF, PNG, TRIP, WHOLE, Publish, Start, page_url
from tests.unit.forms.notation import item

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


@pytest.fixture
def with_file(begin: Start, cast: Cast) -> Draft:
    draft = begin(answers=WHOLE)
    by = cast.actor("owner")
    file = attach_file(draft=draft, item_id="id-papers", name="quote.pdf", content=PDF, by=by, at=NOW)
    return save_page(draft=draft, changes={"papers": [str(file.ref)]}, revision=0, by=by, at=NOW)


@pytest.fixture
def handed_in(with_file: Draft, cast: Cast) -> Submission:
    return submit(draft=with_file, by=cast.actor("owner"), at=NOW)


def addresses(draft: Draft) -> list[tuple[str, str]]:
    ref = draft.files.get().ref
    names = {"resume": "get", "review": "get", "discard": "get", "autosave": "post", "upload": "post"}
    found = [(method, reverse(f"form:{name}", args=[draft.pk])) for name, method in names.items()]
    found += [("post", reverse("form:review", args=[draft.pk])), ("post", reverse("form:discard", args=[draft.pk]))]
    return [
        *found,
        ("get", page_url(draft)),
        ("post", page_url(draft)),
        ("get", reverse("form:draft_file", args=[draft.pk, ref])),
    ]


@pytest.mark.parametrize("who", ["colleague", "neighbour", "outsider", "centre_manager", "auditor", "administrator"])
def test_a_draft_is_its_owners_alone(signed_in: Browser, with_file: Draft, who: str) -> None:
    browser = signed_in(who)
    for method, url in addresses(with_file):
        assert getattr(browser, method)(url).status_code == 404, (method, url)
    assert Draft.objects.get(pk=with_file.pk).state == Draft.OPEN


def test_nobody_reads_without_signing_in(with_file: Draft, handed_in: Submission) -> None:
    ref = handed_in.attachments.get().ref
    urls = [url for _, url in addresses(with_file)]
    urls += [reverse(f"form:{name}", args=[handed_in.pk]) for name in ("submission", "print", "amend")]
    for url in [*urls, reverse("form:drafts"), reverse("form:file", args=[handed_in.pk, ref])]:
        answer = Client().get(url)
        assert (
            answer.status_code in (302, 405)
            and "page/plan" not in answer.get("Location", "/accounts/login/").split("?")[0]
        )


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("centre_manager", 200), ("supervisor", 200), ("neighbour", 404), ("outsider", 404)],
)
def test_a_submission_is_for_those_who_see_its_unit(
    signed_in: Browser, handed_in: Submission, who: str, status: int
) -> None:
    browser, ref = signed_in(who), handed_in.attachments.get().ref
    for url in (
        reverse("form:submission", args=[handed_in.pk]),
        reverse("form:print", args=[handed_in.pk]),
        reverse("form:file", args=[handed_in.pk, ref]),
    ):
        assert browser.get(url).status_code == status, url


def test_reading_personal_answers_leaves_one_entry(signed_in: Browser, handed_in: Submission, cast: Cast) -> None:
    stream = f"reads:{cast.centre_manager.pk}"
    browser = signed_in("centre_manager")
    browser.get(reverse("form:submission", args=[handed_in.pk]))
    assert Entry.objects.filter(stream=stream, about_id=str(handed_in.pk)).count() == 1


def test_files_come_safely(
    signed_in: Browser, handed_in: Submission, cast: Cast, begin: Start, publish: Publish
) -> None:
    answer: Any = signed_in("owner").get(reverse("form:file", args=[handed_in.pk, handed_in.attachments.get().ref]))
    assert answer["Content-Type"] == "application/pdf" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'inline; filename="quote.pdf"' and "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == PDF


def test_what_a_browser_cannot_show_safely_is_only_downloaded(
    signed_in: Browser, publish: Publish, begin: Start, cast: Cast
) -> None:
    body = TRIP | {"key": "notes", "summary": {}, "checks": [], "pages": [
        {"id": "p", "key": "one", "title": "x", "items": [item("file", "f")]}]}  # fmt: skip
    draft = begin(version=publish(body))
    file = attach_file(
        draft=draft, item_id="id-f", name="<script>.txt", content=b"<script>", by=cast.actor("owner"), at=NOW
    )
    answer = signed_in("owner").get(reverse("form:draft_file", args=[draft.pk, file.ref]))
    assert answer["Content-Disposition"].startswith("attachment;") and answer["Content-Type"].startswith("text/plain")
    picture = attach_file(draft=draft, item_id="id-f", name="a.png", content=PNG, by=cast.actor("owner"), at=NOW)
    shown = signed_in("owner").get(reverse("form:draft_file", args=[draft.pk, picture.ref]))
    assert shown["Content-Disposition"].startswith("inline;")
