"""The rows of actions that did not succeed at once. Written with the step that came to them, under its lock."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from engine.language.errors import Refusal
from engine.people.actor import Actor
from workflows import trail
from workflows.attempts.failure import Failure, failure_of
from workflows.models import ActionRun, Process, Task

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long to wait after the first failure, the second, and so on. After the last one the action is parked."""


def guarded(process: Process, work: Callable[[], Any], *, by: Actor) -> Failure | None:
    """Does `work` in a savepoint; None when it was done. A person's own step is refused, as any other, in words."""
    try:
        with transaction.atomic():
            work()
    except Exception as error:
        if isinstance(error, Refusal) and not by.is_system:
            raise
        trail.forget(process)
        return failure_of(error)
    return None


def keep(task: Task, failure: Failure, *, action: str, by: Actor, at: datetime) -> ActionRun:
    """Stores that the action of a task is still to be done."""
    tried = 0 if failure.deferred else 1
    return ActionRun.objects.create(
        process=task.process,
        task=task,
        action=action,
        attempts=tried,
        due_at=at + BACK_OFF[0] if tried else at,
        error_kind=failure.kind,
        error_code=failure.code,
        by_id=by.user_id,
        created_at=at,
    )


def drop(task: Task) -> None:
    """The task was cancelled: nothing is tried any more."""
    ActionRun.objects.filter(task=task, state__in=[ActionRun.WAITING, ActionRun.PARKED]).update(state=ActionRun.DROPPED)
