"""Which tasks wait for whom, in houses made at random: the inbox finds what the rules say, read one by one without it."""

import random
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from viewflow.workflow.status import STATUS

from engine.catalogue.queries import forget_specs
from engine.language.ids import new_id
from engine.people.actor import actor_of
from engine.people.models import Holding, StandIn, Unit, User
from engine.people.queries import holders
from tests.cast import LONG_AGO, NOW, TODAY, Cast
from tests.workflow_desk import ENDS, READ, Desk, open_desk, workflow
from tests.workflow_notation import ASK_NODE
from workflows import inbox
from workflows.models import Assignment, Process, Task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
ROLES, PLACES = ("supervisor", "team_head"), ("HKN", "WTS", "KT")
PEOPLE = ("owner", "colleague", "neighbour", "supervisor", "director")
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
CHECK = {
    "id": "n-check", "type": "task", "title": "Check", "assign": {"role": "supervisor"}, "different_from": ["read"],
    "outcomes": [{"id": "o-done", "key": "done", "label": "Done", "to": "good"}],
}  # fmt: skip
FIRST = {**READ, "outcomes": [{**READ["outcomes"][0], "to": "check"}, *READ["outcomes"][1:]]}  # type: ignore[index,misc]
TWICE = workflow({"ask": ASK_NODE, "read": FIRST, "check": CHECK, **ENDS})


class House:
    """Roles, absences, processes and tasks thrown by dice."""

    def __init__(self, cast: Cast, desk: Desk, dice: random.Random) -> None:
        self.cast, self.dice, self.model = cast, dice, desk.process
        self.people = [cast.people[name] for name in PEOPLE]
        Holding.objects.filter(user__in=self.people).delete()
        for _ in range(dice.randint(2, 7)):
            self.give_role()
        for _ in range(dice.randint(0, 3)):
            absent, deputy = dice.sample(self.people, 2)
            starts, ends = dice.choice([(LONG_AGO, TODAY), (TODAY, TOMORROW), (LONG_AGO, YESTERDAY)])
            StandIn.objects.create(absent=absent, deputy=deputy, starts=starts, ends=ends, set_by=absent)
        for person in self.people:
            person.is_active = dice.random() > 0.1
            person.save()
        for _ in range(dice.randint(1, 5)):
            self.begin_process()

    def give_role(self) -> None:
        starts, ends = self.dice.choice([(LONG_AGO, None), (LONG_AGO, TODAY), (LONG_AGO, YESTERDAY), (TOMORROW, None)])
        where = self.cast.unit(self.dice.choice(PLACES))
        who, role = self.dice.choice(self.people), self.dice.choice(ROLES)
        Holding.objects.create(user=who, role_id=role, unit=where, starts=starts, ends=ends)

    def begin_process(self) -> None:
        template = Task.objects.get(process=self.model, node="read")
        process = Process.objects.get(pk=self.model.pk)
        process.pk, process.unit = new_id(), self.cast.unit(self.dice.choice(PLACES))
        process.starter, process._state.adding = self.dice.choice(self.people), True
        process.save()
        done = self.dice.random() < 0.5
        for node in ("read", "check") if done else ("read",):
            task = Task.objects.get(pk=template.pk)
            task.pk, task.process, task.node, task._state.adding = new_id(), process, node, True
            if done and node == "read":
                task.owner, task.finished, task.status = self.dice.choice(self.people), NOW, STATUS.DONE
            task.save()
            for _ in range(self.dice.randint(1, 2)):
                self.assign(task)

    def assign(self, task: Task) -> None:
        named = self.dice.random() < 0.25
        Assignment.objects.create(
            process=task.process,
            task=task,
            unit=task.process.unit,
            user=self.dice.choice(self.people) if named else None,
            role="" if named else self.dice.choice(ROLES),
            step=self.dice.choice((0, 0, 1)),
            state=Assignment.DONE if task.finished else self.dice.choice((Assignment.OPEN, Assignment.OPEN, "void")),
            created_at=NOW,
        )


def expected(person: User) -> set[UUID]:
    """The tasks that wait for a person, as the rules say it, one assignment at a time."""
    if not person.is_active:
        return set()
    rows = Assignment.objects.filter(state=Assignment.OPEN, process__status="NEW")
    return {row.task_id for row in rows.select_related("process", "unit", "task") if waits_for(row, person)}


def waits_for(row: Assignment, person: User) -> bool:
    behind = [person, *stood_in_for(person)]
    if row.user_id:
        return row.user_id in {one.pk for one in behind}
    if row.step > 0 and row.process.starter_id == person.pk:
        return False
    assert row.unit is not None
    if not {one.pk for one in behind} & {one.pk for one in holders(row.role, row.unit, TODAY)}:
        return False
    barred = doers_kept_apart(row.task)
    return person.pk not in barred and any(holds(one, row.role, row.unit) for one in behind if one.pk not in barred)


def stood_in_for(person: User) -> list[User]:
    rows = StandIn.objects.filter(deputy=person, starts__lte=TODAY, ends__gte=TODAY, absent__is_active=True)
    return [row.absent for row in rows.select_related("absent")]


def doers_kept_apart(task: Task) -> set[UUID]:
    if task.node != "check":
        return set()
    rows = Task.objects.filter(process=task.process, node="read", status=STATUS.DONE)
    return {row.owner_id for row in rows if row.owner_id}


def holds(person: User, role: str, unit: Unit) -> bool:
    rows = Holding.objects.filter(user=person, role_id=role).select_related("unit")
    return any(row.holds_on(TODAY) and unit.path.startswith(row.unit.path) for row in rows)


@pytest.fixture
def twice(cast: Cast) -> Iterator[Desk]:
    """A request that has to be read by one person and checked by another."""
    desk = open_desk(cast, TWICE)
    desk.submit("owner", title="Paper", amount="1")
    Assignment.objects.all().delete()
    yield desk
    forget_specs()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(seed=st.integers(0, 10**9))
def test_the_inbox_finds_what_the_rules_say(cast: Cast, twice: Desk, seed: int) -> None:
    with transaction.atomic():
        House(cast, twice, random.Random(seed))
        for name in PEOPLE:
            person = User.objects.get(pk=cast.people[name].pk)
            actor = actor_of(person, TODAY)
            found = [row.task_id for row in inbox.open_for(actor, TODAY)]
            assert len(found) == len(set(found))
            assert set(found) == expected(person), name
        transaction.set_rollback(True)


def test_who_stands_in_for_the_nearest_holder_finds_it_though_they_hold_the_role_from_above(
    asked: Desk, cast: Cast
) -> None:
    Holding.objects.create(user=cast.director, role_id="supervisor", unit=cast.ngo, starts=LONG_AGO)
    assert inbox.open_for(cast.actor("director"), TODAY).count() == 0
    away = {"absent": cast.supervisor, "starts": TODAY, "ends": TODAY, "set_by": cast.supervisor}
    StandIn.objects.create(deputy=cast.director, **away)
    assert inbox.open_for(cast.actor("director"), TODAY).count() == 1


def test_who_stands_in_for_a_far_holder_is_not_asked_while_somebody_is_nearer(asked: Desk, cast: Cast) -> None:
    Holding.objects.create(user=cast.director, role_id="supervisor", unit=cast.ngo, starts=LONG_AGO)
    away = {"absent": cast.director, "starts": TODAY, "ends": TODAY, "set_by": cast.director}
    StandIn.objects.create(deputy=cast.colleague, **away)
    assert inbox.open_for(cast.actor("colleague"), TODAY).count() == 0
