"""The verbs of workflows: start, complete, claim, release, withdraw. Each locks the process, and leaves one audit entry."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from viewflow.workflow.status import PROCESS

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.catalogue.standing import standing
from engine.language.text import Text, at_most
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import Unit
from engine.prepared import Prepared, fresh
from engine.records.counters import next_number
from engine.records.models import Record
from workflows import assigning, flows, run, trail
from workflows.access import is_asked, may_withdraw
from workflows.branches import submission_key
from workflows.building import BEGIN
from workflows.models import Assignment, Process, Task
from workflows.moving import settle
from workflows.refusals import AlreadyClaimed, AlreadyDone, CannotStart, NotYours, ProcessClosed, ReasonNeeded
from workflows.unit import UnitOfWork

MOST_CHARACTERS = 200  # of a title


def may_start(version: Version, unit: Unit, at: datetime) -> bool:
    """Whether a version serves new starts at a unit."""
    return standing(version, unit, day_of(at)).serves


@transaction.atomic
def start(
    *,
    version: Version,
    unit: Unit,
    data: Mapping[str, Any],
    title: Text = "",
    amount_cents: int | None = None,
    submission_id: Any = None,
    subject: Record | None = None,
    bindings: Mapping[str, str] | None = None,
    called_by: Task | None = None,
    by: Actor,
    at: datetime,
) -> Process:
    """A new process whose first node is already answered with `data` (wire form, with its submission).

    A process is made only when its first form is handed in: what was begun and left is a draft, not a process.
    With `called_by` a task of another process begins it, in the name of who began that one: its definition says so, and
    in which version. Else raises NotAllowed without `fill` at the unit, CannotStart when the version does not serve it.
    """
    stands = standing(version, unit, day_of(at))
    if called_by is None:
        by.require("fill", unit)
        if not stands.serves:
            raise CannotStart
    starter_id = called_by.process.starter_id if called_by else by.user_id
    spec, flow = catalogue.spec(version), flows.flow_of(version)
    process = fresh(
        Process,
        flow_class=flow,
        version=version,
        unit=unit,
        starter_id=starter_id,
        called_by=called_by,
        subject=subject,
        title=at_most(title, MOST_CHARACTERS),
        amount_cents=amount_cents,
        bindings={**stands.bindings, **(bindings or {})},
        number=_number(version, unit, spec.number_prefix, at),
        created=at,
    )
    trail.begin(process)
    with run.starting(process):
        work = UnitOfWork(process, spec, [], by=by, at=at)
        begin = getattr(flow.instance, BEGIN)
        activation = begin.activation_class(work.new_task(begin, "start", None))
        activation.activate()
        activation.complete()
        (first,) = activation.create_next()
        _answer(work, first, "", data, submission_id)
        for task in (one for one in work.made if called_by and one.node in (BEGIN, spec.start) and one.finished):
            task.owner_id = starter_id  # whoever asked is kept apart as if they had filled it in
        work.write(
            "process.started", about=("process", str(process.pk)), fields={"node": spec.start, **_named(process)}
        )
    return process


def _named(process: Process) -> dict[str, Any]:
    return {"version": str(process.version_id), "unit": str(process.unit_id)}


def _number(version: Version, unit: Unit, prefix: str, at: datetime) -> str:
    year = day_of(at).year
    count = next_number(f"process:{unit.pk}:{prefix or version.definition.key}:{year}")
    return f"{unit.code}-{prefix + '-' if prefix else ''}{year}-{count:04d}"


def _answer(
    work: UnitOfWork, activation: Any, outcome: str, data: Mapping[str, Any] | None, submission_id: Any
) -> None:
    task = activation.task
    task.outcome = outcome
    if data is not None:
        work.at_task(task).leave(task.node, data)
    if submission_id is not None:
        key = submission_key(work.process.data, task.node, str(task.token))
        work.process.submissions[key] = str(submission_id)
        task.data = {"submission": str(submission_id)}
    activation.take()
    activation.complete()
    activation.activate_next()
    settle(work)


def complete(
    *,
    task: Task,
    outcome: str,
    data: Mapping[str, Any] | None,
    by: Actor,
    at: datetime,
    submission_id: Any = None,
    title: Text | None = None,
    amount_cents: int | None = None,
    note: Mapping[str, Any] | None = None,
    kept: Mapping[str, Any] | None = None,
    asked: Sequence[Assignment] | None = None,
    told: tuple[str, str] = ("task.done", ""),
) -> Process:
    """Answers an open task and moves the process on as far as it goes by itself. Who may is the node type's business.

    `note` is kept as `process.notes[outcome]`, such as the visible reason of a return. `kept` stays with the
    task: a later round has its own. `asked` are its open assignments, where the caller has read them (empty: it has
    closed them itself). `told` is what the trail says, and why. Raises AlreadyDone.
    """
    with run.locked(task.process_id) as process:
        tasks = _open_tasks(process=process.pk)
        this = next((t for t in tasks if t.pk == task.pk), None)
        if this is None or not process.is_active:
            raise AlreadyDone
        work = UnitOfWork(process, catalogue.spec(process.version), tasks, by=by, at=at)
        _describe(process, title, amount_cents, outcome, note)
        if asked != ():
            assigning.close(this, asked=asked, by=by, at=at)
        this.data = dict(kept) if kept is not None else this.data
        _answer(work, this.flow_task.activation_class(this), outcome, data, submission_id)
        about = ("task", str(this.pk))
        action, reason = told
        work.write(action, about=about, fields={"node": this.node, "outcome": outcome}, reason=reason)
        task.finished, task.status = this.finished, this.status
        return process


def look(*, task: Task, by: Actor, at: datetime) -> bool:
    """Lets go on whatever waits for a condition that has come true; whether `task` is done by that."""
    with run.locked(task.process_id) as process:
        tasks = _open_tasks(process=process.pk)
        work = UnitOfWork(process, catalogue.spec(process.version), tasks, by=by, at=at)
        settle(work)
        if work.made:
            work.write("process.moved", about=("task", str(task.pk)), fields={"node": task.node}, reason="condition")
        return not any(open_one.pk == task.pk for open_one in work.open_tasks())


_open_tasks: Prepared[Task] = Prepared(
    lambda process: Task.objects.filter(process=process, finished__isnull=True), process=UUID
)


def _describe(
    process: Process, title: Text | None, amount_cents: int | None, outcome: str, note: Mapping[str, Any] | None
) -> None:
    if title is not None:
        process.title, process.amount_cents = at_most(title, MOST_CHARACTERS), amount_cents
    if note is not None:
        process.notes[outcome] = dict(note)


def claim(*, task: Task, by: Actor, at: datetime) -> Assignment:
    """Takes a pooled task: the colleagues who share the role no longer see it as theirs to do.

    Raises AlreadyDone, AlreadyClaimed, NotYours.
    """
    with run.locked(task.process_id) as process:
        open_ones = list(Assignment.objects.select_related("unit").filter(task=task, state=Assignment.OPEN))
        if not open_ones:
            raise AlreadyDone
        mine = next((a for a in open_ones if is_asked(a, by, day_of(at))), None)
        if mine is None:
            raise AlreadyClaimed if any(a.role and a.user_id for a in open_ones) else NotYours
        if not mine.user_id:
            mine.user_id = by.user_id
            mine.save(update_fields=["user"])
            _note(process, "task.claimed", task, by, at)
        return mine


def release(*, task: Task, by: Actor, at: datetime) -> None:
    """Gives a claimed task back to all who hold its role. Raises NotYours."""
    with run.locked(task.process_id) as process:
        mine = Assignment.objects.filter(task=task, state=Assignment.OPEN, user_id=by.user_id).exclude(role="").first()
        if mine is None:
            raise NotYours
        mine.user = None
        mine.save(update_fields=["user"])
        _note(process, "task.released", task, by, at)


def withdraw(*, process: Process, reason: str, by: Actor, at: datetime) -> Process:
    """Closes a process before its end; whatever was open is cancelled. Raises NotYours, ReasonNeeded, ProcessClosed."""
    with run.locked(process.pk) as held:
        if not may_withdraw(held, by):
            raise NotYours
        if not held.is_active:
            raise ProcessClosed
        if not reason.strip():
            raise ReasonNeeded
        stop(held, "withdrawn", reason=reason.strip()[:2000], by=by, at=at)
        return held


def stop(held: Process, outcome: str, *, reason: Text, by: Actor, at: datetime) -> None:
    """Closes a process that the caller has locked, before its end; the reason is kept as `notes[outcome]`."""
    work = UnitOfWork(held, catalogue.spec(held.version), _open_tasks(process=held.pk), by=by, at=at)
    work.cancel_all()
    work.close_process(outcome, PROCESS.CANCELED)
    held.notes[outcome] = {"reason": reason, "by": str(by.user_id), "at": at.isoformat()}
    work.write(f"process.{outcome}", about=("process", str(held.pk)), fields={}, reason="given")


def reassign(*, assignment: Assignment, to: Any, by: Actor, at: datetime) -> None:
    """Gives an open assignment to another person. The caller has checked that `by` may hand over work."""
    with run.locked(assignment.process_id) as process:
        changed = Assignment.objects.filter(pk=assignment.pk, state=Assignment.OPEN).update(user=to)
        if changed:
            _note(process, "task.reassigned", assignment.task, by, at)


def _note(process: Process, action: str, task: Task, by: Actor, at: datetime) -> None:
    trail.note(process, action, by=by, at=at, about=("task", str(task.pk)), fields={"node": task.node})


__all__ = ["claim", "complete", "look", "may_start", "reassign", "release", "start", "stop", "withdraw"]
