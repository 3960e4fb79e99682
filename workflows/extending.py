"""What a process adds to the row of a form that was handed in for it. Pure at the top: reports are checked without Django."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.datasets import Column, extensions
from engine.language.text import both
from workflows.descriptions import OUTCOMES

FACTS = {
    "process.outcome": lambda process: process.outcome or "open",
    "process.started": lambda process: process.created,
    "process.finished": lambda process: process.finished,
    "process.number": lambda process: process.number,
}


class ProcessOfSubmission:
    """`process.outcome`, `process.started`, `process.finished`, `process.number` on the rows of forms."""

    family = "form"
    columns: Mapping[str, Column] = {
        "process.outcome": Column("process.outcome", both("Outcome", "結果"), "choice", OUTCOMES),
        "process.started": Column("process.started", both("Started", "開始"), "datetime"),
        "process.finished": Column("process.finished", both("Finished", "完成"), "datetime"),
        "process.number": Column("process.number", both("Number", "編號"), "text"),
    }

    def values(self, row_ids: Sequence[str], keys: Sequence[str]) -> Mapping[str, tuple[Any, ...]]:
        """For each submission that a task of a process made, the values of `keys`. One query."""
        from workflows.models import Task

        rows = Task.objects.filter(data__submission__in=list(row_ids)).select_related("process")
        return {task.data["submission"]: tuple(FACTS[key](task.process) for key in keys) for task in rows}


def register() -> None:
    """Enters the extension; called at start-up and by checks that run without Django."""
    if "workflows" not in extensions:
        extensions.register("workflows", ProcessOfSubmission())
