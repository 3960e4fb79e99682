"""Regions prove what trying every value would find: the two agree, whatever the conditions are."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.rules import FieldType, Scope, Signature, compile_rule
from engine.language.rules.checking import read_rule
from engine.language.rules.coverage import Coverage
from engine.language.rules.regions import NotAnalysable, cover

FIELDS = {
    "n": FieldType("integer"),
    "money": FieldType("money"),
    "on": FieldType("date"),
    "kind": FieldType("text", options={"goods": "Goods", "works": "Works", "services": "Services"}),
    "sure": FieldType("boolean"),
    "tags": FieldType("codes", options={"a": "A", "b": "B", "c": "C"}),
}
SIGNATURE = Signature(FIELDS)
FIRST_DAY = date(2026, 3, 1)
EVERY: dict[str, list[Any]] = {
    "n": [None, *range(-3, 9)],
    "money": [None, *(Decimal(cents) / 100 for cents in range(-2, 8))],
    "on": [None, *(FIRST_DAY + timedelta(days=n) for n in range(-2, 7))],
    "kind": [None, "goods", "works", "services"],
    "sure": [None, True, False],
    "tags": [[], ["a"], ["b"], ["c"], ["a", "b"], ["a", "c"], ["b", "c"], ["a", "b", "c"]],
}
LITERALS: dict[str, list[Any]] = {
    "n": [str(n) for n in range(6)],
    "money": [f"0.0{n}" for n in range(6)],
    "on": [(FIRST_DAY + timedelta(days=n)).isoformat() for n in range(5)],
}


def comparison(field: str) -> st.SearchStrategy[Any]:
    var = {"var": field}
    if field in LITERALS:
        signs = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
        return st.builds(lambda sign, at: {sign: [var, at]}, signs, st.sampled_from(LITERALS[field]))
    if field == "kind":
        some = st.lists(st.sampled_from(["goods", "works", "services"]), min_size=1, max_size=2, unique=True)
        return st.builds(lambda members: {"in": [var, members]}, some)
    if field == "tags":
        return st.builds(lambda one: {"contains": [var, one]}, st.sampled_from(["a", "b"]))
    return st.just(var)


def conditions(*fields: str) -> st.SearchStrategy[Any]:
    leaves = st.one_of(*(comparison(field) for field in fields), *(st.just({"empty": [{"var": f}]}) for f in fields))
    grown = st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda a, b: {"and": [a, b]}, inner, inner),
            st.builds(lambda a, b: {"or": [a, b]}, inner, inner),
            st.builds(lambda a: {"not": [a]}, inner),
        ),
        max_leaves=5,
    )
    return st.lists(grown, min_size=1, max_size=4)


def coverage(trees: list[Any]) -> Coverage:
    return cover([read_rule(tree, SIGNATURE, expects="boolean")[0] for tree in trees])


def by_trying(trees: list[Any], fields: tuple[str, ...]) -> list[frozenset[int]]:
    """Which conditions hold, for every combination of values there is."""
    rules = [compile_rule(tree, SIGNATURE, expects="boolean") for tree in trees]
    cases = (dict(zip(fields, values, strict=True)) for values in product(*(EVERY[f] for f in fields)))
    return [frozenset(n for n, rule in enumerate(rules) if rule(Scope(case)) is True) for case in cases]


@pytest.mark.parametrize("fields", [("n",), ("money",), ("on",), ("kind", "n"), ("sure", "money"), ("tags", "kind")])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_holds_together_somewhere_is_what_trying_every_value_finds(fields: tuple[str, ...], data: Any) -> None:
    trees = data.draw(conditions(*fields))
    found = coverage(trees)
    assert set(found.holding.values()) == set(by_trying(trees, fields))


@settings(max_examples=100, deadline=None)
@given(conditions("n"))
def test_ways_never_taken_are_those_that_trying_every_value_never_takes(trees: list[Any]) -> None:
    found, tried = coverage(trees), by_trying(trees, ("n",))
    taken = {min(holding) for holding in tried if holding}
    assert {*found.never(), *found.shadowed()} == set(range(len(trees))) - taken


@settings(max_examples=150, deadline=None)
@given(conditions("n"))
def test_a_gap_is_a_value_left_out_between_two_that_are_not(trees: list[Any]) -> None:
    numbers = EVERY["n"][1:]
    tried = dict(zip(EVERY["n"], by_trying(trees, ("n",)), strict=True))
    met = [n for n in numbers if tried[n]]
    between = {n for n in numbers if not tried[n] and met and met[0] < n < met[-1]}
    gaps = {int(str(case["n"])) for case in coverage(trees).gaps() if "n" in case}
    assert gaps <= between
    assert bool(gaps) == bool(between)


@settings(max_examples=100, deadline=None)
@given(conditions("n"))
def test_an_overlap_is_a_value_for_which_both_hold_and_neither_only_repeats_the_other(trees: list[Any]) -> None:
    tried = by_trying(trees, ("n",))
    rules = [compile_rule(tree, SIGNATURE, expects="boolean") for tree in trees]
    for first, second, case in coverage(trees).overlaps():
        assert rules[first](Scope(case)) and rules[second](Scope(case))
        assert any(first in held and second not in held for held in tried)
        assert any(second in held and first not in held for held in tried)


def test_between_5_000_and_5_001_an_amount_of_money_is_left_out_and_a_whole_number_is_not() -> None:
    low, high = "5000", "5001"
    money = [{"<=": [{"var": "money"}, low]}, {">=": [{"var": "money"}, high]}]
    whole = [{"<=": [{"var": "n"}, low]}, {">=": [{"var": "n"}, high]}]
    assert list(coverage(money).gaps()) == [{"money": Decimal("5000.50")}]
    assert list(coverage(whole).gaps()) == []


@pytest.mark.parametrize(
    "tree",
    [
        {">": [{"*": [{"var": "money"}, 2]}, "5"]},
        {"<": [{"var": "n"}, {"var": "money"}]},
        {">": [{"days": [{"var": "on"}, {"today": []}]}, 3]},
    ],
    ids=["arithmetic", "two fields", "today"],
)
def test_what_is_calculated_is_not_claimed_to_be_proved(tree: Any) -> None:
    with pytest.raises(NotAnalysable):
        coverage([tree])
