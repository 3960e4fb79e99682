"""Giving an open task to somebody else who may do it: by who keeps the work of a unit going, with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from engine.language.errors import NotAllowed
from engine.language.text import both, say
from engine.notices.services import notify
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import User
from engine.people.queries import holders_at_or_above, may_decide_here
from workflows import run, trail
from workflows.access import may_assign
from workflows.assigning import node_of
from workflows.models import Assignment, Process, Task
from workflows.nodes.base import node_types
from workflows.refusals import AlreadyDone, NotEligible, ReasonNeeded

MOST_WORDS = 500
GIVEN = both("A task was given to you", "有工作轉交給你")
TAKEN = both("A task of yours was given to somebody else", "你的一項工作已轉交其他同事")


@dataclass(frozen=True)
class Seat:
    """An open assignment of a task and one person who could take it over."""

    assignment: Assignment
    person: User

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.assignment.pk}:{self.person.pk}"


def seats(task: Task, on: date) -> list[Seat]:
    """To whom the open assignments of a task can be given: in the role asked, and not kept apart from this task."""
    barred = node_types.get(node_of(task).type).barred(task)
    rows = Assignment.objects.filter(task=task, state=Assignment.OPEN).select_related("unit", "user", "process__unit")
    return [
        Seat(row, person)
        for row in rows
        for person in sorted(_able(row, on), key=lambda one: one.name_en)
        if person.pk not in barred and person.pk != row.user_id
    ]


def _able(assignment: Assignment, on: date) -> Iterable[User]:
    place = assignment.unit or assignment.process.unit
    if assignment.role:
        return holders_at_or_above(assignment.role, place, on)
    return may_decide_here("fill", place, on)


def give(*, task: Task, seat: str, reason: str, by: Actor, at: datetime) -> Assignment:
    """Gives the task to the person of `seat` and tells both. Raises NotAllowed, ReasonNeeded, AlreadyDone, NotEligible."""
    with run.locked(task.process_id) as process:
        if not may_assign(process, by):
            raise NotAllowed
        if not reason.strip():
            raise ReasonNeeded
        if not Task.objects.filter(pk=task.pk, finished__isnull=True).exists():
            raise AlreadyDone
        task.process = process
        chosen = next((one for one in seats(task, day_of(at)) if one.key == seat), None)
        if chosen is None:
            raise NotEligible
        return _give(process, task, chosen, reason.strip()[:MOST_WORDS], by, at)


def _give(process: Process, task: Task, seat: Seat, reason: str, by: Actor, at: datetime) -> Assignment:
    assignment, before = seat.assignment, seat.assignment.user
    assignment.user = seat.person
    assignment.why = both(f"Given to you: {reason}", f"轉交給你：{reason}")
    assignment.save(update_fields=["user", "why"])
    fields = {"node": task.node, "to": str(seat.person.pk), "reason": reason}
    trail.note(process, "task.reassigned", by=by, at=at, about=("task", str(task.pk)), fields=fields, reason="given")
    name = process.version.definition.title
    body = both(
        f"{say(name, 'en')} {process.number}. Why: {reason}", f"{say(name, 'zh-Hant')} {process.number}。原因：{reason}"
    )
    notify(to=seat.person, kind="task", subject=GIVEN, body=body, url=f"/tasks/{task.pk}/", at=at)
    if before is not None:
        notify(to=before, kind="task", subject=TAKEN, body=body, url=f"/processes/{process.pk}/", at=at)
    return assignment
