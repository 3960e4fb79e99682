"""A form writes its summary itself: sentences and lists, in both languages, the greatest first where it asks."""

from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary
from form_builder.narrating import narrate
from form_builder.purposes import collected
from tests.unit.forms.notation import codes, form, item, judge, options, spec_of
from tests.unit.forms.test_scoring import BANDS, ITEMS, score

SEVERITY = item("choice", "how_bad", choices=options("mild", "moderate", "severe", mild=1, moderate=2, severe=3))
ROWS = item("repeat", "troubles", items=[item("text", "what"), SEVERITY, item("integer", "days")])


def told(parts: list[dict[str, Any]], *items: Any, answers: dict[str, Any], language: str = "en", **more: Any) -> Any:
    document = form(*items, narratives=[{"id": "n", "title": "Summary", "parts": parts}], **more)
    assert codes(document) == []
    judged = judge(document, answers)
    scores = {k: {"value": None if s.value is None else str(s.value), "band": s.band} for k, s in judged.scores.items()}
    found = narrate(spec_of(document), answers, scores, library=MemoryLibrary([document]), language=language)
    return [
        (block.title, list(block.lines)) if block.listed else block.lines[0] for one in found for block in one.blocks
    ]


def test_sentences_say_answers_and_leave_out_what_does_not_hold() -> None:
    parts = [
        {"say": {"en": "{name} was met on {met}.", "zh-Hant": "{met}與{name}面談。"}},
        {"say": "Urgent.", "when": {"var": "urgent"}},
        {"say": "Braces {Like this} stay; {other} is missing."},
    ]
    items = [item("text", "name"), item("date", "met"), item("yes_no", "urgent"), item("text", "other")]
    answers = {"name": "陳大文", "met": "2025-11-14"}
    braces = "Braces {Like this} stay; – is missing."
    assert told(parts, *items, answers=answers) == ["陳大文 was met on 14 Nov 2025.", braces]
    assert told(parts, *items, answers=answers, language="zh-Hant")[0] == "2025年11月14日與陳大文面談。"
    assert told(parts, *items, answers={**answers, "urgent": True})[1] == "Urgent."


def test_rows_stand_in_order_of_severity() -> None:
    parts = [
        {"title": "Worst", "each": "troubles", "say": "{what}: {how_bad} ({name})", "sort": "how_bad", "descending": True,
         "when": {"in": [{"row": "how_bad"}, ["moderate", "severe"]]}},
        {"title": "Never", "each": "troubles", "say": "{what}", "when": {">": [{"row": "days"}, 99]}},
        {"title": "By days", "each": "troubles", "say": "{what} {days}", "sort": "days"},
    ]  # fmt: skip
    troubles = [
        {"what": "sleep", "how_bad": "moderate", "days": "9"},
        {"what": "food", "how_bad": "mild"},
        {"what": "work", "how_bad": "severe", "days": "10"},
    ]
    assert told(parts, item("text", "name"), ROWS, answers={"name": "Chan", "troubles": troubles}) == [
        ("Worst", ["work: severe (Chan)", "sleep: moderate (Chan)"]),
        ("By days", ["sleep 9", "work 10", "food –"]),
    ]
    assert told(parts, item("text", "name"), ROWS, answers={}) == []


def test_fields_stand_in_order_of_their_points() -> None:
    parts = [
        {"title": "High", "of": ["q1", "q2", "q3"], "say": "{label}: {answer}", "sort": "points", "descending": True,
         "when": {">=": [{"row": "points"}, 1]}},
        {"say": "{scores.total}: {scores.total.band}. {scores.total.text}"},
    ]  # fmt: skip
    bands = [{**BANDS[0]}, {**BANDS[1], "text": {"en": "See them soon.", "zh-Hant": "請盡快面見。"}}]
    answers = {"q1": "1", "q2": "0", "q3": "2"}
    assert told(parts, *ITEMS, answers=answers, scores=[score(bands=bands)]) == [
        ("High", ["q3: 2", "q1: 1"]),
        "3: High. See them soon.",
    ]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({"say": "{nobody}"}, ("form.unknown-item", "say")),
        ({"say": "x", "each": "name"}, ("form.unknown-item", "each")),
        ({"say": "x", "of": ["troubles"]}, ("form.unknown-item", "of/0")),
        ({"say": "{what}"}, ("form.unknown-item", "say")),
        ({"say": "{what}", "each": "troubles", "sort": "nothing"}, ("form.unknown-item", "sort")),
        ({"say": "x", "when": {"var": "name"}}, ("rules.wrong-type", "when")),
        ({"say": "x", "of": ["name"], "when": {">": [{"row": "what"}, 1]}}, ("rules.unknown-name", "when/>/0")),
    ],
)
def test_a_summary_that_cannot_be(part: dict[str, Any], expected: tuple[str, str]) -> None:
    document = form(item("text", "name"), ROWS, narratives=[{"id": "n", "title": "S", "parts": [part]}])
    assert codes(document) == [(expected[0], f"/narratives/0/parts/0/{expected[1]}")]


def test_personal_data_have_a_purpose() -> None:
    bare = item("text", "name", sensitivity="personal", purpose="")
    within = item("repeat", "people", items=[item("text", "born", sensitivity="sensitive", purpose="")])
    del bare["purpose"], within["items"][0]["purpose"]
    assert codes(form(bare, within)) == [
        ("form.no-purpose", "/pages/0/items/0/purpose"),
        ("form.no-purpose", "/pages/0/items/1/items/0/purpose"),
    ]


@pytest.mark.parametrize("purpose", [{"en": ""}, {"en": " ", "zh-Hant": ""}, "follow_up"])
def test_a_purpose_without_words_is_none(purpose: Any) -> None:
    name = item("text", "name", sensitivity="personal", purpose=purpose)
    found = codes(form(name, purposes={"follow_up": {"en": "", "zh-Hant": " "}}))
    assert ("form.purpose-without-words", "/pages/0/items/0/purpose") in found
    told = item("text", "name", sensitivity="personal", purpose={"en": "", "zh-Hant": "跟進個案"})
    assert "form.purpose-without-words" not in [code for code, _ in codes(form(told))]


def test_the_purpose_of_an_identity_number_may_be_in_both_languages() -> None:
    asks = {"sensitivity": "personal", "allowed_by": "The director, 2 March 2026"}
    told = item("identity_number", "number", **asks, purpose={"en": "Vouchers", "zh-Hant": "發放醫療券"})
    assert codes(form(told)) == []
    silent = item("identity_number", "number", **asks, purpose={"en": " ", "zh-Hant": ""})
    assert ("form.identity-number-without-purpose", "/pages/0/items/0") in codes(form(silent))


def test_what_is_collected_and_why() -> None:
    people = item(
        "repeat",
        "people",
        items=[item("text", "born", sensitivity="sensitive", purpose={"en": "To know", "zh-Hant": "了解"})],
    )
    document = form(
        item("text", "name", required=True, sensitivity="personal", purpose="service"), people, item("note", "words"),
        item("integer", "n", calculate={"count": [{"var": "people"}]}),
        purposes={"service": {"en": "To serve you", "zh-Hant": "提供服務"}},
    )  # fmt: skip
    found = collected(spec_of(document))
    assert [(one.sensitivity, one.must) for one in found] == [
        ("personal", "required"), ("sensitive", "optional"), ("internal", "calculated"),
    ]  # fmt: skip
    assert [one.purpose for one in found[:2]] == [
        {"en": "To serve you", "zh-Hant": "提供服務"},
        {"en": "To know", "zh-Hant": "了解"},
    ]
    assert found[1].within == people["label"]


def test_a_form_without_its_wording_says_why() -> None:
    assert codes(form(item("text", "a"), text_source_required=True)) == [
        ("form.slot-without-note", "/text_source_required")
    ]
    assert spec_of(form(item("text", "a"), text_source_required=True, licence_note="Ask the owner.")).needs_text
