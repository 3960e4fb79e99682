"""What waits for whom: a query over open assignments, never over all tasks. One row a task, the most urgent first."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from viewflow.workflow.status import PROCESS

from engine.people.actor import Actor
from engine.people.clock import day_of, now
from workflows.models import Assignment, Process
from workflows.waiting import waiting_for

SHOWN = ("process__version__definition", "process__unit", "process__starter", "task")
"""What a list shows of an assignment."""


def open_for(actor: Actor, on: date | None = None) -> QuerySet[Assignment]:
    """What asks this person, or whom they stand in for: by name, or as a nearest holder of a role."""
    waiting = waiting_for(actor, on or day_of(now()))
    rows = Assignment.objects.filter(pk__in=[row.pk for row in waiting])
    return rows.select_related(*SHOWN).order_by("due", "created_at")


def count_for(actor: Actor) -> int:
    """How many tasks wait: the number on the badge."""
    return len(waiting_for(actor, day_of(now())))


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
    return once.select_related(*SHOWN)
