"""A broken definition lists every problem, none lost, and none that only another one causes.

AO1 for each kind: any choice of independent faults, of shape and of meaning, is listed exactly, each at its authored place.
AO2 what the meta-schema condemned is not blamed on others: a reference to it is not called unknown.
AO3 no document, however spoilt, makes the compiler raise, and every problem lies at a place of the document.
AO4 what is wrong with the reading (floats, doubled names) is listed together with the rest.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import read
from engine.language.kinds import kinds
from engine.language.problems import codes
from tests.unit.language.faulty import (
    ALL,
    AUTHORITY,
    CALENDAR,
    CHOICES,
    FORM,
    GONE,
    REGISTER,
    REPORT,
    TABLE,
    WORKFLOW,
    Fault,
    broken,
    item,
    option,
)
from tests.unit.language.mutilating import JUNK, nearest, places, problems_of, shipped, spoil, spoilings


@pytest.fixture(autouse=True, scope="module")
def no_roles_are_known() -> Iterator[None]:
    """Within the application the kind asks the database which roles there are; here it does not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinds.get("authority"), "_known_roles", None)
        yield


SHIPPED = shipped()


def found(body: dict[str, Any]) -> set[tuple[str, str]]:
    """Everything but gaps (which the faults themselves tear) and words without a translation."""
    ignored = {"document.missing-translation", "table.gap", "authority.gap"}
    return {(p.code, p.pointer) for p in problems_of(body, SHIPPED) if p.code not in ignored}


@pytest.mark.parametrize("body", [body for body, _ in ALL], ids=[body["kind"] for body, _ in ALL])
def test_the_sound_document_has_no_problem(body: dict[str, Any]) -> None:
    assert [p for p in problems_of(body, SHIPPED) if p.severity == "error"] == []


@pytest.mark.parametrize(("body", "faults"), ALL, ids=[body["kind"] for body, _ in ALL])
def test_each_fault_is_found_by_itself(body: dict[str, Any], faults: list[Fault]) -> None:
    """AO1, one by one: it is the one problem, with no other in its train."""
    for fault in faults:
        if not _needs_another(fault):
            assert found(broken(body, [fault])) == _expected([fault]), fault


@pytest.mark.parametrize(("body", "faults"), ALL, ids=[body["kind"] for body, _ in ALL])
def test_all_faults_are_found_at_once(body: dict[str, Any], faults: list[Fault]) -> None:
    """AO1, all together."""
    assert found(broken(body, faults)) == _expected(faults) - _swallowed(faults)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_fault_hides_another(data: st.DataObject) -> None:
    """AO1, any choice of them, in any order."""
    body, faults = data.draw(st.sampled_from(ALL))
    indexes = data.draw(st.sets(st.integers(0, len(faults) - 1), min_size=2))
    chosen = [fault for n, fault in enumerate(faults) if n in indexes or _is_needed(fault, faults, indexes)]
    assert found(broken(body, chosen)) == _expected(chosen) - _swallowed(chosen)


def _expected(faults: list[Fault]) -> set[tuple[str, str]]:
    return {problem for *_, problem in faults} | {p for fault in faults for p in _also(fault)}


def _also(fault: Fault) -> list[tuple[str, str]]:
    """What the same fault is called besides: the link with a misspelt property has an unknown one and lacks a known one."""
    _, what, (_, pointer) = fault
    return [("schema.unknown", f"{pointer}/rolle")] if isinstance(what, dict) and "rolle" in what else []


def _swallowed(faults: list[Fault]) -> set[tuple[str, str]]:
    """What cannot be judged while another fault of the same thing stands: the rules of a field of no known type."""
    at = {where for where, *_ in faults}
    lost = {("form.bad-date", "/pages/0/items/4/min"), ("rules.unknown-name", "/pages/0/items/4/required_when")}
    return lost if "pages/0/items/4/type" in at else set()


def _needs_another(fault: Fault) -> bool:
    """Whether the fault's place counts on an entry that another fault adds before it."""
    return fault[2][1] == "/measures/3/fn"


def _is_needed(fault: Fault, faults: list[Fault], indexes: set[int]) -> bool:
    return fault[2][1] == "/measures/2" and any(_needs_another(faults[n]) for n in indexes)


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("pages/0/items/1/type", "number"),
        ("pages/0/items/3/items", {"price": item("money", "price")}),
        ("pages/0/items/2/choices/1/colour", "red"),
        ("pages/0/items/2/type", GONE),
        ("pages", GONE),
        ("pages", {"one": {"items": []}}),
        ("scores/0/bands", [{"key": "low", "from": 0, "to": 0, "label": "Low"}, {"key": "high", "from": "1", "to": 1}]),
    ],
)
def test_what_was_condemned_is_not_blamed_on_others(where: str, what: Any) -> None:
    """AO2: only the shape is wrong, so only the shape is told."""
    assert {code.partition(".")[0] for code, _ in found(broken(FORM, [(where, what, ("", ""))]))} == {"schema"}


@pytest.mark.parametrize(
    ("body", "where", "what"),
    [
        (TABLE, "inputs/amount", "cash"),
        (TABLE, "outputs", GONE),
        (AUTHORITY, "rules/1/chain/0/any/1", 5),
        (AUTHORITY, "rules/1", None),
        (WORKFLOW, "nodes/look/type", "chore"),
        (WORKFLOW, "nodes/choose/default", GONE),
        (WORKFLOW, "nodes/pause/next", 7),
        (WORKFLOW, "start", GONE),
        (REGISTER, "statuses/0/next", 5),
        (REGISTER, "statuses", GONE),
        (REGISTER, "number", GONE),
        (REPORT, "measures/0/fn", "guess"),
        (REPORT, "dataset", GONE),
        (CALENDAR, "working_days", "always"),
    ],
)
def test_what_was_condemned_is_not_blamed_on_others_in_any_kind(body: dict[str, Any], where: str, what: Any) -> None:
    """AO2."""
    told = found(broken(body, [(where, what, ("", ""))]))
    assert told, where
    assert {code.partition(".")[0] for code, _ in told} == {"schema"}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SHIPPED), st.lists(spoilings, min_size=1, max_size=5), st.data())
def test_no_spoilt_document_makes_the_compiler_raise(
    body: dict[str, Any], ways: list[Any], data: st.DataObject
) -> None:
    """AO3."""
    spoilt = copy.deepcopy(body)
    for how, junk in ways:
        reachable = places(spoilt)
        if reachable:
            spoil(spoilt, data.draw(st.sampled_from(reachable)), how, junk)
    for problem in problems_of(spoilt, SHIPPED):
        assert problem.code in codes
        assert nearest(spoilt, problem.pointer), (problem.code, problem.pointer)


@pytest.mark.parametrize("junk", JUNK, ids=repr)
@pytest.mark.parametrize("body", [body for body, _ in ALL], ids=[body["kind"] for body, _ in ALL])
def test_any_junk_in_any_place_of_the_top(body: dict[str, Any], junk: Any) -> None:
    """AO3, the properties of the document itself one by one."""
    for name in body:
        if name != "kind":
            assert problems_of({**copy.deepcopy(body), name: copy.deepcopy(junk)}, SHIPPED) is not None


def test_problems_of_reading_stand_beside_those_of_meaning() -> None:
    """AO4."""
    source = (
        '{"kind": "calendar", "language": 2, "key": "c", "title": "C", "working_days": [], "note": "\\u0000",'
        ' "hours": {"from": "09:00", "to": "17:00", "to": "18:00"}, "colour": 1.5}'
    )
    read_in, problems = read(source, kinds=("calendar",))
    assert read_in is not None
    told = [(p.code, p.pointer) for p in check(read_in, MemoryLibrary([])).problems if p.severity == "error"]
    assert sorted(told) == [
        ("calendar.no-working-day", "/working_days"),
        ("document.bad-character", "/note"),
        ("document.duplicate-key", "/hours/to"),
        ("document.float", "/colour"),
        ("document.language", "/language"),
    ]
    assert len(problems) == 4


def test_the_pointer_survives_what_went_before_it() -> None:
    """Three entries go, and the fault behind them is still told at its authored place."""
    faults: list[Fault] = [(f"options/{n}", 7, ("schema.type", f"/options/{n}")) for n in (0, 2)]
    last: Fault = ("options/3/parent", "zz", ("choices.unknown-parent", "/options/3/parent"))
    plain = {**CHOICES, "options": [option(key) for key in "abcd"]}
    assert found(broken(plain, [*faults, last])) == {
        ("schema.type", "/options/0"),
        ("schema.type", "/options/2"),
        ("choices.unknown-parent", "/options/3/parent"),
    }
