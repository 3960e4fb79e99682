"""From a compiled workflow to a Viewflow class: each node becomes a Viewflow node whose work is done in memory.

Viewflow gives the flow class, the nodes and edges, the state machine of an activation, and the tokens that joins count.
What its activations would write one by one is collected by a unit of work and written once (see `unit.py`).
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from viewflow import this
from viewflow.workflow.base import Edge, Flow, Node

from workflows.activations import (
    ActionActivation,
    BeginActivation,
    EndActivation,
    QuietActivation,
    TerminateActivation,
    WaitingActivation,
)
from workflows.gateways import EachActivation, JoinActivation, SplitActivation
from workflows.models import Process, Task
from workflows.nodes.base import Target, node_types
from workflows.spec import NodeSpec, WorkflowSpec

PREFIX = "n_"
BEGIN = "begin"


def flow_class(name: str, module: str, spec: WorkflowSpec) -> type[Flow]:
    """A Flow class called `name` for a compiled workflow."""
    nodes = {PREFIX + key: RunningNode(node) for key, node in spec.nodes.items()}
    begin = BeginNode(PREFIX + spec.start)
    heads = {"process_class": Process, "task_class": Task, "process_title": spec.key, "process_description": " "}
    return type(name, (Flow,), {"__module__": module, "spec": spec, **heads, BEGIN: begin, **nodes})


_ACTIVATIONS: Mapping[str, tuple[type[QuietActivation], str, str]] = {
    "automatic": (QuietActivation, "FUNC", "serviceTask"),
    "action": (ActionActivation, "FUNC", "serviceTask"),
    "human": (WaitingActivation, "HUMAN", "userTask"),
    "wait": (WaitingActivation, "TIMER", "intermediateCatchEvent"),
    "call": (WaitingActivation, "SUBPROCESS", "callActivity"),
    "split": (SplitActivation, "PARALLEL_GATEWAY", "parallelGateway"),
    "each": (EachActivation, "PARALLEL_GATEWAY", "parallelGateway"),
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
