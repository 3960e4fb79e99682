"""Answers are typed, computed, hidden, required and checked; whatever is sent, nothing is raised."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from form_builder.answering import MOST_CHARACTERS, initial, leaves, wire
from tests.unit.forms.notation import D, check, choices, form, found, item, judge, options, page, spec_of

LINES = item(
    "repeat", "lines", min=1, max=3,
    items=[
        item("text", "name", required=True),
        item("integer", "quantity", min=1, required=True),
        item("money", "price", required=True),
        item("money", "amount", calculate={"*": [{"row": "quantity"}, {"row": "price"}]}),
    ],
)  # fmt: skip
TOTAL = item("money", "total", calculate={"sum": [{"var": "lines"}, {"row": "amount"}]})
ORDER = form(TOTAL, LINES, item("text", "why", visible_when={">": [{"var": "total"}, "100"]}, required=True))


def row(name: str, quantity: Any, price: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "quantity": quantity, "price": price, **more}


def test_money_is_exact_and_a_forged_total_is_not_looked_at() -> None:
    judged = judge(ORDER, {"lines": [row("tea", 3, "0.10", amount="999"), row("cups", "2", "0.20")], "total": "999.00"})
    assert judged.problems == ()
    assert judged.values["total"] == D("0.70")
    assert [line["amount"] for line in judged.values["lines"]] == [D("0.30"), D("0.40")]
    assert {"total", "lines.0.amount", "lines.1.amount"} <= judged.read_only


def test_a_hidden_answer_is_dropped_and_asks_for_nothing() -> None:
    cheap = judge(ORDER, {"lines": [row("tea", 1, "100.00")], "why": "kept in the draft"})
    assert "why" not in cheap.values
    assert "why" not in cheap.visible
    dear = judge(ORDER, {"lines": [row("tea", 1, "100.01")]})
    assert found(dear) == [("answer.required", "/why")]


def test_a_hidden_answer_is_empty_for_other_rules() -> None:
    document = form(
        item("yes_no", "asked"),
        item("integer", "count", visible_when={"var": "asked"}),
        item("integer", "double", calculate={"*": [{"var": "count"}, 2]}),
        item("text", "more", visible_when={">": [{"var": "count"}, 3]}),
    )
    assert judge(document, {"asked": True, "count": 5}).values["double"] == 10
    hidden = judge(document, {"asked": False, "count": 5, "more": "x"})
    assert hidden.values == {"asked": False, "double": None}


def test_every_problem_has_its_pointer() -> None:
    judged = judge(ORDER, {"lines": [row("", 0, "x"), "not a row"], "colour": "red"})
    assert found(judged) == [("answer.unknown-field", "/colour"), ("answer.not-rows", "/lines")]
    judged = judge(ORDER, {"lines": [row("", 0, "x", size=1)]})
    assert found(judged) == [
        ("answer.unknown-field", "/lines/0/size"),
        ("answer.too-small", "/lines/0/quantity"),
        ("answer.not-a-number", "/lines/0/price"),
        ("answer.required", "/lines/0/name"),
    ]


def test_rows_are_counted() -> None:
    assert found(judge(ORDER, {})) == [("answer.too-few-rows", "/lines")]
    four = [row("tea", 1, "1.00")] * 4
    assert found(judge(ORDER, {"lines": four})) == [("answer.too-many-rows", "/lines")]


def test_required_when_and_read_only_when_read_the_answers() -> None:
    document = form(
        item("yes_no", "hurt"),
        item("text", "injury", required_when={"var": "hurt"}),
        item("text", "file_number", read_only_when={"==": [{"var": "hurt"}, True]}),
    )
    judged = judge(document, {"hurt": True})
    assert found(judged) == [("answer.required", "/injury")]
    assert judged.required == {"injury"}
    assert judged.read_only == {"file_number"}
    assert judge(document, {"hurt": False}).problems == ()


def test_checks_stand_where_they_point_and_may_only_warn() -> None:
    document = form(
        item("integer", "a"),
        item("integer", "b"),
        item("repeat", "rows", items=[item("integer", "x")], checks=[check("small", {"<": [{"row": "x"}, 5]}, "x")]),
        checks=[
            check("order", {"<=": [{"var": "a"}, {"var": "b"}]}, "b"),
            check("big", {"<": [{"var": "b"}, 100]}, "b", severity="warning"),
        ],
    )
    judged = judge(document, {"a": 200, "b": 150, "rows": [{"x": 1}, {"x": 9}]})
    assert found(judged) == [("answer.check", "/rows/1/x"), ("answer.check", "/b"), ("answer.check-warning", "/b")]
    assert [p.severity for p in judged.problems] == ["error", "error", "warning"]
    assert judged.problems[1].message["en"] == "order failed"


def test_a_check_at_a_hidden_field_is_silent() -> None:
    document = form(
        item("yes_no", "show"),
        item("integer", "a", visible_when={"var": "show"}),
        checks=[check("c", {">": [{"var": "a"}, 1]}, "a")],
    )
    assert judge(document, {"show": False}).problems == ()
    assert found(judge(document, {"show": True, "a": 0})) == [("answer.check", "/a")]


def test_a_hidden_page_asks_for_nothing() -> None:
    first = page("first", item("yes_no", "more"))
    second = page("second", item("text", "detail", required=True), visible_when={"==": [{"var": "more"}, True]})
    assert judge(form(pages=[first, second]), {"more": False, "detail": "x"}).values == {"more": False}
    assert found(judge(form(pages=[first, second]), {"more": True})) == [("answer.required", "/detail")]


def test_an_option_that_ended_is_refused() -> None:
    listed = choices(
        "kinds",
        {"id": "a", "key": "old", "label": "Old", "until": "2025-11-13"},
        {"id": "b", "key": "last_day", "label": "Last day", "until": "2025-11-14"},
    )
    document = form(item("choice", "kind", choices="kinds"))
    assert found(judge(document, {"kind": "old"}, listed)) == [("answer.option-ended", "/kind")]
    assert judge(document, {"kind": "last_day"}, listed).problems == ()


def test_a_file_must_be_at_hand_and_of_its_field() -> None:
    document = form(item("file", "paper"), item("file", "photo"))
    files = {"ref-1": "id-paper"}
    assert judge(document, {"paper": ["ref-1"]}, files=files).values["paper"] == ["ref-1"]
    assert found(judge(document, {"photo": ["ref-1"]}, files=files)) == [("answer.no-such-file", "/photo")]
    assert found(judge(document, {"paper": ["ref-2"]}, files=files)) == [("answer.no-such-file", "/paper")]


def test_a_computed_number_that_no_cell_can_hold_is_a_problem() -> None:
    document = form(item("integer", "a"), item("integer", "b", calculate={"*": [{"var": "a"}, {"var": "a"}]}))
    assert found(judge(document, {"a": 9_000_000_000_000_000})) == [("answer.result-too-big", "/b")]


def test_too_much_text_is_refused_before_it_is_read() -> None:
    document = form(item("long_text", "a"))
    judged = judge(document, {"a": "x" * MOST_CHARACTERS})
    assert found(judged) == [("answer.too-large", "")]
    assert judged.values == {}


@pytest.mark.parametrize("sent", [None, [], "text", 5])
def test_what_is_no_answers_at_all_is_a_problem(sent: Any) -> None:
    assert found(judge(ORDER, sent)) == [("answer.not-answers", "")]


def test_wire_is_what_was_typed_in_one_spelling() -> None:
    judged = judge(ORDER, {"lines": [row(" tea ", "1,000", "HK$0.5")]})
    spec = spec_of(ORDER)
    assert (
        wire(spec, judged.values)
        == {
            "total": "500.00",
            "lines": [{"name": "tea", "quantity": 1000, "price": "0.50", "amount": "500.00"}],
        }
        | {}
    )
    again = judge(ORDER, {**wire(spec, judged.values), "why": "big"})
    assert again.values["total"] == D("500.00")


def test_leaves_name_each_row_and_answer() -> None:
    nested = form(item("repeat", "a", items=[item("repeat", "b", items=[item("text", "c")])]))
    values = judge(nested, {"a": [{"b": [{"c": "x"}, {"c": "y"}]}]}).values
    assert [(path, number) for _, path, number, _ in leaves(spec_of(nested), values)] == [
        ("a.0", "0"), ("a.0.b.0", "0.0"), ("a.0.b.0.c", "0.0"), ("a.0.b.1", "0.1"), ("a.0.b.1.c", "0.1"),
    ]  # fmt: skip


def test_a_new_draft_begins_with_the_defaults() -> None:
    document = form(item("choice", "a", choices=options("x", "y"), default="y"), item("text", "b"))
    assert initial(spec_of(document)) == {"a": "y"}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
EVERY_KIND = form(
    *(item(kind, kind) for kind in ("text", "long_text", "integer", "decimal", "money", "date", "yes_no", "file")),
    item("choice", "choice", choices=options("x")),
    item("many_choice", "many_choice", choices=[{"id": "m", "key": "x", "label": "X"}]),
    LINES,
)
KEYS = ["text", "long_text", "integer", "decimal", "money", "date", "yes_no", "file", "choice", "many_choice", "lines"]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=8))
def test_nothing_that_is_sent_raises(answers: dict[str, Any]) -> None:
    judged = judge(EVERY_KIND, answers)
    spec = spec_of(EVERY_KIND)
    assert set(judged.values) <= set(spec.fields)
    wire(spec, judged.values)
    assert all(p.message["en"] and p.message["zh-Hant"] for p in judged.problems)
