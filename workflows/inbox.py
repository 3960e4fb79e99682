"""What waits for whom: a query over open assignments, never over all tasks. One row a task, the most urgent first."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from viewflow.workflow.status import PROCESS

from engine.language.registry import Registry
from engine.people.actor import Actor
from engine.people.clock import day_of, now
from engine.people.queries import holdings_on
from workflows.access import asking
from workflows.models import Assignment, Process

hidden: Registry[Callable[[Actor], Q]] = Registry("reason to hide an assignment")
"""Conditions on assignments that ask a role of the actor, but which the actor may not answer (own request, kept apart)."""


def open_for(actor: Actor, on: date | None = None) -> QuerySet[Assignment]:
    """What asks this person, or whom they stand in for: by name, or as a nearest holder of a role."""
    day = on or day_of(now())
    asked = asking(actor, day) & ~_for_somebody_nearer(actor, day)
    rows = _open().filter(asked).exclude(_own_request(actor))
    for hides in hidden.values():
        rows = rows.exclude(hides(actor))
    return _shown(rows).order_by("due", "created_at")


def count_for(actor: Actor) -> int:
    """How many tasks wait: the number on the badge."""
    return open_for(actor).order_by().count() if actor.user_id else 0


def in_centre(actor: Actor) -> QuerySet[Assignment]:
    """Everything open at the units that the actor may see."""
    rows = _open().filter(actor.scope("see").q("process__unit__path"))
    return _shown(rows).order_by("due", "created_at")


def done_by(actor: Actor) -> QuerySet[Assignment]:
    """What the actor has done, the latest first."""
    rows = Assignment.objects.filter(state=Assignment.DONE, closed_by_id=actor.user_id)
    return _shown(rows if actor.user_id else rows.none()).order_by("-closed_at")


def started_by(actor: Actor) -> QuerySet[Process]:
    """What the actor has started, the latest first."""
    rows = Process.objects.filter(starter_id=actor.user_id) if actor.user_id else Process.objects.none()
    return rows.select_related("version__definition", "unit").order_by("-created")


def _open() -> QuerySet[Assignment]:
    return Assignment.objects.filter(state=Assignment.OPEN, process__status=PROCESS.NEW)


def _shown(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """One assignment a task, with what a list shows."""
    earlier = rows.filter(task=OuterRef("task"), pk__lt=OuterRef("pk"))
    once = rows.exclude(Exists(earlier))
    return once.select_related("process__version__definition", "process__unit", "process__starter", "task")


def _own_request(actor: Actor) -> Q:
    """A step of an approval (they count from 1) is never for whoever asked, though their role would be asked."""
    return Q(process__starter_id=actor.user_id, user__isnull=True, step__gt=0)


def _for_somebody_nearer(actor: Actor, on: date) -> Q:
    """Pooled tasks of a role that the actor holds from above, while somebody holds it nearer to the unit."""
    nearer = Q(pk__in=[])
    roles = {held.role for held in actor.holdings}
    mine = {(held.role, held.unit_path) for held in actor.holdings}
    rows = holdings_on(on).filter(role_id__in=roles, user__is_active=True).exclude(user_id=actor.user_id)
    below = Q(pk__in=[])
    for role, path in mine:
        below |= Q(role_id=role, unit__path__startswith=path) & ~Q(unit__path=path)
    for role, path in set(rows.filter(below).values_list("role_id", "unit__path")) if mine else ():
        if not any(role == own and place.startswith(path) for own, place in mine):
            nearer |= Q(user__isnull=True, role=role, unit__path__startswith=path)
    return nearer
