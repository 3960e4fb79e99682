"""Filling: every POST saves, GET never writes, rows move without JavaScript, nothing an author or writer types is HTML."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from form_builder.models import Draft, Submission
from tests.integration.form_pages.conftest import PDF, TRIP, WHOLE, Publish, Start, page_url
from tests.unit.forms.notation import item, options

pytestmark = pytest.mark.django_db


def fresh(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


def send(client: Client, draft: Draft, page: str, **data: Any) -> Any:
    stored = fresh(draft)
    return client.post(page_url(draft, page), {"_revision": stored.revision, **data})


def test_a_page_shows_its_fields_with_what_was_entered(owner: Client, begin: Start) -> None:
    html = owner.get(page_url(begin(answers=WHOLE))).content.decode()
    assert 'name="where" value="Lamma"' in html
    assert 'value="ferry" checked' in html
    assert 'value="elders" checked' in html and 'value="kids" checked' not in html
    assert 'name="day" value="2025-12-01"' in html
    assert 'value="no" checked' in html
    assert 'data-field="shelter" data-reads="text" hidden' in html


def test_reading_writes_nothing(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    for page in ("costs", "plan", "costs"):
        assert owner.get(page_url(draft, page)).status_code == 200
    owner.get(reverse("form:review", args=[draft.pk]))
    assert fresh(draft).revision == 0 and fresh(draft).page == ""
    assert not Submission.objects.exists()


def test_next_saves_and_goes_on(owner: Client, begin: Start) -> None:
    draft = begin()
    answer = send(owner, draft, "plan", where="Cheung Chau", how="bus", rain="no", day="1/12/2025")
    assert answer.status_code == 302 and answer.url == page_url(draft, "costs")
    stored = fresh(draft)
    assert stored.answers == {"where": "Cheung Chau", "how": "bus", "rain": False, "day": "2025-12-01"}
    assert stored.page == "plan" and stored.revision == 1


def test_a_wrong_page_is_saved_and_says_what_is_wrong(owner: Client, begin: Start) -> None:
    draft = begin()
    answer = send(owner, draft, "plan", where="", how="bus", day="31/2/2026")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#f-where">' in html and 'aria-invalid="true"' in html
    assert "This is not a date." in html
    assert fresh(draft).answers == {"how": "bus", "day": "31/2/2026"}


def test_a_first_look_scolds_nobody(owner: Client, begin: Start) -> None:
    draft = begin()
    assert "is-wrong" not in owner.get(page_url(draft)).content.decode()
    assert "is-wrong" in owner.get(page_url(draft) + "?check=1").content.decode()


def test_back_and_leave_save_without_scolding(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    back = send(owner, draft, "costs", **{"lines._rows": "1", "lines._row": ["0"], "lines.0.what": "", "_back": "1"})
    assert back.status_code == 302 and back.url == page_url(draft, "plan")
    assert fresh(draft).answers["lines"] == [{"price": "120.00"}]
    left = send(owner, draft, "plan", where="Peng Chau", _leave="1")
    assert left.url == reverse("form:drafts") and fresh(draft).answers["where"] == "Peng Chau"


def test_pages_appear_and_vanish_with_their_rule(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    assert owner.get(page_url(draft, "storm")).status_code == 302
    send(owner, draft, "plan", where="Lamma", how="ferry", rain="yes", shelter="The pier")
    assert owner.get(page_url(draft, "storm")).status_code == 200
    assert b"Storm" in owner.get(page_url(draft, "plan")).content


ROWS = {"lines._rows": "1", "lines._row": ["0", "1"], "lines.0.what": "A", "lines.0.price": "1",
        "lines.1.what": "B", "lines.1.price": "2.50"}  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "left", "anchor"),
    [
        ("_add:lines", ["A", "B", None], "#f-lines.2"),
        ("_remove:lines.0", ["B"], "#f-lines"),
        ("_up:lines.1", ["B", "A"], "#f-lines.0"),
        ("_down:lines.0", ["B", "A"], "#f-lines.1"),
        ("_up:lines.0", ["A", "B"], "#f-lines.0"),
    ],
)
def test_rows_without_javascript(owner: Client, begin: Start, verb: str, left: list[Any], anchor: str) -> None:
    draft = begin(answers=WHOLE)
    answer = send(owner, draft, "costs", **ROWS, **{verb: "1"})
    assert answer.url == page_url(draft, "costs") + anchor
    assert [row.get("what") for row in fresh(draft).answers["lines"]] == left


def test_a_calculated_value_is_shown_and_never_taken(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    send(owner, draft, "costs", **{**ROWS, "total": "9999", "lines.0.twice": "9999"})
    assert "total" not in fresh(draft).answers and "twice" not in fresh(draft).answers["lines"][0]
    html = owner.get(page_url(draft, "costs")).content.decode()
    assert ">HK$3.50</output>" in html and ">HK$5.00</output>" in html and "9999" not in html


def test_a_file_without_javascript(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    send(
        owner,
        draft,
        "costs",
        **ROWS,
        papers="",
        **{"papers._upload": SimpleUploadedFile("quote.pdf", PDF), "_stay": "1"},
    )
    ref = fresh(draft).answers["papers"][0]
    page = owner.get(page_url(draft, "costs")).content.decode()
    assert "quote.pdf" in page and f'value="{ref}"' in page
    send(owner, draft, "costs", **ROWS, papers=["", ref], **{"_drop:papers": ref})
    assert "papers" not in fresh(draft).answers and not draft.files.exists()


def test_a_refused_file_says_why_and_loses_nothing(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    answer = send(owner, draft, "costs", **ROWS, **{"papers._upload": SimpleUploadedFile("evil.exe", b"MZ\x00\x01")})
    assert answer.status_code == 422 and b"This kind of file is not accepted here" in answer.content
    assert [row["what"] for row in fresh(draft).answers["lines"]] == ["A", "B"]


EVIL = '"><script>alert(1)</script>'


def test_labels_and_answers_cannot_inject_html(owner: Client, begin: Start, publish: Publish) -> None:
    words = {"en": EVIL, "zh-Hant": EVIL}
    evil = options("a")
    evil[0]["label"] = words
    body = TRIP | {
        "key": "evil", "title": words, "summary": {}, "checks": [],
        "pages": [{"id": "p1", "key": "one", "title": words, "hint": words, "items": [
            item("text", "t", label=words, hint=words), item("long_text", "l", label=words),
            item("choice", "c", label=words, choices=evil), item("note", "n", label=words),
            item("group", "g", label=words, items=[item("yes_no", "y", label=words, yes=words, no=words)]),
            item("repeat", "r", label=words, row_label=words, items=[item("text", "x", label=words)]),
            item("text", "calc", label=words, calculate={"concat": [{"var": "t"}, {"var": "l"}]}),
            item("integer", "i", label=words, unit=words),
        ]}],
    }  # fmt: skip
    answers = {"t": EVIL, "l": "</textarea>" + EVIL, "r": [{"x": EVIL}], "i": EVIL, "c": EVIL}
    draft = begin(version=publish(body), answers=answers)
    for url in (page_url(draft, "one") + "?check=1", reverse("form:review", args=[draft.pk])):
        html = owner.get(url).content.decode()
        assert "<script>alert" not in html and "</textarea>&quot;" not in html.replace("\n", "")
        assert "&lt;script&gt;alert(1)" in html


def test_marks_of_the_compiler_cannot_be_forged(owner: Client, begin: Start, publish: Publish) -> None:
    forged = "\ue0000\ue001"
    body = TRIP | {"key": "forged", "summary": {}, "checks": [], "pages": [
        {"id": "p1", "key": "one", "title": "x", "items": [item("text", "t", label=f"Q{forged}")]}]}  # fmt: skip
    draft = begin(version=publish(body), answers={"t": forged})
    html = owner.get(page_url(draft, "one")).content.decode()
    assert ">Q0 <span" in html


def test_everything_is_said_in_chinese(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    owner.cookies["django_language"] = "zh-hant"
    html = owner.get(page_url(draft, "costs")).content.decode()
    assert "費用" in html and "lines字" in html and "檢視" in html and ">Review" not in html


def test_a_whole_trip_from_blank_to_submission(owner: Client, begin: Start) -> None:
    draft = begin()
    send(owner, draft, "plan", where="Lamma", how="ferry", rain="no")
    last = send(owner, draft, "costs", **ROWS)
    review = reverse("form:review", args=[draft.pk])
    assert last.url == review
    shown = owner.get(review).content.decode()
    assert "Lamma" in shown and "HK$3.50" in shown and "signal" not in shown
    done = owner.post(review)
    made = Submission.objects.get()
    assert done.status_code == 302 and done.url == reverse("form:submission", args=[made.pk])
    assert made.answers["total"] == "3.50"
    assert owner.post(review).url == done.url and Submission.objects.count() == 1
    assert owner.get(page_url(draft)).url == done.url


def test_a_review_with_problems_leads_to_each(owner: Client, begin: Start) -> None:
    draft = begin(answers={**WHOLE, "where": "", "lines": [{"what": "Yacht", "price": "5000"}]})
    review = reverse("form:review", args=[draft.pk])
    answer = owner.post(review)
    html = answer.content.decode()
    assert answer.status_code == 422 and not Submission.objects.exists()
    assert f"{page_url(draft, 'plan')}?check=1#f-where" in html
    assert f"{page_url(draft, 'costs')}?check=1#f-total" in html and "Too dear." in html


def test_no_get_of_the_wizard_ever_submits(owner: Client, begin: Start) -> None:
    draft = begin(answers=WHOLE)
    for step in ("done", "review", "last"):
        assert owner.get(page_url(draft, step)).status_code == 302
    assert not Submission.objects.exists()
