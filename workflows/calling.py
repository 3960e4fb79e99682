"""A process that a step of another runs: begun with the step, stopped with it; its end leads the other on.

Locks are taken from the outside in: whoever holds a called process never takes the lock of its caller. So a caller goes
on only when the end of what it called is committed: at once, or by the sweep if the machine died in between.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from viewflow.workflow.status import PROCESS

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.language.rules import to_wire
from engine.language.text import Text, both
from engine.people.actor import SYSTEM, Actor
from engine.people.models import Unit
from workflows import assigning, run, services, trail
from workflows.models import CALL, Process, Task
from workflows.nodes.call import CANCELLED, DEEPEST, NOT_STARTED, WITHDRAWN
from workflows.refusals import AlreadyDone
from workflows.spec import NodeSpec, WorkflowSpec

logger = logging.getLogger(__name__)
BATCH = 200
NOT_NEEDED = both("The request that this was part of went on without it.", "所屬申請已毋須此部分而繼續。")


def begin(task: Task, *, by: Actor, at: datetime) -> None:
    """Starts what the task's node calls, in the same transaction. What cannot begin is noted, and takes its way soon."""
    node, process = assigning.node_of(task), task.process
    version, unit = _version(process, node), _unit(task, node, at)
    why = "too-deep" if _level(task) >= DEEPEST else "" if unit and _may_serve(version, unit) else "no-unit"
    if why or unit is None:
        about, fields = ("task", str(task.pk)), {"node": task.node}
        trail.note(process, "call.not-started", by=by, at=at, about=about, fields=fields, reason=why)
        transaction.on_commit(partial(resume, task.pk, process.pk, at=at), robust=True)
        return
    spec = catalogue.spec(version)
    given = _given(task, node, spec)
    facts: dict[str, Any] = {
        "title": process.title,
        "amount_cents": _cents(version, spec, given),
        "subject": process.subject,
    }
    services.start(version=version, unit=unit, data=given, called_by=task, by=by, at=at, **facts)


def _version(process: Process, node: NodeSpec) -> Version:
    found = catalogue.pinned(process.version, "workflow", node.body["workflow"])
    if found is None:
        raise LookupError(f"{process} is pinned to no workflow {node.body['workflow']!r}")
    return found


def _unit(task: Task, node: NodeSpec, at: datetime) -> Unit | None:
    if "at" not in node.body:
        return task.process.unit
    place = assigning.directory_of(task, at).place(node.body["at"])
    return Unit.objects.get(pk=place.id) if place else None


def _may_serve(version: Version, unit: Unit) -> bool:
    """Whether a unit's work may follow this definition: the library's, its own, or that of a unit above it."""
    owner = version.definition.owner_id
    return owner is None or owner in catalogue.owners_for(unit)


def _level(task: Task) -> int:
    """How many processes stand around what this task would run."""
    level, above = 1, task.process.called_by
    while above is not None and level <= DEEPEST:
        level, above = level + 1, above.process.called_by
    return level


def _given(task: Task, node: NodeSpec, spec: WorkflowSpec) -> dict[str, Any]:
    """The answers to the first form, as they travel."""
    scope = task.process.work.at_task(task).scope()  # type: ignore[attr-defined]
    fields = spec.begins_with
    values = {name: node.rules[f"/with/{name}"](scope) for name in node.body.get("with", {})}
    return {name: to_wire(value, fields[name].type, _places(fields[name])) for name, value in values.items()}


def _places(field: Any) -> int | None:
    return {"money": 2, "decimal": field.scale}.get(field.type)


def _cents(version: Version, spec: WorkflowSpec, given: Mapping[str, Any]) -> int | None:
    """The amount that the first form's summary names."""
    form = catalogue.pinned(version, "form", spec.node(spec.start).body["form"])
    amount = given.get(catalogue.spec(form).summary.get("amount", "")) if form else None
    return int(Decimal(amount) * 100) if amount else None


def cancel(task: Task, *, by: Actor, at: datetime) -> None:
    """The caller needs it no more: what the task runs is closed, with the reason, unless it came to its end already."""
    found = Process.objects.filter(called_by=task).values_list("pk", flat=True).first()
    if found is None:
        return
    with run.locked(found) as called:
        if called.is_active:
            services.stop(called, CANCELLED, reason=_reason(task.process), by=by, at=at)


def _reason(caller: Process) -> Text:
    notes = [caller.notes.get(name) for name in (WITHDRAWN, CANCELLED) if caller.outcome == name]
    return next((note["reason"] for note in notes if note), NOT_NEEDED)


def tell_caller(called: Process, *, at: datetime) -> None:
    """What was called is over: its caller goes on as soon as this is committed."""
    caller = Task.objects.filter(pk=called.called_by_id).values_list("pk", "process_id").first()
    if caller is not None:
        transaction.on_commit(partial(resume, *caller, at=at), robust=True)


def resume(task_id: UUID, process_id: UUID, *, at: datetime) -> bool:
    """Lets a task go on whose called process is over or never began; once, however often it is called."""
    with run.locked(process_id) as process:
        task = Task.objects.filter(pk=task_id, finished__isnull=True).first()
        called = Process.objects.filter(called_by=task_id).first()
        if task is None or not process.is_active or (called is not None and called.is_active):
            return False
        task.process = process
        outcome = called.outcome if called else NOT_STARTED
        told = ("call.returned", "called")
        try:
            left = _brought(assigning.node_of(task), outcome, called)
            services.complete(task=task, outcome=outcome, data=left, asked=(), told=told, by=SYSTEM, at=at)
        except AlreadyDone:
            return False
        return True


def _brought(node: NodeSpec, outcome: str, called: Process | None) -> dict[str, Any]:
    left: Mapping[str, Any] = called.data if called else {}
    found: dict[str, Any] = {}
    for name, path in node.body.get("bring", {}).items():
        source, _, field = path.partition(".")
        found[name] = left.get(source, {}).get(field)
    return {**found, "outcome": outcome, "number": called.number if called else ""}


def resume_due(at: datetime) -> int:
    """Leads on every caller of what is over, where the moment after the commit was lost. Returns how many."""
    over = Q(called__isnull=True) | ~Q(called__status=PROCESS.NEW)
    rows = Task.objects.filter(over, finished__isnull=True, flow_task_type=CALL, process__status=PROCESS.NEW)
    resumed = 0
    for task_id, process_id in list(rows.order_by("created").values_list("pk", "process_id")[:BATCH]):
        try:
            resumed += resume(task_id, process_id, at=at)
        except Exception:
            logger.exception("task %s did not go on and will be tried again", task_id)
    return resumed
