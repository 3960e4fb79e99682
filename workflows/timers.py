"""Deadlines: what is due lives in rows; a sweep fires it. A lost message, a late worker, two workers: nothing is lost twice."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from engine.catalogue import queries as catalogue
from engine.language.standard.calendar import CalendarSpec
from engine.people.actor import SYSTEM
from engine.people.clock import HONG_KONG
from workflows import assigning, run
from workflows.models import Assignment, Process, Task, Timer
from workflows.nodes.base import node_types

logger = logging.getLogger(__name__)
BATCH = 200
LOOK_AGAIN = timedelta(minutes=1)
BY_THE_CLOCK = frozenset({"today", "now", "age"})


def arm(task: Task, *, at: datetime) -> None:
    """Sets the deadline of a task and stores when to remind and when to escalate."""
    body = assigning.node_of(task).body
    if "due" not in body:
        return
    due = after(body["due"], at, task.process)
    Task.objects.filter(pk=task.pk).update(due=due)
    Assignment.objects.filter(task=task, state=Assignment.OPEN).update(due=due)
    task.due = due
    rows: list[Timer] = []
    if "remind" in body:
        remind_at = after(body["remind"]["before"], due, task.process, back=True)
        if remind_at > at:
            rows.append(Timer(process=task.process, task=task, kind=Timer.REMIND, at=remind_at))
    for kind in (Timer.ESCALATE, Timer.REROUTE, Timer.LAPSE):
        if kind in body:
            late = after(body[kind]["after"], due, task.process) if "after" in body[kind] else due
            rows.append(Timer(process=task.process, task=task, kind=kind, at=late))
    Timer.objects.bulk_create(rows)


def arm_wait(task: Task, *, at: datetime) -> None:
    """Stores when a waiting task goes on. A missing or past date goes on at the next sweep."""
    node = assigning.node_of(task)
    if "for" in node.body:
        moment = after(node.body["for"], at, task.process)
    else:
        day = node.rules["/until"](task.process.work.at_task(task).scope())  # type: ignore[attr-defined]
        moment = datetime.combine(day, datetime.min.time(), tzinfo=HONG_KONG) if day else at
    Timer.objects.create(process=task.process, task=task, kind=Timer.WAIT, at=max(moment, at))


def arm_condition(task: Task, *, at: datetime) -> None:
    """Stores until when a task waits at most, and when its condition is looked at again if it reads the time."""
    node = assigning.node_of(task)
    arm_late(task, at=at)
    if reads_time(node.body["when"]):
        _look_again(task, at)


def arm_late(task: Task, *, at: datetime) -> None:
    """Stores until when a task waits at most."""
    late = after(assigning.node_of(task).body["at_most"], at, task.process)
    Timer.objects.create(process=task.process, task=task, kind=Timer.LAPSE, at=late)


def _look_again(task: Task, at: datetime) -> None:
    Timer.objects.create(process=task.process, task=task, kind=Timer.LOOK, at=at + LOOK_AGAIN)


def reads_time(tree: Any) -> bool:
    """Whether a rule may change its answer by the clock alone."""
    if isinstance(tree, Mapping):
        return any(name in BY_THE_CLOCK or reads_time(part) for name, part in tree.items())
    return isinstance(tree, list) and any(reads_time(part) for part in tree)


def after(span: Mapping[str, int], start: datetime, process: Process, *, back: bool = False) -> datetime:
    """The end of a span that begins at `start`: days and hours as they run, working days by the process's calendar."""
    sign = -1 if back else 1
    if "hours" in span:
        return start + sign * timedelta(hours=span["hours"])
    if "days" in span:
        return start + sign * timedelta(days=span["days"])
    return _calendar(process).add_working_days(start, sign * span["working_days"])


def _calendar(process: Process) -> CalendarSpec:
    key = catalogue.spec(process.version).calendar
    found = catalogue.BoundLibrary(process.version, process.bindings).find("calendar", key)
    if found is None:
        raise LookupError(f"{process} is bound to no calendar {key!r}")
    return found


def fire_due(at: datetime) -> int:
    """Fires every timer that is due, each in a transaction of its own; returns how many. Run it as often as you like."""
    from workflows import calling

    waiting = Timer.objects.filter(fired_at__isnull=True, at__lte=at).order_by("at", "pk")
    fired = 0
    for timer_id, process_id in list(waiting.values_list("pk", "process_id")[:BATCH]):
        try:
            fired += _fire(timer_id, process_id, at)
        except Exception:
            logger.exception("timer %s did not fire and will be tried again", timer_id)
    return fired + calling.resume_due(at)


def _fire(timer_id: UUID, process_id: UUID, at: datetime) -> int:
    with run.locked(process_id) as process:
        timer = Timer.objects.select_related("task").filter(pk=timer_id, fired_at__isnull=True).first()
        if timer is None:
            return 0
        timer.fired_at = at
        timer.save(update_fields=["fired_at"])
        timer.task.process = process
        if timer.task.is_open and process.is_active:
            _ACTS[timer.kind](timer.task, at)
        return 1


def _go_on(task: Task, at: datetime) -> None:
    from workflows.services import complete

    complete(task=task, outcome="", data=None, by=SYSTEM, at=at)


def _remind(task: Task, at: datetime) -> None:
    asked = list(
        Assignment.objects.filter(task=task, state=Assignment.OPEN).select_related("user", "unit", "process__unit")
    )
    assigning.tell(task, asked, at=at, subject=assigning.REMINDER)


def _escalate(task: Task, at: datetime) -> None:
    node_types.get(assigning.node_of(task).type).escalated(task, at=at)


def _reroute(task: Task, at: datetime) -> None:
    from workflows.lapsing import reroute

    reroute(task, at=at)


def _lapse(task: Task, at: datetime) -> None:
    from workflows.lapsing import lapse

    lapse(task, at=at)


def _look(task: Task, at: datetime) -> None:
    from workflows.services import look

    if not look(task=task, by=SYSTEM, at=at):
        _look_again(task, at)


_ACTS = {
    Timer.WAIT: _go_on,
    Timer.REMIND: _remind,
    Timer.ESCALATE: _escalate,
    Timer.REROUTE: _reroute,
    Timer.LAPSE: _lapse,
    Timer.LOOK: _look,
}
