"""Which open assignments wait for a person: what asks them is read in one prepared query, and narrowed here."""

from collections.abc import Callable, Collection, Sequence
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
    rows = [row for row in asked_of(actor, on) if not _is_own_request(row, actor)]
    rows = _without_nearer(rows, actor, on)
    for hides in hidden.values() if rows else ():
        gone = hides(actor, on, rows)
        rows = [row for row in rows if row.pk not in gone]
    once = {row.task: row for row in sorted(rows, key=lambda row: row.pk, reverse=True)}
    return list(once.values())


def asked_of(actor: Actor, on: date) -> list[Asked]:
    """Every open assignment that asks them, whether or not somebody nearer is there."""
    sat = seats(actor, on)
    held = sorted({(one.role, one.unit_path) for seat in sat for one in seat.holdings})
    if not sat:
        return []
    people = list({*(seat.user_id for seat in sat), *actor.stands_in_for})
    rows = _asking(
        named=[seat.user_id for seat in sat],
        people=people,
        roles=[role for role, _ in held],
        paths=[p for _, p in held],
    )
    return [Asked(*row) for row in rows]


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


def _without_nearer(rows: list[Asked], actor: Actor, on: date) -> list[Asked]:
    """Without the pooled tasks of a role that the actor holds from above, while somebody holds it nearer to the unit."""
    held = sorted({(one.role, one.unit_path) for one in actor.holdings})
    if not held or all(row.user for row in rows):
        return rows
    others = _held_below(me=actor.user_id, on=on, roles=[role for role, _ in held], paths=[path for _, path in held])
    nearer = [other for other in set(others) if not any(_reaches(own, other) for own in held)]
    return [row for row in rows if row.user or not any(_covers(other, row) for other in nearer)]


def _reaches(own: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether one holds the role as near as somebody else does, or nearer."""
    return own[0] == other[0] and own[1].startswith(other[1])


def _covers(held: tuple[str, str], row: Asked) -> bool:
    return row.role == held[0] and row.path is not None and row.path.startswith(held[1])


def _held_below_query(me: UUID, on: date, roles: list[str], paths: list[str]) -> QuerySet[Holding, Any]:
    below = Q(pk__in=[])
    for role, path in zip(roles, paths, strict=True):
        below |= Q(role_id=role, unit__path__beneath=path) & ~Q(unit__path=path)
    others = holdings_on(on).filter(below, user__is_active=True).exclude(user_id=me)
    return others.values_list("role_id", "unit__path")


_held_below: Prepared[Holding] = Prepared(_held_below_query, me=UUID, on=date, roles=[str], paths=[str])
