"""How a node behaves while a process moves: Viewflow's activations, whose work is done in memory.

Viewflow gives the state machine of an activation; what it would write one by one is collected by a unit of work.
"""

from collections.abc import Iterator
from typing import Any

from viewflow.workflow.activation import Activation
from viewflow.workflow.status import STATUS

from workflows.attempts.failure import Failure
from workflows.attempts.keeping import guarded
from workflows.moving import ENDED, move
from workflows.nodes.base import NodeType, node_types
from workflows.spec import NodeSpec


class QuietActivation(Activation):
    """An activation that touches memory only; its process carries the unit of work."""

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None) -> Any:
        """The activation of a new task, kept by the unit of work."""
        return cls(prev_activation.process.work.new_task(flow_task, token, prev_activation.task))

    @property
    def work(self) -> Any:
        return self.process.work

    @property
    def node(self) -> NodeSpec:
        return self.flow_task.spec

    @property
    def node_type(self) -> NodeType:
        return node_types.get(self.flow_task.spec.type)

    @Activation.status.transition(source=STATUS.NEW)
    def activate(self) -> None:
        """Does the work of an automatic node and notes which way it takes."""
        self.task.outcome = self.node_type.route(self.node, self.work.at_task(self.task))

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE)
    def complete(self) -> None:
        """Finishes the task."""
        self.work.finish(self.task)

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """The activation of the node that the outcome leads to."""
        for node in self.flow_task.ways(self.task.outcome):
            yield node._create(self, self.task.token)

    def activate_next(self) -> None:
        """Goes on as far as it goes by itself."""
        move(self.work, self.create_next())

    @Activation.status.transition(source=[STATUS.NEW, STATUS.STARTED, STATUS.ASSIGNED], target=STATUS.CANCELED)
    def cancel(self) -> None:
        """Closes the task without going on."""
        self.work.finish(self.task)


class ActionActivation(QuietActivation):
    """Work that may fail: until it is done the task stays open, and it is tried again (see `attempts`)."""

    failure: Any = None

    @Activation.status.transition(source=STATUS.NEW)
    def activate(self) -> None:
        """Does the action, unless a worker must; what failed is kept with the task once it is stored."""
        self.work.acting_at = self.task.pk
        if self.node_type.defers(self.node) and self.work.brought is None:
            self.failure = Failure(deferred=True)
        else:
            self.failure = guarded(self.process, self._act, by=self.work.by)
        if self.failure is not None:
            self.task.failure = self.failure
            self.work.opened.append(self.task)

    def _act(self) -> None:
        self.task.outcome = self.node_type.route(self.node, self.work.at_task(self.task))

    def is_done(self) -> bool:
        """Whether the action succeeded."""
        return self.failure is None

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE, conditions=[is_done])
    def complete(self) -> None:
        """Finishes the task."""
        self.work.finish(self.task)


class WaitingActivation(QuietActivation):
    """A task that waits for a person or a time: created open, finished by `run.services.complete`."""

    @Activation.status.transition(source=STATUS.NEW)
    def activate(self) -> None:
        """Nothing yet: what must be asked or timed is done once the task is stored."""
        self.work.opened.append(self.task)

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.STARTED)
    def take(self) -> None:
        """The answer has come."""
        self.task.started = self.work.at

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def complete(self) -> None:
        """Finishes the task."""
        self.work.finish(self.task)


class EndActivation(QuietActivation):
    """Closes the process when nothing else is open."""

    @Activation.status.transition(source=STATUS.NEW)
    def activate(self) -> None:
        """Notes what the process came to, if this was the last way."""
        if self.work.open_besides(self.task):  # branches that no join waits for: the last of them closes it
            self.process.notes[ENDED] = self.node.body["outcome"]
        else:
            self.work.close_process(self.node.body["outcome"])

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """Nothing comes after an end."""
        return iter(())


class TerminateActivation(EndActivation):
    """Cancels whatever is open and closes the process."""

    @Activation.status.transition(source=STATUS.NEW)
    def activate(self) -> None:
        """Cancels the others, then closes."""
        self.work.cancel_all(besides=self.task)
        self.work.close_process(self.node.body["outcome"])


class BeginActivation(QuietActivation):
    """The moment a process came to be."""

    @Activation.status.transition(source=STATUS.NEW)
    def activate(self) -> None:
        """Nothing to do."""
