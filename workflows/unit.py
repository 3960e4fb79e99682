"""A unit of work: one step of one process in memory, written at its end in a handful of statements."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token

from engine.catalogue.queries import BoundLibrary
from engine.language.rules import Scope
from engine.people.actor import Actor
from engine.people.clock import HONG_KONG, day_of
from engine.prepared import fresh, insert, update
from workflows import blocks, trail
from workflows.actions import ActionContext
from workflows.branches import BLOCKS, BRANCHES, data_for
from workflows.branches import leave as leave_in
from workflows.models import Process, Task
from workflows.nodes.base import node_types
from workflows.spec import NodeSpec, WorkflowSpec

PAST = "_past"
"""In `process.notes`: joins that went on while some of their ways were still open."""
CHANGED = ("status", "finished", "title", "amount_cents", "outcome", "data", "submissions", "notes")


class UnitOfWork:
    """Everything one step changes. `opened` are the new tasks that somebody must be asked about once they are stored.

    `is_first` says that the step makes the process. Of a step that a worker makes, `acting` is whose step came to the
    action that it does, and `brought` what that left, when it was done outside; `acting_at` is the action's task.
    """

    def __init__(self, process: Process, spec: WorkflowSpec, tasks: list[Task], *, by: Actor, at: datetime) -> None:
        self.process, self.spec, self.by, self.at = process, spec, by, at
        self.is_first = process._state.adding
        self.tasks = {task.pk: task for task in tasks}
        self.made: list[Task] = []
        self.touched: dict[Any, Task] = {}
        self.links: list[tuple[Task, Task]] = []
        self.opened: list[Task] = []
        self.upcoming: list[Any] = []
        self.cancelled: list[Task] = []
        self.dropped: list[tuple[Task, str]] = []
        self.absorbed = False
        self.acting: Actor | None = None
        self.acting_at: Any = None
        self.brought: Mapping[str, Any] | None = None
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

    def open_join(self, node: str, token: Token, group: str) -> Task | None:
        """The open join of a node for a group; one that is older than groups has only its token."""
        return next(
            (
                t
                for t in self.open_tasks()
                if t.node == node and str(t.token) == str(token) and t.data.get("group", group) == group
            ),
            None,
        )

    def open_in(self, group: str) -> list[Task]:
        """Open tasks whose tokens begin with this."""
        return [task for task in self.open_tasks() if str(task.token).startswith(group)]

    def take_upcoming(self) -> list[Any]:
        """The activations of branches that begin because another is done."""
        taken, self.upcoming = self.upcoming, []
        return taken

    def split_number(self, task: Task) -> int:
        """A number for a split's tokens that no earlier split of the process has."""
        key = "_splits"
        number = int(self.process.notes.get(key, 0)) + 1
        self.process.notes[key] = number
        return number

    def cancel_all(self, *, besides: Task | None = None) -> None:
        """Cancels every open task."""
        self.cancel(task for task in self.open_tasks() if besides is None or task.pk != besides.pk)

    def cancel(self, tasks: Iterable[Task], reason: str = "") -> None:
        """Cancels open tasks; with a `reason`, each leaves an entry of its own on the trail."""
        for task in list(tasks):
            task.flow_task.activation_class(task).cancel()
            self.cancelled.append(task)
            self.dropped += [(task, reason)] if reason else []
            blocks.forget(self, f"{task.token}/")
        if past := self.process.notes.get(PAST):
            self.process.notes[PAST] = [entry for entry in past if self.open_in(entry.partition(" ")[2])]

    def is_past(self, node: str, group: str) -> bool:
        """Whether a join has gone on without waiting for all of a group."""
        return f"{node} {group}" in self.process.notes.get(PAST, ())

    def pass_by(self, node: str, group: str) -> None:
        """A join goes on; what is still open of the group goes on for itself and ends there."""
        self.process.notes.setdefault(PAST, []).append(f"{node} {group}")

    def absorb(self, node: str, group: str) -> None:
        """A way has come to a join that went on without it."""
        self.absorbed = True
        if not self.open_in(group):
            over = f"{node} {group}"
            self.process.notes[PAST] = [entry for entry in self.process.notes.get(PAST, ()) if entry != over]
            blocks.forget(self, group)

    def close_process(self, outcome: str, status: str = PROCESS.DONE) -> None:
        """Nothing more happens to the process, so nothing is kept of branches that were not finished."""
        for kept in (BRANCHES, BLOCKS):
            self.process.data.pop(kept, None)
        self.process.status, self.process.finished, self.process.outcome = status, self.at, outcome

    def leave(self, node: str, data: Mapping[str, Any]) -> None:
        """What later nodes may read as `<node>.<name>`."""
        self.process.data[node] = dict(data)

    def at_task(self, task: Task) -> "UnitOfWork":
        """What a node reads and leaves through: itself, or, in a branch of a for-each, the branch's own view."""
        if BRANCHES not in self.process.data:
            return self
        return cast(UnitOfWork, InBranch(self, str(task.token)))

    def scope(self, more: Mapping[str, Mapping[str, Any]] | None = None) -> Scope:
        """What rules read: everything that nodes left (and `more`), and the tables bound when the process started."""
        return self.scope_of({**self.process.data, **more} if more else self.process.data)

    def scope_of(self, left: Mapping[str, Any]) -> Scope:
        """The same, over what some nodes left."""
        values = {f"{node}.{name}": v for node, data in left.items() for name, v in data.items()}
        local = self.at.astimezone(HONG_KONG)
        now = local.isoformat(timespec="seconds")
        return Scope(values=values, today=day_of(self.at), now=now, lookup=self._lookup)

    def _lookup(self, table: str, inputs: Mapping[str, Any], output: str) -> Any:
        found = BoundLibrary(self.process.version, self.process.bindings).find("table", table)
        return found.lookup(inputs, output) if found else None

    def action_context(self, node: NodeSpec) -> ActionContext:
        """Where an action of this node runs."""
        visit = f"{self.process.pk}/{node.key}/{self.acting_at}"
        return ActionContext(self.process, node.key, self.acting or self.by, self.at, visit)

    def take_brought(self) -> Mapping[str, Any] | None:
        """What was done outside for the action that this step goes on from; only once."""
        brought, self.brought = self.brought, None
        return brought

    def node_type(self, node: NodeSpec) -> Any:
        """The type of a node."""
        return node_types.get(node.type)

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
        for task, why in self.dropped:
            self._note_dropped(task, why)
        for task in self.cancelled:
            self._type_of(task).closed(task, by=self.by, at=self.at)
        for task in [t for t in self.opened if t.status == STATUS.NEW]:
            self._type_of(task).opened(task, by=self.by, at=self.at)
        if self.process.called_by_id and not self.process.is_active:
            from workflows import calling

            calling.tell_caller(self.process, at=self.at)
        self.is_first = False

    def _note_dropped(self, task: Task, why: str) -> None:
        about, fields = ("task", str(task.pk)), {"node": task.node}
        trail.note(self.process, "task.dropped", by=self.by, at=self.at, about=about, fields=fields, reason=why)

    def _store_process(self) -> None:
        """A process that this step began is stored now for the first time; of another, what steps change."""
        if self.process._state.adding:
            insert([self.process])
        else:
            update(self.process, *CHANGED)

    def _type_of(self, task: Task) -> Any:
        return node_types.get(self.spec.node(task.node).type)


class InBranch:
    """A unit of work as it looks from inside a branch of a for-each: the branch's own values come first."""

    def __init__(self, work: UnitOfWork, token: str) -> None:
        self._work, self._token = work, token

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def leave(self, node: str, data: Mapping[str, Any]) -> None:
        """What later nodes of the branch may read."""
        leave_in(self._work.process.data, self._token, node, data)

    def scope(self, more: Mapping[str, Mapping[str, Any]] | None = None) -> Scope:
        """What rules read here."""
        return self._work.scope_of({**data_for(self._work.process.data, self._token), **(more or {})})
