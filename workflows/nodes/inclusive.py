"""`inclusive`: every way whose condition holds is begun, or the default when none does (BPMN: inclusive gateway)."""

from typing import Any

from engine.language.text import both
from workflows.nodes.base import node_types
from workflows.nodes.decision import DEFAULT, DecisionNode
from workflows.spec import NodeSpec


class InclusiveNode(DecisionNode):
    """All its ways must meet in one join, which waits for exactly those that were begun."""

    name = "inclusive"
    kind = "split"
    sign = "○"
    begins_all = False
    takes_first = False
    label = both("Whichever apply", "按情況進行")

    def route(self, node: NodeSpec, run: Any) -> str:
        return ""

    def chosen(self, node: NodeSpec, run: Any) -> list[str]:
        scope = run.scope()
        holding = [way["id"] for n, way in enumerate(node.body["ways"]) if node.rules[f"/ways/{n}/when"](scope) is True]
        return holding or [DEFAULT]


node_types.register("inclusive", InclusiveNode())
