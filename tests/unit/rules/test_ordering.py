"""Which rule goes first, and which never can."""

from typing import Any

from engine.language.rules import names_used, order, paths_read, row_names_used

SUM = {"sum": [{"var": "lines"}, {"row": "amount"}]}
AMOUNT = {"*": [{"row": "quantity"}, {"row": "price"}]}


def test_names_are_found_wherever_they_stand() -> None:
    rule = {"and": [{">": [{"var": "total"}, "5"]}, {"lookup": ["t", {"a": {"var": "b"}}, "c"]}, {"not": {"var": "d"}}]}
    assert names_used(rule) == {"total", "b", "d"}
    assert names_used(SUM) == {"lines"}
    assert row_names_used(SUM) == {"amount"}


def test_a_broken_rule_names_what_it_can() -> None:
    assert names_used({"and": [{"var": 5}, {"var": "x"}, "text", None]}) == {"x"}


def test_paths_follow_the_rows() -> None:
    assert paths_read(SUM) == {"lines", "lines.amount"}
    assert paths_read(AMOUNT, ("lines",)) == {"lines.quantity", "lines.price"}
    nested = {
        "all": [{"var": "lines"}, {"some": [{"row": "parts"}, {">": [{"row": "weight"}, {"row": "price", "up": 1}]}]}]
    }
    assert paths_read(nested) == {"lines", "lines.parts", "lines.parts.weight", "lines.price"}


def test_a_sum_waits_for_the_amounts_of_its_rows() -> None:
    rules: dict[str, Any] = {"tax": {"*": [{"var": "total"}, "0.1"]}, "total": SUM, "lines.amount": AMOUNT}
    assert order(rules) == (["lines.amount", "total", "tax"], [])


def test_rules_that_need_nothing_of_each_other_keep_their_order() -> None:
    rules = {"b": {"var": "x"}, "a": {"var": "y"}, "c": {"var": "x"}}
    assert order(rules)[0] == ["b", "a", "c"]


def test_a_circle_is_a_problem_and_the_others_still_have_an_order() -> None:
    rules: dict[str, Any] = {
        "a": {"+": [{"var": "b"}, 1]},
        "b": {"+": [{"var": "c"}, 1]},
        "c": {"+": [{"var": "a"}, 1]},
        "self": {"neg": [{"var": "self"}]},
        "free": {"+": [1, 1]},
    }
    ordered, problems = order(rules, pointers={"a": "/pages/0/items/0/calculate"})
    assert ordered == ["free"]
    assert [p.code for p in problems] == ["rules.circular", "rules.circular"]
    assert {p.facts["names"] for p in problems} >= {"self → self"}
    assert "/pages/0/items/0/calculate" in {p.pointer for p in problems}


def test_a_circle_through_a_row_is_found() -> None:
    rules: dict[str, Any] = {"total": SUM, "lines.amount": {"*": [{"row": "quantity"}, {"var": "total"}]}}
    ordered, problems = order(rules)
    assert ordered == []
    assert [p.code for p in problems] == ["rules.circular"]
