"""May this person decide this step, and for whom: asked, in the role today, and apart from what they may not also do."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from approvals.models import Decision, Step
from approvals.refusals import AlreadyDecided, KeptApart, NotAsked, OwnRequest
from approvals.running import Running, deciders_of, people_at, running
from approvals.wording import already
from engine.people.actor import Actor, actor_of
from engine.people.clock import day_of
from engine.people.models import User
from engine.prepared import Prepared
from workflows.assigning import open_assignments
from workflows.models import Assignment, Task
from workflows.waiting import Asked


@dataclass(frozen=True)
class Seat:
    """The place from which somebody decides: the assignment, the role asked there, and whom they stand in for.

    `asked` are all the assignments that are open beside it, itself included.
    """

    assignment: Assignment
    role: str
    on_behalf_of: UUID | None = None
    asked: tuple[Assignment, ...] = ()

    def people(self, by: Actor) -> frozenset[UUID]:
        """Who is behind a decision from here: the decider, and whom they stand in for."""
        return frozenset(person for person in (by.user_id, self.on_behalf_of) if person)


@dataclass(frozen=True)
class Barred:
    """Who may not decide: those who asked for it, and those who took a step that this one is kept apart from.

    `decided` are those who decided this very step already.
    """

    asked: frozenset[UUID]
    apart: frozenset[UUID]
    decided: frozenset[UUID] = frozenset()

    @property
    def everybody(self) -> frozenset[UUID]:
        return self.asked | self.apart

    def and_also(self, people: frozenset[UUID]) -> "Barred":
        """Of the next step of the same round: these people, too."""
        return Barred(self.asked, self.apart | people)

    def check(self, people: Iterable[UUID]) -> None:
        """Raises OwnRequest or KeptApart when one of `people` is barred."""
        named = frozenset(people)
        if named & self.asked:
            raise OwnRequest
        if named & self.apart:
            raise KeptApart


def barred_from(step: Step, task: Task, running: Running) -> Barred:
    """Who may not decide `step`: the starter, the doers of the nodes it is kept apart from, and this round's deciders."""
    nobody_yet = step.order == 1 and step.needed == 1  # whoever decides such a step closes it
    rows = [] if nobody_yet else deciders_of(step.round)
    here = frozenset(by for of, by, _ in rows if of == step.pk)
    people = frozenset(person for _, by, behalf in rows for person in (by, behalf) if person)
    return replace(barred_at_first(task, running).and_also(people), decided=here)


def barred_now(task: Task) -> frozenset[UUID]:
    """Who may not decide the step of `task` that is open, whatever role they hold; nobody when none is open."""
    step = Step.objects.filter(round__task=task, round__void=False, state=Step.OPEN).select_related("round").first()
    if step is None:
        return frozenset()
    barred = barred_from(step, task, running(task))
    return barred.everybody | barred.decided


def barred_at_first(task: Task, running: Running) -> Barred:
    """Who may not decide the first step of a round that is just being opened."""
    return Barred(frozenset({task.process.starter_id}), people_at(task.process_id, running.kept_apart_from))


def seat_for(step: Step, barred: Barred, by: Actor, at: datetime) -> Seat:
    """The seat from which `by` may decide `step` now, their own before one they only keep warm.

    Raises AlreadyDecided when they did, NotAsked, OwnRequest, KeptApart.
    """
    if by.user_id in barred.decided:
        raise AlreadyDecided(already(step.decisions.select_related("by", "step").get(by_id=by.user_id)))
    seats = list(_seats(step, by, day_of(at)))
    if not seats:
        raise NotAsked
    for seat in seats:
        if not seat.people(by) & barred.everybody:
            return seat
    barred.check(seats[0].people(by))
    raise NotAsked


def _seats(step: Step, by: Actor, on: date) -> Iterator[Seat]:
    asked: list[Assignment] = open_assignments(task=step.round.task_id)
    yield from (Seat(one, one.role, None, tuple(asked)) for one in asked if _is_asked(one, by))
    if not by.stands_in_for:
        return
    for absent in User.objects.filter(pk__in=by.stands_in_for, is_active=True):
        principal = actor_of(absent, on)
        yield from (Seat(one, one.role, absent.pk, tuple(asked)) for one in asked if _is_asked(one, principal))


def _is_asked(assignment: Assignment, who: Actor) -> bool:
    if assignment.user_id and assignment.user_id != who.user_id:
        return False
    if assignment.role and assignment.unit:
        return who.holds(assignment.role, assignment.unit)
    return bool(assignment.user_id)


def decided_already(actor: Actor, on: date, rows: Sequence[Asked]) -> set[UUID]:
    """Steps that several must decide, and this person has: the inbox hides them."""
    decided = {task for (task,) in _decided_tasks(by=actor.user_id)}
    return {row.pk for row in rows if row.task in decided}


_decided_tasks: Prepared[Decision] = Prepared(
    lambda by: (
        Decision.objects.filter(by_id=by, step__state=Step.OPEN, step__round__void=False)
        .order_by()
        .values_list("step__round__task")
    ),
    by=UUID,
)
