"""What the checker refuses, where it points, and what it lets pass."""

from typing import Any

import pytest

from engine.language.problems import codes
from engine.language.rules import check_rule
from engine.language.rules.codes import CODES
from tests.unit.rules.signatures import LINES, PARTS, SIGNATURE

V = {name: {"var": name} for name in SIGNATURE.fields}
LOOKUP = {"amount": V["total"], "category": V["category"]}


def refusals(rule: Any, expects: str | None = None, rows: Any = ()) -> list[tuple[str, str]]:
    return [(p.code, p.pointer) for p in check_rule(rule, SIGNATURE, expects=expects, pointer="/r", rows=rows)]


REFUSED: list[tuple[Any, str, str]] = [
    ({">": [V["total"], "5"], "<": [V["total"], "9"]}, "rules.not-a-rule", "/r"),
    ({}, "rules.not-a-rule", "/r"),
    (["a"], "rules.not-a-rule", "/r"),
    ({"var": 5}, "rules.not-a-rule", "/r"),
    ({"row": "amount", "up": -1}, "rules.not-a-rule", "/r"),
    (10**38, "rules.not-a-rule", "/r"),
    ({"in": [V["category"], ["goods", V["reason"]]]}, "rules.not-a-rule", "/r/in/1"),
    ({"in": [V["category"], ["goods", None]]}, "rules.not-a-rule", "/r/in/1"),
    ({"greater": [1, 2]}, "rules.unknown-operator", "/r"),
    ({"not": [{"==": [{"var": "totel"}, 1]}]}, "rules.unknown-name", "/r/not/0/==/0"),
    ({"sum": [V["lines"], {"row": "amuont"}]}, "rules.unknown-name", "/r/sum/1"),
    ({"row": "amount"}, "rules.not-in-a-row", "/r"),
    ({"sum": [V["lines"], {"row": "amount", "up": 1}]}, "rules.not-in-a-row", "/r/sum/1"),
    ({">": [V["total"]]}, "rules.wrong-count", "/r/>"),
    ({"and": []}, "rules.wrong-count", "/r/and"),
    ({"sum": []}, "rules.wrong-count", "/r/sum"),
    ({"some": [V["lines"]]}, "rules.wrong-count", "/r/some"),
    ({"count": [V["lines"], True, 1]}, "rules.wrong-count", "/r/count"),
    ({"today": [1]}, "rules.wrong-count", "/r/today"),
    ({">": V["total"]}, "rules.not-a-list", "/r"),
    ({"and": [V["urgent"], V["total"]]}, "rules.wrong-type", "/r/and/1"),
    ({"+": [V["total"], V["reason"]]}, "rules.wrong-type", "/r/+/1"),
    ({"+": [V["total"], {"+": [1, V["urgent"]]}]}, "rules.wrong-type", "/r/+/1/+/1"),
    ({"<": [V["reason"], V["category"]]}, "rules.wrong-type", "/r/</0"),
    ({"==": [V["tags"], None]}, "rules.wrong-type", "/r/==/0"),
    ({"==": [V["lines"], V["lines"]]}, "rules.wrong-type", "/r/==/0"),
    ({"length": [V["total"]]}, "rules.wrong-type", "/r/length/0"),
    ({"age": [V["reason"]]}, "rules.wrong-type", "/r/age/0"),
    ({"add_days": [V["needed"], V["rate"]]}, "rules.wrong-type", "/r/add_days/1"),
    ({"add_days": [V["needed"], "1.5"]}, "rules.wrong-type", "/r/add_days/1"),
    ({"concat": [V["urgent"]]}, "rules.wrong-type", "/r/concat/0"),
    ({"all": [V["tags"], True]}, "rules.wrong-type", "/r/all/0"),
    ({"max": [V["born"], V["total"]]}, "rules.types-differ", "/r/max"),
    ({"==": [V["total"], V["born"]]}, "rules.types-differ", "/r/=="),
    ({"if": [V["urgent"], V["total"], V["reason"]]}, "rules.types-differ", "/r/if"),
    ({">": [V["total"], "five"]}, "rules.wrong-literal", "/r/>/1"),
    ({">": [V["total"], "1e3"]}, "rules.wrong-literal", "/r/>/1"),
    ({">": [V["needed"], "2025-02-29"]}, "rules.wrong-literal", "/r/>/1"),
    ({"==": [V["urgent"], "yes"]}, "rules.wrong-literal", "/r/==/1"),
    ({"==": [V["reason"], "\ud83d"]}, "rules.wrong-literal", "/r/==/1"),
    ({"==": ["5", "5.0"]}, "rules.ambiguous-literal", "/r/==/0"),
    ("goods", "rules.ambiguous-literal", "/r"),
    ({"if": [V["urgent"], "1", "2"]}, "rules.ambiguous-literal", "/r/if/1"),
    ({"empty": ["x"]}, "rules.ambiguous-literal", "/r/empty/0"),
    ({">": [V["rate"], 0.5]}, "rules.float", "/r/>/1"),
    ({"==": [V["category"], "good"]}, "rules.unknown-option", "/r/==/1"),
    ({"contains": [V["tags"], "good"]}, "rules.unknown-option", "/r/contains/1"),
    ({"lookup": ["quotation", LOOKUP, "count"]}, "rules.unknown-table", "/r/lookup/0"),
    ({"lookup": ["quotations", [], "count"]}, "rules.bad-lookup", "/r/lookup"),
    ({"lookup": ["quotations"]}, "rules.bad-lookup", "/r/lookup"),
    ({"lookup": ["quotations", {**LOOKUP, "sum": 1}, "count"]}, "rules.unknown-input", "/r/lookup/1/sum"),
    ({"lookup": ["quotations", {"amount": V["total"]}, "count"]}, "rules.missing-input", "/r/lookup/1"),
    ({"lookup": ["quotations", {**LOOKUP, "amount": V["reason"]}, "count"]}, "rules.wrong-type", "/r/lookup/1/amount"),
    ({"lookup": ["quotations", LOOKUP, "counts"]}, "rules.unknown-output", "/r/lookup/2"),
    ({"matches": [V["reason"], "(a+)+"]}, "rules.bad-pattern", "/r/matches/1"),
    ({"matches": [V["reason"], V["category"]]}, "rules.bad-pattern", "/r/matches/1"),
    ({"round": [V["rate"], 11]}, "rules.bad-places", "/r/round/1"),
    ({"round": [V["rate"], V["staff"]]}, "rules.bad-places", "/r/round/1"),
]


@pytest.mark.parametrize(("rule", "code", "pointer"), REFUSED, ids=lambda v: str(v)[:60])
def test_is_refused_at_its_place(rule: Any, code: str, pointer: str) -> None:
    assert (code, pointer) in refusals(rule)


def test_every_code_is_tested() -> None:
    elsewhere = {"rules.circular", "rules.too-deep"}  # test_ordering and the shared cases
    assert {code for _, code, _ in REFUSED} | elsewhere == set(CODES)


def test_every_code_speaks_both_languages() -> None:
    for name in CODES:
        code = codes.get(name)
        assert all((code.en, code.zh, code.hint_en, code.hint_zh))


ALLOWED: list[tuple[Any, str | None]] = [
    ({">": [V["total"], "5000"]}, "boolean"),
    ({"*": [V["staff"], V["total"]]}, "money"),
    ({"*": [V["staff"], "2"]}, "integer"),
    ({"round": [V["rate"]]}, "integer"),
    ({"if": [V["urgent"], "1.50", "2"]}, "money"),
    ({"if": [V["urgent"], "goods", "works"]}, "text"),
    ({"==": [V["category"], {"if": [V["urgent"], "goods", {"if": [True, "works", "services"]}]}]}, "boolean"),
    ({"coalesce": [V["needed"], "2025-05-01"]}, "date"),
    ({"coalesce": [None, None]}, None),
    ({"contains": [V["tags"], "goods"]}, "boolean"),
    ({"lookup": ["quotations", LOOKUP, "count"]}, "integer"),
    ({"lookup": ["quotations", {"amount": "5000", "category": None}, "count"]}, "decimal"),
    ({"not": {"empty": V["files"]}}, "boolean"),
    (None, "money"),
]


@pytest.mark.parametrize(("rule", "expects"), ALLOWED, ids=lambda v: str(v)[:60])
def test_is_allowed(rule: Any, expects: str | None) -> None:
    assert refusals(rule, expects) == []


def test_a_rule_inside_a_repeat_reads_its_row_and_the_row_around() -> None:
    rule = {"*": [{"row": "weight"}, {"row": "quantity", "up": 1}]}
    assert refusals(rule, "decimal", (LINES, PARTS)) == []
    assert refusals(rule, "decimal", (PARTS,)) == [("rules.not-in-a-row", "/r/*/1")]


def test_what_is_expected_is_checked() -> None:
    assert refusals(V["total"], "boolean") == [("rules.wrong-type", "/r")]
    assert refusals({"/": [V["staff"], 2]}, "integer") == [("rules.wrong-type", "/r/~1")]


def test_all_problems_are_reported_at_once_and_none_twice() -> None:
    rule = {"and": [{">": [{"var": "totl"}, "5"]}, {"==": [V["staff"], "x"]}, {"oops": []}, {"<": [V["rate"], 0.1]}]}
    assert refusals(rule, "boolean") == [
        ("rules.unknown-name", "/r/and/0/>/0"),
        ("rules.wrong-literal", "/r/and/1/==/1"),
        ("rules.unknown-operator", "/r/and/2"),
        ("rules.float", "/r/and/3/</1"),
    ]


def test_a_misspelt_name_is_answered_with_its_neighbours() -> None:
    [found] = check_rule({"empty": [{"var": "totl"}]}, SIGNATURE, expects=None, pointer="")
    assert "total" in str(found.hint["en"]) and "total" in str(found.hint["zh-Hant"])  # type: ignore[index]


def test_an_unknown_option_is_a_warning_for_lists_change_with_time() -> None:
    [found] = check_rule({"==": [V["category"], "good"]}, SIGNATURE, expects=None, pointer="")
    assert found.severity == "warning"
    assert "goods" in found.hint["en"]  # type: ignore[index]


def test_a_pointer_escapes_the_operator_of_division() -> None:
    assert refusals({"/": [V["total"], V["reason"]]}) == [("rules.wrong-type", "/r/~1/1")]


@pytest.mark.parametrize("text", ["a\x00", "\ud800"], ids=ascii)
def test_a_text_that_no_database_keeps_is_no_literal(text: str) -> None:
    assert refusals({"concat": [text, "b"]}) == [("rules.wrong-literal", "/r/concat/0")]
