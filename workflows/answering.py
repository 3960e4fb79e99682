"""The verb of a task without a form: say how it went."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.language.errors import Refusal
from engine.language.text import both
from engine.people.actor import Actor
from engine.people.clock import day_of
from workflows import run, services
from workflows.access import is_asked
from workflows.apart import require_apart
from workflows.assigning import node_of, open_assignments
from workflows.models import Assignment, Process, Task
from workflows.refusals import AlreadyDone, NotYours

MOST_WORDS = 2000


class UnknownOutcome(Refusal):
    """The task has no such way out."""

    status = 422
    message = both("Choose one of the buttons of this task.", "請使用此工作頁面上的按鈕。")


class WordsNeeded(Refusal):
    """This outcome needs words for the others."""

    status = 422
    message = both("Write what others should know.", "請寫下其他同事需要知道的事。")


def outcome_of(task: Task, key: str) -> Mapping[str, Any]:
    """The outcome as authored. Raises UnknownOutcome."""
    found = next((o for o in node_of(task).body.get("outcomes", []) if o["key"] == key), None)
    if found is None:
        raise UnknownOutcome
    return found


def answer(*, task: Task, outcome: str, comment: str = "", by: Actor, at: datetime) -> Process:
    """Finishes a task with one of its outcomes. Raises AlreadyDone, NotYours, UnknownOutcome, WordsNeeded."""
    wanted, words = outcome_of(task, outcome), comment.strip()[:MOST_WORDS]
    with run.locked(task.process_id, seen=task.process):
        asked: list[Assignment] = open_assignments(task=task.pk)
        if not asked:
            raise AlreadyDone
        if not any(is_asked(assignment, by, day_of(at)) for assignment in asked):
            raise NotYours
        require_apart(task, by)
        if wanted.get("comment") == "required" and not words:
            raise WordsNeeded
        data = {"outcome": outcome, "comment": words}
        note = {"reason": words, "by": str(by.user_id), "at": at.isoformat()} if words else None
        kept = {"comment": words}
        return services.complete(task=task, outcome=outcome, data=data, note=note, kept=kept, asked=asked, by=by, at=at)
