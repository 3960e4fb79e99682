"""Trying again: a sweep finds what is due. The effect and the note of it are one transaction, so it happens once.

An action that leaves the house is called between two transactions, with a key by which its receiver knows it again.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from engine.catalogue import queries as catalogue
from engine.language.text import both
from engine.notices.services import notify
from engine.people.actor import SYSTEM, Actor, actor_of
from engine.people.clock import day_of
from engine.people.queries import may_decide_here
from workflows import run, trail
from workflows.actions import actions
from workflows.attempts.failure import Failure, failure_of
from workflows.attempts.keeping import BACK_OFF
from workflows.models import ActionRun, Process, Task
from workflows.moving import settle
from workflows.unit import UnitOfWork

log = logging.getLogger(__name__)
BATCH = 50
LEASE = timedelta(minutes=5)
PARKED = both("Something the system should do has failed and needs you", "有系統動作未能完成，需要你處理")


class NotDone(Exception):
    """The attempt failed; what it wrote goes back."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(failure.kind)


@dataclass(frozen=True)
class Claimed:
    """An attempt that this worker makes. `given` are the inputs of an action that leaves the house."""

    pk: UUID
    process_id: UUID
    action: str
    key: str
    given: Mapping[str, Any] | None


def retry_due(at: datetime) -> int:
    """Tries every action that is due once more; how many succeeded. Run it as often as you like."""
    waiting = ActionRun.objects.filter(state=ActionRun.WAITING, due_at__lte=at).order_by("due_at")
    return sum(_try(pk, process, at) for pk, process in list(waiting.values_list("pk", "process_id")[:BATCH]))


def _try(pk: UUID, process_id: UUID, at: datetime) -> bool:
    claimed: Claimed | None = None
    try:
        claimed = _claim(pk, process_id, at)
        if claimed is None:
            return False
        call = actions.get(claimed.action).call
        _finish(claimed, call(claimed.given or {}, claimed.key) if call else None, at)
    except NotDone as again:
        _failed(pk, process_id, again.failure, at)
    except Exception as error:
        log.warning("action %s of process %s failed: %s", claimed and claimed.action, process_id, type(error).__name__)
        _failed(pk, process_id, failure_of(error), at)
    else:
        return True
    return False


def _claim(pk: UUID, process_id: UUID, at: datetime) -> Claimed | None:
    with run.locked(process_id) as process:
        row = ActionRun.objects.filter(pk=pk, state=ActionRun.WAITING, due_at__lte=at).first()
        if row is None or not process.is_active:
            return None
        row.attempts, row.due_at = row.attempts + 1, at + LEASE
        row.save(update_fields=["attempts", "due_at"])
        work, task = work_of(process, row, by=SYSTEM, at=at)
        node, action = work.spec.node(task.node), actions.get(row.action)
        given = work.node_type(node).given(node, work.at_task(task)) if action.call else None
        return Claimed(row.pk, process.pk, row.action, f"{process.pk}/{task.node}/{task.pk}", given)


def work_of(process: Process, row: ActionRun, *, by: Actor, at: datetime) -> tuple[UnitOfWork, Task]:
    """A unit of work around the open tasks of a process, and the task whose action is to be done."""
    tasks = list(Task.objects.filter(process=process, finished__isnull=True))
    work = UnitOfWork(process, catalogue.spec(process.version), tasks, by=by, at=at)
    work.acting = actor_of(row.by, day_of(at)) if row.by else SYSTEM
    return work, next(task for task in tasks if task.pk == row.task_id)


def _finish(claimed: Claimed, brought: Mapping[str, Any] | None, at: datetime) -> None:
    """Goes on from the action. Raises NotDone."""
    with run.locked(claimed.process_id) as process:
        row = ActionRun.objects.select_related("by").filter(pk=claimed.pk, state=ActionRun.WAITING).first()
        if row is None:
            return
        work, task = work_of(process, row, by=SYSTEM, at=at)
        work.brought = brought
        go_on(work, task)
        row.state, row.error_kind, row.error_code = ActionRun.DONE, "", ""
        row.save(update_fields=["state", "error_kind", "error_code"])
        work.write("action.done", about=("task", str(task.pk)), fields={"node": task.node})


def go_on(work: UnitOfWork, task: Task) -> None:
    """Does the action of a task and moves the process on. Raises NotDone."""
    activation = task.flow_task.activation_class(task)
    activation.activate()
    if activation.failure is not None:
        raise NotDone(activation.failure)
    activation.complete()
    activation.activate_next()
    settle(work)


def _failed(pk: UUID, process_id: UUID, failure: Failure, at: datetime) -> None:
    with run.locked(process_id) as process:
        row = ActionRun.objects.select_related("task").filter(pk=pk, state=ActionRun.WAITING).first()
        if row is None:
            return
        row.error_kind, row.error_code = failure.kind, failure.code
        if row.attempts > len(BACK_OFF):
            _park(row, process, at)
        else:
            row.due_at = at + BACK_OFF[max(row.attempts, 1) - 1]
        row.save(update_fields=["state", "due_at", "error_kind", "error_code"])


def _park(row: ActionRun, process: Process, at: datetime) -> None:
    row.state = ActionRun.PARKED
    fields = {"node": row.task.node, "error": row.error_kind}
    trail.note(process, "action.parked", by=SYSTEM, at=at, about=("task", str(row.task_id)), fields=fields)
    for person in may_decide_here("administer", process.unit, day_of(at)):
        body = process.version.definition.title
        notify(to=person, kind="attention", subject=PARKED, body=body, url="/attention/", at=at)
