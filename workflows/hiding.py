"""What the inbox hides: pooled tasks of a role that the reader holds, from which they are kept apart."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from engine.people.actor import Actor, actor_of
from engine.people.models import User
from workflows.assigning import node_of
from workflows.models import Assignment
from workflows.nodes.base import node_types
from workflows.waiting import Asked


def kept_apart(actor: Actor, on: date, rows: Sequence[Asked]) -> set[UUID]:
    """The pooled tasks that the actor may not do, neither for themselves nor for anybody they stand in for.

    Only processes are looked into in which one of these people has done something already.
    """
    touched = [row.pk for row in rows if row.user is None and row.touched]
    if not touched:
        return set()
    found = Assignment.objects.filter(pk__in=touched).select_related("unit", "task__process__version__definition")
    return {row.pk for row in found if not _may_answer(row, actor, on)}


def _may_answer(assignment: Assignment, actor: Actor, on: date) -> bool:
    barred = node_types.get(node_of(assignment.task).type).barred(assignment.task)
    if actor.user_id in barred:
        return False
    absent = User.objects.filter(pk__in=set(actor.stands_in_for) - barred, is_active=True)
    alone = [actor_of(user, on) for user in absent] if actor.stands_in_for else []
    return any(_holds(assignment, one) for one in [actor, *alone])


def _holds(assignment: Assignment, who: Actor) -> bool:
    return assignment.unit is not None and who.holds(assignment.role, assignment.unit)
