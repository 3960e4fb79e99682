"""A decision's conditions, proved at publish: what they leave out, say twice, or never reach, in a manager's words."""

from typing import Any

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import from_body
from engine.language.text import say
from tests.workflow_notation import ASK_NODE, ENDS, field_of, small_form, workflow

AMOUNT, KIND, DAY = {"var": "ask.amount"}, {"var": "ask.kind"}, {"var": "ask.start_on"}
OPTIONS = [{"id": f"o-{key}", "key": key, "label": key.title()} for key in ("goods", "works", "services")]
FORM = small_form(
    "ask",
    field_of("ask", "text", "title", required=True),
    field_of("ask", "money", "amount"),
    field_of("ask", "date", "start_on"),
    field_of("ask", "choice", "kind", choices=OPTIONS),
    summary={"title": "title"},
)


def told(*conditions: Any, type_: str = "decision", **more: Any) -> list[tuple[str, str, str]]:
    """The code, the place and the sentence of each problem of a decision with these conditions."""
    ways = [{"id": f"w{n}", "when": when, "to": "good", "label": f"Way {n}"} for n, when in enumerate(conditions)]
    node = {"id": "n-d", "type": type_, "title": "How much", "ways": ways, "default": "bad", **more}
    body = workflow({"ask": {**ASK_NODE, "next": "d"}, "d": node, **ENDS})
    found = check(from_body(body), MemoryLibrary([from_body(FORM)])).problems
    return [(p.code, p.pointer, say(p.message, "en")) for p in found if p.code.startswith("workflow.way")]


def test_a_gap_between_two_amounts_is_told_with_an_example() -> None:
    [(code, pointer, words)] = told({"<=": [AMOUNT, "5000"]}, {">=": [AMOUNT, "5001"]})
    assert (code, pointer) == ("workflow.way-gap", "/nodes/d")
    assert "Amount = 5,000.50" in words and "How much" in words and "otherwise" in words


def test_bands_that_meet_leave_nothing_out() -> None:
    assert told({"<": [AMOUNT, "5000"]}, {"and": [{">=": [AMOUNT, "5000"]}, {"<=": [AMOUNT, "20000"]}]}) == []


def test_what_lies_beyond_the_last_band_is_what_the_last_way_is_for() -> None:
    assert told({"<": [AMOUNT, "5000"]}) == []


def test_a_middle_that_the_last_way_names_is_meant_but_a_second_hole_is_not() -> None:
    outer = ({"<": [AMOUNT, "5000"]}, {">": [AMOUNT, "20000"]})
    assert [code for code, _, _ in told(*outer)] == ["workflow.way-gap"]
    assert told(*outer, default_label="In between") == []
    three = ({"<=": [AMOUNT, "5000"]}, {"and": [{">=": [AMOUNT, "5001"]}, {"<=": [AMOUNT, "20000"]}]})
    assert [code for code, _, _ in told(*three, default_label="Above")] == ["workflow.way-gap"]


def test_a_gap_between_two_days() -> None:
    [(_, _, words)] = told({"<": [DAY, "2026-04-01"]}, {">": [DAY, "2026-04-01"]})
    assert "Start_On = 2026-04-01" in words


def test_two_ways_that_hold_together_are_told_and_a_wider_one_behind_is_not() -> None:
    [(code, pointer, words)] = told({"<=": [AMOUNT, "5000"]}, {">=": [AMOUNT, "5000"]})
    assert (code, pointer) == ("workflow.way-overlap", "/nodes/d/ways/1/when")
    assert "Way 0" in words and "Way 1" in words and "5,000" in words
    assert told({"<": [AMOUNT, "5000"]}, {"<=": [AMOUNT, "20000"]}) == []


def test_where_every_way_that_holds_is_taken_two_may_hold_together() -> None:
    join = {"j": {"id": "n-j", "type": "join", "title": "J", "next": "good"}}
    ways = [{"id": f"w{n}", "when": {sign: [AMOUNT, "5"]}, "to": "j"} for n, sign in enumerate(("<=", ">="))]
    node = {"id": "n-d", "type": "inclusive", "title": "D", "ways": ways, "default": "j"}
    body = workflow({"ask": {**ASK_NODE, "next": "d"}, "d": node, **join, "good": ENDS["good"]})
    found = check(from_body(body), MemoryLibrary([from_body(FORM)])).problems
    assert not [p for p in found if p.code.startswith("workflow.way")]


def test_a_way_behind_a_wider_one_is_never_taken() -> None:
    [(code, pointer, _)] = told({"<=": [AMOUNT, "20000"]}, {"<": [AMOUNT, "5000"]})
    assert (code, pointer) == ("workflow.way-never", "/nodes/d/ways/1/when")


def test_a_condition_that_nothing_meets() -> None:
    [(code, pointer, _)] = told({"and": [{"<": [AMOUNT, "5"]}, {">": [AMOUNT, "6"]}]})
    assert (code, pointer) == ("workflow.way-impossible", "/nodes/d/ways/0/when")


def test_an_option_of_which_no_condition_speaks() -> None:
    ways = ({"==": [KIND, "goods"]}, {"==": [KIND, "works"]})
    [(code, _, words)] = told(*ways)
    assert code == "workflow.way-gap" and "Kind = Services" in words
    assert told(*ways, default_label="Everything else") == []


def test_conditions_that_calculate_are_said_to_be_unproved() -> None:
    calculated = {">": [{"*": [AMOUNT, 2]}, "5000"]}
    [(code, pointer, _)] = told(calculated, {"<": [AMOUNT, "5"]})
    assert (code, pointer) == ("workflow.ways-unproved", "/nodes/d/ways/0/when/>/0/*")
