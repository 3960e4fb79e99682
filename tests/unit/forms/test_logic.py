"""Recommended answers, defaults by rule, options by rule, warnings that ask for a reason: in rows and rows of rows too.

The browser's twin of all this is asked the same in tests/unit/form_pages/test_twin_logic.py.
"""

from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary
from form_builder.beginning import begun
from tests.unit.forms.notation import NOW, TODAY, check, choices, codes, form, found, item, judge, page, spec_of

STREETS = choices(
    "streets",
    {"id": "s1", "key": "nathan", "label": "Nathan Road", "parent": "kln", "attributes": {"busy": True, "size": 3}},
    {"id": "s2", "key": "jordan", "label": "Jordan Road", "parent": "kln", "attributes": {"busy": False, "size": 2}},
    {"id": "s3", "key": "queens", "label": "Queen's Road", "parent": "hk", "attributes": {"busy": True, "size": 1}},
    {"id": "s4", "key": "kln", "label": "Kowloon"},
    {"id": "s5", "key": "hk", "label": "Hong Kong"},
)
PLACE = {"==": [{"option": "parent"}, {"var": "area"}]}
AREA = item("text", "area")
STREET = item("choice", "street", choices="streets", choices_when=PLACE)


def begins(document: Any, answers: dict[str, Any], fresh: str = "", *others: Any) -> dict[str, Any]:
    library = MemoryLibrary([document, *others])
    spec = spec_of(document, *others)
    return begun(spec, answers, lambda at: at == fresh, library=library, today=TODAY, now=NOW)


# -- recommended --


def test_a_recommended_answer_reminds_and_stops_nobody() -> None:
    document = form(item("text", "name", recommended=True), item("text", "other"))
    judged = judge(document, {})
    assert found(judged) == [("answer.recommended", "/name")]
    assert (judged.problems[0].severity, judged.recommended) == ("warning", frozenset({"name"}))
    assert found(judge(document, {"name": "Chan"})) == []


def test_recommended_by_rule_in_a_row_of_a_row() -> None:
    inner = item("repeat", "parts", items=[
        item("integer", "size"), item("text", "why", recommended_when={">": [{"row": "size"}, {"row": "most", "up": 1}]})
    ])  # fmt: skip
    document = form(item("repeat", "lines", items=[item("integer", "most"), inner]))
    judged = judge(document, {"lines": [{"most": "5", "parts": [{"size": "6"}, {"size": "5"}]}]})
    assert found(judged) == [("answer.recommended", "/lines/0/parts/0/why")]


def test_what_is_required_is_not_recommended_too() -> None:
    document = form(item("text", "name", recommended=True, required=True))
    assert found(judge(document, {})) == [("answer.required", "/name")]


# -- defaults --


def test_a_default_is_worked_out_once_in_dependency_order() -> None:
    document = form(
        item("date", "review", default_from={"add_days": [{"var": "met"}, 28]}),
        item("date", "met", default_from={"today": []}),
        item("text", "kept", default_from="Harbour"),
    )
    assert begins(document, {"kept": "Mine"}) == {"kept": "Mine", "met": "2025-11-14", "review": "2025-12-12"}
    assert begins(document, {}, fresh="rows.0.") == {}


def test_a_new_row_begins_from_what_stands_around_it() -> None:
    lines = item("repeat", "lines", items=[
        item("integer", "number", default_from={"count": [{"var": "lines"}]}),
        item("date", "day", default_from={"var": "met"}),
        item("repeat", "parts", items=[item("date", "due", default_from={"row": "day", "up": 1})]),
    ])  # fmt: skip
    document = form(item("date", "met"), lines)
    assert codes(document) == [("form.circular", "/pages/0/items/1/items")]
    lines["items"] = lines["items"][1:]
    answers = {"met": "2025-11-01", "lines": [{"day": "2025-10-01"}, {"parts": [{}]}]}
    document = form(item("date", "met"), lines)
    assert begins(document, answers, "lines.1.")["lines"][1] == {"day": "2025-11-01", "parts": [{}]}
    assert begins(document, answers, "lines.1.parts.0.")["lines"][1] == {"parts": [{}]}
    answers["lines"][1]["day"] = "2025-09-09"
    assert begins(document, answers, "lines.1.parts.0.")["lines"][1]["parts"] == [{"due": "2025-09-09"}]


def test_rows_that_must_be_there_begin_with_the_form() -> None:
    lines = item("repeat", "lines", min=2, items=[item("date", "day", default_from={"today": []})])
    document = form(lines)
    library = MemoryLibrary([document])
    given = begun(spec_of(document), {}, lambda at: True, library=library, today=TODAY, now=NOW)
    assert given == {"lines": [{"day": "2025-11-14"}, {"day": "2025-11-14"}]}


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (item("date", "a", default_from={"var": "b"}), ("rules.wrong-type", "/pages/0/items/0/default_from")),
        (item("date", "a", default_from={"var": "a"}), ("form.circular", "/pages/0/items/0/default_from")),
        (item("file", "a", default_from="x"), ("form.cannot-begin", "/pages/0/items/0/default_from")),
    ],
)
def test_a_default_that_cannot_be(one: dict[str, Any], expected: tuple[str, str]) -> None:
    assert expected in codes(form(one, item("integer", "b")))


# -- options --


def test_only_options_that_go_with_the_other_answers_are_offered() -> None:
    document = form(AREA, STREET)
    judged = judge(document, {"area": "kln", "street": "queens"}, STREETS)
    assert judged.offered["street"] == {"nathan", "jordan"}
    assert found(judged) == [("answer.not-offered", "/street")]
    assert judged.values["street"] is None
    assert found(judge(document, {"area": "hk", "street": "queens"}, STREETS)) == []


def test_options_read_attributes_and_the_rows_around_them() -> None:
    big = {"and": [{"option": "busy"}, {">=": [{"option": "size"}, {"row": "least"}]}]}
    many = item("many_choice", "ways", choices="streets", choices_when=big)
    document = form(item("repeat", "trips", items=[item("integer", "least"), many]))
    judged = judge(
        document, {"trips": [{"least": "1", "ways": ["nathan", "queens"]}, {"least": "2", "ways": ["queens"]}]}, STREETS
    )
    assert judged.offered == {"trips.0.ways": {"nathan", "queens"}, "trips.1.ways": {"nathan"}}
    assert found(judged) == [("answer.not-offered", "/trips/1/ways")]


def test_inside_a_sum_of_rows_the_option_is_still_the_option() -> None:
    used = {"not": {"some": [{"var": "lines"}, {"==": [{"row": "way"}, {"option": "key"}]}]}}
    document = form(
        item("repeat", "lines", items=[item("choice", "way", choices="streets")]),
        item("choice", "next", choices="streets", choices_when=used),
    )
    judged = judge(document, {"lines": [{"way": "nathan"}, {"way": "hk"}]}, STREETS)
    assert judged.offered["next"] == {"jordan", "queens", "kln"}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"==": [{"option": "colour"}, "red"]}, "rules.unknown-name"),
        ({"==": [{"option": "size"}, {"var": "area"}]}, "rules.types-differ"),
        ({"option": "size"}, "rules.wrong-type"),
        ({"==": [{"var": "street"}, "nathan"]}, "form.circular"),
    ],
)
def test_a_rule_of_options_that_cannot_be(rule: Any, code: str) -> None:
    document = form(AREA, item("choice", "street", choices="streets", choices_when=rule))
    assert [one for one, _ in codes(document, STREETS)] == [code]


def test_a_rule_of_options_needs_options() -> None:
    assert codes(form(item("text", "a", choices_when=True))) == [
        ("form.choices-not-used", "/pages/0/items/0/choices_when")
    ]


# -- pages, warnings --


def test_a_page_is_skipped_with_all_that_is_on_it() -> None:
    pages = [
        page("a", item("yes_no", "more")),
        page("b", item("text", "x", required=True), visible_when={"var": "more"}),
    ]
    document = form(pages=pages)
    assert found(judge(document, {})) == []
    assert found(judge(document, {"more": True})) == [("answer.required", "/x")]


def test_a_warning_may_ask_for_a_reason() -> None:
    asks = check("late", {"<=": [{"row": "days"}, 28]}, "days", severity="warning", ask_reason=True)
    document = form(item("repeat", "steps", items=[item("integer", "days")], checks=[asks]))
    judged = judge(document, {"steps": [{"days": "3"}, {"days": "40"}]})
    assert [(p.code, p.pointer, p.severity) for p in judged.problems] == [
        ("answer.check-reason", "/steps/1/days", "warning"),
        ("answer.reason-needed", "/steps/1/days/why-late", "error"),
    ]
    assert judged.problems[0].facts["check"] == "late"


def test_only_a_warning_may_ask_for_a_reason() -> None:
    document = form(item("integer", "days"), checks=[check("c", True, "days", ask_reason=True)])
    assert codes(document) == [("form.reason-of-error", "/checks/0/ask_reason")]
