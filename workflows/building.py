"""From a compiled workflow to a Viewflow class: each node becomes a Viewflow node whose work is done in memory.

Viewflow gives the flow class, the nodes and edges, the state machine of an activation, and the tokens that joins count.
What its activations would write one by one is collected by a unit of work and written once (see `unit.py`).
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from viewflow import this
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Flow, Node
from viewflow.workflow.status import STATUS
from viewflow.workflow.token import Token

from workflows.models import Process, Task
from workflows.nodes.base import NodeType, Target, node_types
from workflows.spec import NodeSpec, WorkflowSpec

PREFIX = "n_"
BEGIN = "begin"


def flow_class(name: str, module: str, spec: WorkflowSpec) -> type[Flow]:
    """A Flow class called `name` for a compiled workflow."""
    nodes = {PREFIX + key: RunningNode(node) for key, node in spec.nodes.items()}
    begin = BeginNode(PREFIX + spec.start)
    heads = {"process_class": Process, "task_class": Task, "process_title": spec.key, "process_description": " "}
    return type(name, (Flow,), {"__module__": module, "spec": spec, **heads, BEGIN: begin, **nodes})


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
        self.task.outcome = self.node_type.route(self.node, self.work.at_node(self.node))

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE)
    def complete(self) -> None:
        """Finishes the task."""
        self.work.finish(self.task)

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """The activation of the node that the outcome leads to."""
        for node in self.flow_task.ways(self.task.outcome):
            yield node._create(self, self.task.token)

    @Activation.status.transition(source=[STATUS.NEW, STATUS.STARTED, STATUS.ASSIGNED], target=STATUS.CANCELED)
    def cancel(self) -> None:
        """Closes the task without going on."""
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


class SplitActivation(QuietActivation):
    """All ways at once, each with a token of its own under the split's."""

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Any]:
        """One activation a way."""
        tokens = Token.split_token_source(self.task.token, self.work.split_number(self.task))
        for node in self.flow_task.every_way():
            yield node._create(self, next(tokens))


class JoinActivation(QuietActivation):
    """One task for all arriving ways; done when no task under the split's token is open."""

    type = "join"

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None) -> Any:
        """The waiting join of this block, or a new one."""
        work, base = prev_activation.process.work, Token(str(token)).get_base_split_token()
        waiting = work.open_at(flow_task.spec.key, base)
        if waiting is None:
            return cls(work.new_task(flow_task, base, prev_activation.task))
        work.link(waiting, prev_activation.task)
        return cls(waiting)

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.STARTED)
    @Activation.status.transition(source=STATUS.STARTED)
    def activate(self) -> None:
        """Another way has arrived."""
        if self.task.started is None:
            self.task.started = self.work.at
            self.work.touch(self.task)

    def all_arrived(self) -> bool:
        """Whether nothing begun at the split is still open."""
        return not self.work.open_under(self.task)

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE, conditions=[all_arrived])
    def complete(self) -> None:
        """Finishes the join."""
        self.work.finish(self.task)


class EndActivation(QuietActivation):
    """Closes the process when nothing else is open."""

    @Activation.status.transition(source=STATUS.NEW)
    def activate(self) -> None:
        """Notes what the process came to, if this was the last way."""
        if not self.work.open_besides(self.task):
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


_ACTIVATIONS: Mapping[str, tuple[type[QuietActivation], str, str]] = {
    "automatic": (QuietActivation, "FUNC", "serviceTask"),
    "human": (WaitingActivation, "HUMAN", "userTask"),
    "wait": (WaitingActivation, "TIMER", "intermediateCatchEvent"),
    "split": (SplitActivation, "PARALLEL_GATEWAY", "parallelGateway"),
    "join": (JoinActivation, "PARALLEL_GATEWAY", "parallelGateway"),
    "end": (EndActivation, "END", "endEvent"),
    "terminate": (TerminateActivation, "END", "endEvent"),
}


class RunningNode(Node):
    """A Viewflow node for one node of a document: its edges are the node's targets."""

    shape: Mapping[str, Any] = {"width": 150, "height": 60, "svg": '<rect class="task" width="150" height="60"/>'}

    def __init__(self, spec: NodeSpec) -> None:
        activation, self.task_type, self.bpmn_element = _ACTIVATIONS[node_types.get(spec.type).kind]
        super().__init__(activation_class=activation)
        self.spec = spec
        self._targets: list[Target] = node_types.get(spec.type).targets(spec)
        self._ways: dict[str, Any] = {}

    def _resolve(self, instance: Any) -> None:
        self._ways = {t.outcome: this.resolve(instance, getattr(this, PREFIX + t.to)) for t in self._targets}

    def _outgoing(self) -> Iterator[Edge]:
        for target in self._targets:
            yield Edge(src=cast(Any, self), dst=self._ways[target.outcome], edge_class="next", label=target.outcome)

    def ways(self, outcome: str) -> list[Any]:
        """The node that `outcome` leads to; an outcome that is not listed takes the unlabelled way."""
        found = self._ways.get(outcome, self._ways.get(""))
        return [found] if found is not None else []

    def every_way(self) -> list[Any]:
        """All the nodes that follow."""
        return list(self._ways.values())


class BeginNode(Node):
    """The start event; it leads to the first node."""

    activation_class = BeginActivation
    task_type = "START"
    bpmn_element = "startEvent"
    shape: Mapping[str, Any] = {"width": 50, "height": 50, "svg": '<circle class="event" cx="25" cy="25" r="25"/>'}

    def __init__(self, to: str) -> None:
        super().__init__()
        self._to, self._next = to, None

    def _resolve(self, instance: Any) -> None:
        self._next = this.resolve(instance, getattr(this, self._to))

    def _outgoing(self) -> Iterator[Edge]:
        yield Edge(src=cast(Any, self), dst=cast(Any, self._next), edge_class="next")

    def ways(self, outcome: str) -> list[Any]:
        """The first node."""
        return [self._next]
