"""A unit of work: one step of one process in memory, written at its end in a handful of statements."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token

from engine.catalogue.queries import BoundLibrary
from engine.language.rules import Scope
from engine.people.actor import Actor
from engine.people.clock import HONG_KONG, day_of
from engine.prepared import fresh, insert, update
from workflows import trail
from workflows.actions import ActionContext
from workflows.models import Process, Task
from workflows.nodes.base import node_types
from workflows.spec import NodeSpec, WorkflowSpec

CHANGED = ("status", "finished", "title", "amount_cents", "outcome", "data", "submissions", "notes")


class UnitOfWork:
    """Everything one step changes. `opened` are the new tasks that somebody must be asked about once they are stored.

    `is_first` says that the step makes the process.
    """

    def __init__(self, process: Process, spec: WorkflowSpec, tasks: list[Task], *, by: Actor, at: datetime) -> None:
        self.process, self.spec, self.by, self.at = process, spec, by, at
        self.is_first = process._state.adding
        self.tasks = {task.pk: task for task in tasks}
        self.made: list[Task] = []
        self.touched: dict[Any, Task] = {}
        self.links: list[tuple[Task, Task]] = []
        self.opened: list[Task] = []
        self.cancelled: list[Task] = []
        for task in tasks:
            task.process = process
        process.work = self  # type: ignore[attr-defined]

    def new_task(self, flow_task: Any, token: Any, previous: Task | None) -> Task:
        """A task at a node, not stored yet."""
        key = getattr(flow_task, "spec", None)
        task = fresh(
            Task, process=self.process, flow_task=flow_task, flow_task_type=flow_task.task_type, created=self.at
        )
        task.token, task.node = Token(str(token)), key.key if key else flow_task.name
        self.tasks[task.pk] = task
        self.made.append(task)
        if previous is not None:
            self.links.append((task, previous))
        return task

    def link(self, task: Task, previous: Task) -> None:
        """`previous` led to `task`, which was there already."""
        self.links.append((task, previous))

    def touch(self, task: Task) -> None:
        """The task will be written at the end."""
        self.touched[task.pk] = task

    def finish(self, task: Task) -> None:
        """Closes a task at the step's moment, in the actor's name."""
        task.finished = self.at
        task.owner_id = self.by.user_id
        self.touch(task)

    def open_tasks(self) -> list[Task]:
        """Every task not finished yet."""
        return [task for task in self.tasks.values() if task.finished is None]

    def open_besides(self, task: Task) -> list[Task]:
        """Open tasks other than this one."""
        return [other for other in self.open_tasks() if other.pk != task.pk]

    def open_at(self, node: str, token: Token) -> Task | None:
        """The open task of a node with exactly this token."""
        return next((t for t in self.open_tasks() if t.node == node and str(t.token) == str(token)), None)

    def open_under(self, join: Task) -> list[Task]:
        """Open tasks whose tokens were split from the join's."""
        return [task for task in self.open_tasks() if str(task.token).startswith(f"{join.token}/")]

    def split_number(self, task: Task) -> int:
        """A number for a split's tokens that no earlier split of the process has."""
        key = "_splits"
        number = int(self.process.notes.get(key, 0)) + 1
        self.process.notes[key] = number
        return number

    def cancel_all(self, *, besides: Task | None = None) -> None:
        """Cancels every open task."""
        for task in self.open_tasks():
            if besides is None or task.pk != besides.pk:
                task.flow_task.activation_class(task).cancel()
                self.cancelled.append(task)

    def close_process(self, outcome: str, status: str = PROCESS.DONE) -> None:
        """Nothing more happens to the process."""
        self.process.status, self.process.finished, self.process.outcome = status, self.at, outcome

    def leave(self, node: str, data: Mapping[str, Any]) -> None:
        """What later nodes may read as `<node>.<name>`."""
        self.process.data[node] = dict(data)

    def at_node(self, node: NodeSpec) -> "UnitOfWork":
        """Itself: automatic nodes run with it."""
        return self

    def scope(self) -> Scope:
        """What rules read: everything that nodes left, and the tables bound when the process started."""
        values = {f"{node}.{name}": v for node, data in self.process.data.items() for name, v in data.items()}
        local = self.at.astimezone(HONG_KONG)
        now = local.isoformat(timespec="seconds")
        return Scope(values=values, today=day_of(self.at), now=now, lookup=self._lookup)

    def _lookup(self, table: str, inputs: Mapping[str, Any], output: str) -> Any:
        found = BoundLibrary(self.process.version, self.process.bindings).find("table", table)
        return found.lookup(inputs, output) if found else None

    def action_context(self, node: NodeSpec) -> ActionContext:
        """Where an action of this node runs."""
        return ActionContext(self.process, node.key, self.by, self.at)

    def write(self, action: str, *, about: tuple[str, str], fields: Mapping[str, Any], reason: str = "") -> None:
        """Stores the step, then opens what must be asked. Order: process, tasks, links, audit, then assignments."""
        self._store_process()
        made = {task.pk for task in self.made}
        insert(self.made)
        for task in self.touched.values():
            if task.pk not in made:
                update(task, "status", "started", "finished", "owner", "outcome", "data")
        through = Task.previous.through
        insert([fresh(through, from_task_id=task.pk, to_task_id=previous.pk) for task, previous in self.links])
        trail.note(self.process, action, by=self.by, at=self.at, about=about, fields=fields, reason=reason)
        for task in self.cancelled:
            self._type_of(task).closed(task, by=self.by, at=self.at)
        for task in [t for t in self.opened if t.status == STATUS.NEW]:
            self._type_of(task).opened(task, by=self.by, at=self.at)
        self.is_first = False

    def _store_process(self) -> None:
        """A process that this step began is stored now for the first time; of another, what steps change."""
        if self.process._state.adding:
            insert([self.process])
        else:
            update(self.process, *CHANGED)

    def _type_of(self, task: Task) -> Any:
        return node_types.get(self.spec.node(task.node).type)
