"""The datasets `processes` and `tasks`, and what a process adds to the rows of its forms."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from engine.catalogue.models import Definition
from engine.datasets import ROW_ID, Column, Dataset
from engine.people.actor import Scope
from engine.people.models import Unit
from workflows.descriptions import PROCESSES, TASKS
from workflows.models import Process, Task

Getter = Callable[[Any], Any]

PROCESS_VALUES: Mapping[str, Getter] = {
    ROW_ID: lambda p: str(p.pk),
    "workflow": lambda p: p.version.definition.key,
    "version": lambda p: p.version.number,
    "unit": lambda p: p.unit_id,
    "starter": lambda p: p.starter_id,
    "started": lambda p: p.created,
    "finished": lambda p: p.finished,
    "outcome": lambda p: p.outcome or "open",
    "amount": lambda p: p.amount_cents,
    "days": lambda p: _tenths(p.finished - p.created) if p.finished else None,
}
TASK_VALUES: Mapping[str, Getter] = {
    ROW_ID: lambda t: str(t.pk),
    "workflow": lambda t: t.process.version.definition.key,
    "node": lambda t: t.node,
    "unit": lambda t: t.process.unit_id,
    "by": lambda t: t.owner_id,
    "created": lambda t: t.created,
    "finished": lambda t: t.finished,
    "due": lambda t: t.due,
    "late": lambda t: bool(t.due and t.finished and t.finished > t.due),
    "days": lambda t: _tenths(t.finished - t.created) if t.finished else None,
}


def _tenths(span: timedelta) -> int:
    """Days in tenths, as a decimal column of scale 1 carries them."""
    return round(span / timedelta(days=1) * 10)


class Processes:
    """One row a process inside the reader's scope."""

    key, title, persons, version_column = PROCESSES.key, PROCESSES.title, PROCESSES.persons, PROCESSES.version_column

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns, with the names of the workflows that there are."""
        return _with_workflows(PROCESSES.columns)

    def rows(self, scope: Scope, keys: Sequence[str], where: Any | None = None) -> Iterable[tuple[Any, ...]]:
        """One tuple a process, oldest first."""
        found = Process.objects.filter(scope.q("unit__path")).select_related("version__definition").order_by("created")
        for process in found.iterator(2000):
            yield tuple(PROCESS_VALUES[key](process) for key in keys)

    def link(self, row_id: str) -> str:
        """The process's page."""
        return f"/processes/{row_id}/"


class Tasks:
    """One row a human task inside the reader's scope."""

    key, title, persons, version_column = TASKS.key, TASKS.title, TASKS.persons, TASKS.version_column

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns, with the names of the workflows that there are."""
        return _with_workflows(TASKS.columns)

    def rows(self, scope: Scope, keys: Sequence[str], where: Any | None = None) -> Iterable[tuple[Any, ...]]:
        """One tuple a task, oldest first."""
        found = Task.objects.filter(scope.q("process__unit__path"), flow_task_type="HUMAN")
        for task in found.select_related("process__version__definition").order_by("created").iterator(2000):
            yield tuple(TASK_VALUES[key](task) for key in keys)

    def link(self, row_id: str) -> str:
        """The page of the task's process."""
        return f"/tasks/{row_id}/"


class WorkflowSource:
    """Offers both datasets everywhere."""

    def find(self, key: str, unit: Unit | None) -> Dataset | None:
        return next((found for found in self.all(unit) if found.key == key), None)

    def all(self, unit: Unit | None) -> list[Dataset]:
        found: list[Any] = [Processes(), Tasks()]
        return found


def _with_workflows(columns: Mapping[str, Column]) -> dict[str, Column]:
    titles = dict(Definition.objects.filter(kind="workflow").values_list("key", "title"))
    return {key: replace(column, options=titles) if key == "workflow" else column for key, column in columns.items()}
