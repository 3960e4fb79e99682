"""Whom a step asks and why: the pure choice over a small directory of people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.text import Text, both, missing_languages
from tests.cast import NOW
from workflows.spec import NodeSpec
from workflows.who.choosing import Candidate, Choice, Place, choose
from workflows.who.explaining import explain

HOME, ABOVE = Place(UUID(int=1), both("Centre", "中心")), Place(UUID(int=2), both("Agency", "機構"))
ROLES = {"worker": both("Worker", "同工"), "head": both("Head", "主任")}


def who(name: str, **more: Any) -> Candidate:
    return Candidate(uuid5(HOME.id, name), both(name, name.upper()), **more)


@dataclass
class Small:
    """Holders by role: of the centre, then of the agency; people by the way that names them."""

    at_home: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    above: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    people: Mapping[str, Candidate] = field(default_factory=dict)
    barred: frozenset[UUID] = frozenset()

    def place(self, at: Mapping[str, Any] | None) -> Place | None:
        return {None: HOME, "parent": ABOVE}.get(next(iter(at)) if at else None)

    def holders(self, role: str, place: Place, *, weighed: bool) -> Iterator[tuple[Place, Sequence[Candidate]]]:
        if place == HOME:
            yield HOME, self.at_home.get(role) or self.above.get(role, ())
        yield ABOVE, self.above.get(role, ())

    def role_name(self, role: str) -> Text:
        return ROLES[role]

    def named(self, way: str, rule: Mapping[str, Any]) -> Candidate | None:
        return self.people.get(way)


def said(choice: Choice) -> str:
    return " ".join(reason["en"] for reason in choice.reasons if isinstance(reason, Mapping))


ANN, BEN, CAT = who("Ann"), who("Ben"), who("Cat")


def test_a_role_is_a_pool_at_the_nearest_place() -> None:
    found = choose([{"role": "worker"}], Small({"worker": [ANN, BEN]}, {"worker": [CAT]}))
    assert (found.role, found.place, found.person) == ("worker", HOME, None)
    assert said(found) == "Any Worker at Centre may take it: Ann, Ben."


def test_whoever_is_kept_apart_leaves_the_step_to_the_next_above() -> None:
    found = choose([{"role": "worker"}], Small({"worker": [ANN]}, {"worker": [CAT]}, barred=frozenset({ANN.id})))
    assert found.place == ABOVE and "kept apart" in said(found)


def test_a_role_at_the_parent() -> None:
    people = Small({"worker": [ANN]}, {"worker": [CAT]})
    assert choose([{"role": "worker", "at": {"parent": True}}], people).place == ABOVE
    assert choose([{"role": "worker", "at": {"unit": "NOWHERE"}}], people).is_nobody


@pytest.mark.parametrize(
    ("people", "chosen"),
    [
        ([who("Ann", open_tasks=2), who("Ben", open_tasks=1)], "Ben"),
        ([who("Ann", last_given=NOW), who("Ben", last_given=NOW - timedelta(days=1))], "Ben"),
        ([who("Ann", last_given=NOW - timedelta(days=9)), who("Ben")], "Ben"),
        ([who("Ann", open_tasks=5), who("Ben", away=True)], "Ann"),
    ],
)
def test_shared_work_goes_to_who_has_least(people: list[Candidate], chosen: str) -> None:
    found = choose([{"role": "worker", "share": "load"}], Small({"worker": people}))
    assert found.person is not None and found.person.name == both(chosen, chosen.upper())
    assert found.role == "worker" and "fewest open tasks" in said(found)


def test_when_everybody_is_away_it_is_open_to_all_of_them() -> None:
    found = choose([{"role": "worker", "share": "load"}], Small({"worker": [who("Ann", away=True)]}))
    assert (found.person, found.role) == (None, "worker") and "Every Worker at Centre is away" in said(found)


def test_somebody_away_is_stood_in_for() -> None:
    found = choose([{"field": "ask.who"}], Small(people={"field": who("Ann", away=True, stand_in=BEN)}))
    assert found.person == BEN and found.instead_of is not None and found.instead_of.name == ANN.name
    assert found.why == both("Ann is away; you stand in.", "ANN休假，由你替任。")


def test_somebody_away_alone_leaves_it_to_the_role_which_is_told_why() -> None:
    rule = {"field": "ask.who", "otherwise": {"role": "worker"}}
    found = choose([rule], Small({"worker": [BEN]}, people={"field": who("Ann", away=True)}))
    assert (found.role, found.person, found.needs_care) == ("worker", None, False)
    assert isinstance(found.why, Mapping)
    assert found.why["en"] == "Ann is away, and nobody stands in. This step is for the worker."


def test_without_such_a_role_it_waits_for_them_and_is_looked_after() -> None:
    found = choose([{"starter": True}], Small(people={"starter": who("Ann", away=True)}))
    assert found.person is not None and found.person.id == ANN.id and found.needs_care and not found.is_nobody


def test_a_stand_in_who_is_kept_apart_does_not_get_it() -> None:
    people = Small(people={"starter": who("Ann", away=True, stand_in=BEN)}, barred=frozenset({BEN.id}))
    found = choose([{"starter": True}], people)
    assert found.person is not None and found.person.id == ANN.id and found.needs_care


@pytest.mark.parametrize("way", ["field", "starter", "supervisor", "doer_of"])
def test_nobody_is_said_in_words(way: str) -> None:
    found = choose([{way: "ask.who"}, None], Small())
    assert found.is_nobody and found.needs_care and len(found.reasons) == 2


def test_a_step_done_before_asks_who_did_it_then_its_pool() -> None:
    node = NodeSpec("read", "n-read", "task", "Read", {"assign": {"role": "worker"}})
    people = Small({"worker": [ANN, BEN]}, people={"doer_of": CAT})
    assert explain(node, people, done_before=True).person == CAT
    assert explain(node, Small({"worker": [ANN]}), done_before=True).role == "worker"


@given(
    st.lists(
        st.builds(
            lambda n, tasks, away, days: who(
                f"P{n}", open_tasks=tasks, away=away, last_given=NOW - timedelta(days=days) if days else None
            ),
            st.integers(0, 20), st.integers(0, 5), st.booleans(), st.integers(0, 5),
        ),
        max_size=8, unique_by=lambda one: one.id,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_choice_hangs_on_no_order_and_is_never_away(people: list[Candidate], shuffle: Any) -> None:
    rule = {"role": "worker", "share": "load"}
    before = choose([rule], Small({"worker": people}))
    others = list(people)
    shuffle.shuffle(others)
    after = choose([rule], Small({"worker": others}))
    assert before.person == after.person
    assert before.person is None or not before.person.away
    assert all(not missing_languages(reason) for reason in before.reasons)
    assert isinstance(NOW, datetime)
