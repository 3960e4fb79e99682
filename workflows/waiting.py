"""Which open assignments wait for a person: what asks them is read in one prepared query, and narrowed here."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from viewflow.workflow.status import PROCESS

from engine.language.registry import Registry
from engine.people.actor import Actor
from engine.people.days import holdings_on
from engine.people.models import Holding
from engine.prepared import Prepared
from workflows.access import seats
from workflows.models import Assignment, Task


class Asked(NamedTuple):
    """An open assignment that asks somebody, by name or (`user` is None) as a holder of `role` over the unit at `path`.

    `touched` says that they, or somebody for whom they stand in, started its process or have done something in it.
    """

    pk: UUID
    task: UUID
    step: int
    user: UUID | None
    role: str
    path: str | None
    starter: UUID
    touched: bool


Hides = Callable[[Actor, date, Sequence[Asked]], Collection[UUID]]
hidden: Registry[Hides] = Registry("reason to hide an assignment")
"""Each names those of these assignments that ask the actor, but which the actor may not answer (kept apart, decided)."""


def waiting_for(actor: Actor, on: date) -> list[Asked]:
    """What asks this person, or whom they stand in for, by name or as a nearest holder of a role; one row a task."""
    sat = seats(actor, on)
    rows = [row for row in _asked_of(actor, sat) if not _is_own_request(row, actor)]
    rows = _without_nearer(rows, sat, on)
    for hides in hidden.values() if rows else ():
        gone = hides(actor, on, rows)
        rows = [row for row in rows if row.pk not in gone]
    once = {row.task: row for row in sorted(rows, key=lambda row: row.pk, reverse=True)}
    return list(once.values())


def _asked_of(actor: Actor, sat: Sequence[Actor]) -> list[Asked]:
    """Every open assignment that asks somebody in these seats, whether or not somebody nearer is there."""
    if not sat:
        return []
    held = _held_in(sat)
    people = list({*(seat.user_id for seat in sat), *actor.stands_in_for})
    rows = _asking(
        named=[seat.user_id for seat in sat],
        people=people,
        roles=[role for role, _ in held],
        paths=[path for _, path in held],
    )
    return [Asked(*row) for row in rows]


def _held_in(sat: Sequence[Actor]) -> list[tuple[str, str]]:
    """The roles held in these seats, each with its unit's path."""
    return sorted({(one.role, one.unit_path) for seat in sat for one in seat.holdings})


def _asking_query(
    named: list[UUID], people: list[UUID], roles: list[str], paths: list[str]
) -> QuerySet[Assignment, Any]:
    asks = Q(user_id__in=named)
    for role, path in zip(roles, paths, strict=True):
        asks |= Q(user__isnull=True, role=role, unit__path__beneath=path)
    done = Task.objects.filter(process=OuterRef("process"), owner_id__in=people, finished__isnull=False)
    closed = Assignment.objects.filter(process=OuterRef("process"), closed_by_id__in=people)
    touched = ExpressionWrapper(
        Q(process__starter_id__in=people) | Exists(done) | Exists(closed), output_field=BooleanField()
    )
    rows = Assignment.objects.filter(asks, state=Assignment.OPEN, process__status=PROCESS.NEW).order_by()
    return rows.values_list("pk", "task", "step", "user", "role", "unit__path", "process__starter", touched)


_asking: Prepared[Assignment] = Prepared(_asking_query, named=[UUID], people=[UUID], roles=[str], paths=[str])


def _is_own_request(row: Asked, actor: Actor) -> bool:
    """A step of an approval (they count from 1) is never for whoever asked, though their role would be asked."""
    return row.user is None and row.step > 0 and row.starter == actor.user_id


def _without_nearer(rows: list[Asked], sat: Sequence[Actor], on: date) -> list[Asked]:
    """Without the pooled tasks for which somebody holds the role nearer to the unit than whoever sits in these seats."""
    pooled = [row for row in rows if row.user is None]
    if not pooled:
        return rows
    held = _held_in(sat)
    nearer = set(_held_below(on=on, roles=[role for role, _ in held], paths=[path for _, path in held]))
    far = {row.pk for row in pooled if _reach(nearer, row) > _reach(held, row)}
    return [row for row in rows if row.pk not in far]


def _reach(held: Iterable[tuple[str, str]], row: Asked) -> int:
    """How near to its unit an assignment's role is held: the length of the longest path that covers it, or 0."""
    covering = (path for role, path in held if role == row.role and row.path is not None and row.path.startswith(path))
    return max(map(len, covering), default=0)


def _held_below_query(on: date, roles: list[str], paths: list[str]) -> QuerySet[Holding, Any]:
    below = Q(pk__in=[])
    for role, path in zip(roles, paths, strict=True):
        below |= Q(role_id=role, unit__path__beneath=path) & ~Q(unit__path=path)
    return holdings_on(on).filter(below, user__is_active=True).values_list("role_id", "unit__path")


_held_below: Prepared[Holding] = Prepared(_held_below_query, on=date, roles=[str], paths=[str])
