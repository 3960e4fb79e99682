"""Cells of a table: what is written is read again as the same condition, however a person writes it."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from approvals.grids.cells import WrongCell, read_condition, write_condition
from approvals.grids.links import read_link, write_link
from approvals.grids.names import Names
from engine.language.text import both

amounts = st.decimals(0, 10_000_000, places=2, allow_nan=False).map(str)
wholes = st.integers(-1000, 1_000_000)
words = st.text('abnoty 05-–~.;；、<>=≥≠"任何是至不超過空白＜', min_size=1, max_size=8)
days = st.dates().map(lambda day: day.isoformat())
LITERALS = {"money": amounts, "integer": wholes, "text": words, "date": days, "boolean": st.booleans()}
ORDERED = {"money", "integer", "date"}
NAMES = Names(
    roles={"team_head": both("Team Head", "組長"), "finance_head": both("Head of Finance", "財務主管")},
    acts={"approve": both("approve", "批准"), "award": both("award the purchase", "批出採購")},
)


@st.composite
def conditions(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    type_ = draw(st.sampled_from(sorted(LITERALS)))
    one = LITERALS[type_]
    shapes: list[st.SearchStrategy[dict[str, Any]]] = [
        st.just({}),
        st.booleans().map(lambda wanted: {"empty": wanted}),
        one.map(lambda value: {"eq": value}),
        one.map(lambda value: {"ne": value}),
        st.lists(one, min_size=2, max_size=4).map(lambda values: {"in": values}),
    ]
    if type_ in ORDERED:
        shapes += [
            one.map(lambda value: {"lt": value}),
            st.tuples(one, one).map(lambda pair: {"ge": pair[0], "le": pair[1]}),
            st.tuples(one, one).map(lambda pair: {"gt": pair[0], "lt": pair[1]}),
        ]
    return type_, draw(st.one_of(shapes))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(conditions(), st.sampled_from(["en", "zh-Hant"]))
def test_what_is_written_reads_as_the_same_condition(given_: tuple[str, dict[str, Any]], language: str) -> None:
    type_, authored = given_
    assert read_condition(write_condition(authored, type_, language), type_) == authored


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("", {}),
        ("任何", {}),
        ("5,000", {"eq": "5000"}),
        ("＜ ５，０００", {"lt": "5000"}),
        ("below HK$5,000", {"lt": "5000"}),
        ("低於 5,000 元", {"lt": "5000"}),
        ("5,000 – 20,000", {"ge": "5000", "le": "20000"}),
        ("5000 to 20000", {"ge": "5000", "le": "20000"}),
        ("5,000 至 20,000", {"ge": "5000", "le": "20000"}),
        ("> 5,000 <= 20,000", {"gt": "5000", "le": "20000"}),
        ("20,000 or more", {"ge": "20000"}),
        ("超過 20,000", {"gt": "20000"}),
        ("20,000 或以上", {"ge": "20000"}),
        ("4,999.99", {"eq": "4999.99"}),
    ],
)
def test_an_amount_may_be_written_as_finance_people_do(cell: str, read: dict[str, Any]) -> None:
    assert read_condition(cell, "money") == read


@pytest.mark.parametrize(
    ("cell", "type_"),
    [
        ("lots", "money"),
        ("< ", "money"),
        ("< 5 < 6", "money"),
        ("5 >", "integer"),
        ("2.5", "integer"),
        ("31/2/2026", "date"),
        ("maybe", "boolean"),
    ],
)
def test_a_cell_that_cannot_be_read_says_what_to_write(cell: str, type_: str) -> None:
    with pytest.raises(WrongCell) as refused:
        read_condition(cell, type_)
    assert isinstance(refused.value.message, Mapping)
    assert set(refused.value.message) == {"en", "zh-Hant"} and "Error" not in refused.value.message["en"]


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("Team Head", {"role": "team_head", "act": "approve"}),
        ("組長：批出採購", {"role": "team_head", "act": "award"}),
        ("team_head / finance_head: award", {"any": ["team_head", "finance_head"], "act": "award"}),
        ("Team Head + Head of Finance", {"all": ["team_head", "finance_head"], "act": "approve"}),
        ("2 of Team Head / Head of Finance", {"any": ["team_head", "finance_head"], "at_least": 2, "act": "approve"}),
        ("  ", None),
    ],
)
def test_a_step_is_read_by_label_or_code_in_either_language(cell: str, link: dict[str, Any] | None) -> None:
    assert read_link(cell, NAMES) == link
    for language in ("en", "zh-Hant"):
        assert read_link(write_link(link, NAMES, language), NAMES) == link


def test_an_unknown_role_is_told_with_the_roles_there_are() -> None:
    with pytest.raises(WrongCell, match="Head of Finance"):
        read_link("The boss", NAMES)
