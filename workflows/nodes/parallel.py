"""`split` takes all its ways at once, `join` waits until all of them have arrived (BPMN: parallel gateways)."""

from engine.language.problems import Problem, problem
from engine.language.text import both
from workflows.nodes.base import KEY, Context, NodeType, Target, node_types
from workflows.spec import NodeSpec


class SplitNode(NodeType):
    """Every way in `to` is begun. All of them must meet in one join."""

    name = "split"
    kind = "split"
    sign = "+"
    label = both("At the same time", "同時進行")
    properties = {
        "to": {"type": "array", "minItems": 2, "maxItems": 20, "uniqueItems": True, "items": KEY},
        "order": {"enum": ["parallel", "interleaved"]},
    }
    required = ("to",)

    def targets(self, node: NodeSpec) -> list[Target]:
        return [Target(str(n), "", to, f"{node.pointer}/to/{n}") for n, to in enumerate(node.body["to"])]

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        interleaved = node.body.get("order") == "interleaved"
        return [problem("workflow.interleaved", f"{node.pointer}/order")] if interleaved else []


class JoinNode(NodeType):
    """Goes on when nothing begun at its split is still open."""

    name = "join"
    kind = "join"
    sign = "+"
    label = both("When all are done", "全部完成後")
    properties = {"next": KEY}
    required = ("next",)


node_types.register("split", SplitNode())
node_types.register("join", JoinNode())
