"""What the inbox hides: pooled tasks of a role that the reader holds, from which they are kept apart."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from engine.people.actor import Actor, actor_of
from engine.people.clock import day_of, now
from engine.people.models import User
from workflows.access import asking
from workflows.assigning import node_of
from workflows.models import Assignment, Task
from workflows.nodes.base import node_types


def kept_apart(actor: Actor) -> Q:
    """The pooled tasks that the actor may not do, neither for themselves nor for anybody they stand in for.

    Only processes are looked into in which one of these people has done something already.
    """
    people, on = {actor.user_id, *actor.stands_in_for}, day_of(now())
    acted = Q(process__starter_id__in=people) | Exists(_done_by(people)) | Exists(_closed_by(people))
    rows = Assignment.objects.filter(asking(actor, on), acted, state=Assignment.OPEN, user__isnull=True)
    found = rows.select_related("unit", "task__process__version__definition")
    return Q(pk__in=[row.pk for row in found if not _may_answer(row, actor, on)])


def _done_by(people: Iterable[object]) -> QuerySet[Task]:
    return Task.objects.filter(process=OuterRef("process"), owner_id__in=people, finished__isnull=False)


def _closed_by(people: Iterable[object]) -> QuerySet[Assignment]:
    return Assignment.objects.filter(process=OuterRef("process"), closed_by_id__in=people)


def _may_answer(assignment: Assignment, actor: Actor, on: date) -> bool:
    barred = node_types.get(node_of(assignment.task).type).barred(assignment.task)
    if actor.user_id in barred:
        return False
    absent = User.objects.filter(pk__in=set(actor.stands_in_for) - barred, is_active=True)
    alone = [actor_of(user, on) for user in absent] if actor.stands_in_for else []
    return any(_holds(assignment, one) for one in [actor, *alone])


def _holds(assignment: Assignment, who: Actor) -> bool:
    return assignment.unit is not None and who.holds(assignment.role, assignment.unit)
