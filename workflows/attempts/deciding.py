"""What an administrator does about a parked action: have it tried again, or go on without it. Each with a reason."""

from datetime import datetime

from engine.language.errors import NotAllowed
from engine.people.actor import Actor
from workflows import run, trail
from workflows.attempts.trying import go_on, work_of
from workflows.models import ActionRun, Process
from workflows.refusals import AlreadyDone, ReasonNeeded

MOST_WORDS = 500


def retry(*, action: ActionRun, reason: str, by: Actor, at: datetime) -> ActionRun:
    """Has a parked action tried again from the beginning. Raises NotAllowed, ReasonNeeded, AlreadyDone."""
    with run.locked(action.process_id) as process:
        row = _parked(action, process, reason, by)
        row.state, row.attempts, row.due_at = ActionRun.WAITING, 0, at
        row.save(update_fields=["state", "attempts", "due_at"])
        _note(process, row, "action.retried", reason, by, at)
        return row


def skip(*, action: ActionRun, reason: str, by: Actor, at: datetime) -> Process:
    """Goes on without a parked action; what it would have left stays empty. Raises NotAllowed, ReasonNeeded, AlreadyDone."""
    with run.locked(action.process_id) as process:
        row = _parked(action, process, reason, by)
        work, task = work_of(process, row, by=by, at=at)
        work.brought = {}
        task.data = {**task.data, "comment": reason.strip()[:MOST_WORDS], "skipped": True}
        go_on(work, task)
        row.state = ActionRun.SKIPPED
        row.save(update_fields=["state"])
        fields = {"node": task.node, "reason": reason}
        work.write("action.skipped", about=("task", str(task.pk)), fields=fields, reason="given")
        return process


def _parked(action: ActionRun, process: Process, reason: str, by: Actor) -> ActionRun:
    if not by.may("administer", process.unit):
        raise NotAllowed
    if not reason.strip():
        raise ReasonNeeded
    row = ActionRun.objects.select_related("task", "by").filter(pk=action.pk, state=ActionRun.PARKED).first()
    if row is None or not process.is_active:
        raise AlreadyDone
    return row


def _note(process: Process, row: ActionRun, action: str, reason: str, by: Actor, at: datetime) -> None:
    fields = {"node": row.task.node, "reason": reason}
    trail.note(process, action, by=by, at=at, about=("task", str(row.task_id)), fields=fields, reason="given")
