"""Who may see a process and a task, and who is asked to act."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from engine.language.errors import NotFound
from engine.people.actor import Actor, actor_of
from engine.people.models import User
from engine.prepared import Prepared
from workflows.models import Assignment, Process, Task
from workflows.refusals import AlreadyDone


def is_asked(assignment: Assignment, who: Actor, on: date) -> bool:
    """Whether the assignment asks this person, in their own right or for somebody they stand in for on that day."""
    if assignment.user_id:
        return assignment.user_id == who.user_id or assignment.user_id in who.stands_in_for
    if assignment.unit is None:
        return False
    return any(seat.holds(assignment.role, assignment.unit) for seat in seats(who, on))


def asking(actor: Actor, on: date) -> Q:
    """The condition on open assignments that ask this person, or those they stand in for on a day."""
    asked = Q(pk__in=[])
    for who in seats(actor, on):
        asked |= Q(user_id=who.user_id)
        for held in who.holdings:
            asked |= Q(user__isnull=True, role=held.role, unit__path__startswith=held.unit_path)
    return asked


def seats(actor: Actor, on: date) -> list[Actor]:
    """The person themselves and everybody active for whom they stand in, each with their own roles of that day."""
    if actor.user_id is None:
        return []
    absent = User.objects.filter(pk__in=actor.stands_in_for, is_active=True) if actor.stands_in_for else []
    return [actor, *(actor_of(user, on) for user in absent)]


def may_see(process: Process, actor: Actor, on: date) -> bool:
    """Those who may see what the unit does, and those who have a part in it."""
    return actor.may("see", process.unit) or has_part(process, actor, on)


def has_part(process: Process, actor: Actor, on: date) -> bool:
    """Whether the actor started the process or was ever asked in it."""
    if actor.user_id is None:
        return actor.is_system
    if process.starter_id == actor.user_id:
        return True
    asked = Assignment.objects.filter(process=process).exclude(state=Assignment.VOID)
    return asked.filter(asking(actor, on) | Q(closed_by_id=actor.user_id) | Q(for_user_id=actor.user_id)).exists()


def may_assign(process: Process, actor: Actor) -> bool:
    """Who may give its open tasks to somebody else."""
    return actor.may("assign", process.unit)


def may_manage(process: Process, actor: Actor) -> bool:
    """Whoever keeps the work of the unit going: they see how a process stands, not what was entered."""
    return may_assign(process, actor) or actor.may("administer", process.unit)


def visible(actor: Actor) -> QuerySet[Process]:
    """Processes that the actor started or whose unit they may see."""
    return Process.objects.filter(actor.scope("see").q("unit__path") | Q(starter_id=actor.user_id))


def process_for(actor: Actor, pk: object, on: date) -> Process:
    """The process, if the actor may see it or at least how it stands; raises NotFound."""
    rows = Process.objects.select_related("version__definition", "unit", "starter", "subject")
    found = rows.filter(pk=pk).first()
    if found is None or not (may_see(found, actor, on) or may_manage(found, actor)):
        raise NotFound
    return found


def open_task_for(actor: Actor, pk: object, on: date) -> Task:
    """An open task of a process of which the actor may at least see how it stands; raises NotFound, AlreadyDone."""
    found: Task | None = _tasks.first(task=UUID(str(pk)))
    if found is None or not (may_see(found.process, actor, on) or may_manage(found.process, actor)):
        raise NotFound
    if not found.is_open or not found.process.is_active:
        raise AlreadyDone
    return found


def task_for(actor: Actor, pk: object, on: date) -> Task:
    """The task, if the actor may see its process; raises NotFound."""
    found: Task | None = _tasks.first(task=UUID(str(pk)))
    if found is None or not may_see(found.process, actor, on):
        raise NotFound
    return found


_tasks: Prepared[Task] = Prepared(
    lambda task: (
        Task.objects.select_related("process__version__definition", "process__unit", "process__starter")
        .defer("process__version__source")
        .filter(pk=task)
        .order_by()
    ),
    task=UUID,
)


def may_withdraw(process: Process, actor: Actor) -> bool:
    """The starter, and whoever administers the unit."""
    return process.starter_id == actor.user_id or actor.may("administer", process.unit)
