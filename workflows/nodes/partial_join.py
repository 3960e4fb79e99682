"""`partial_join`: goes on as soon as so many ways have arrived (BPMN: complex gateway; a discriminator when it is one)."""

from typing import TYPE_CHECKING, Any

from engine.language.text import Text, both, say
from workflows.nodes.base import KEY, NodeType, node_types
from workflows.spec import NodeSpec, WorkflowSpec

if TYPE_CHECKING:
    from workflows.models import Task

ARRIVED = "arrived"


class PartialJoinNode(NodeType):
    """`rest` says what becomes of the ways still open: cancelled, or they go on for themselves and end here.

    When fewer ways were begun than it `needs`, it goes on with all of them.
    """

    name = "partial_join"
    kind = "join"
    sign = "✱"
    label = both("When enough are done", "足夠數目完成後")
    properties = {
        "needs": {"type": "integer", "minimum": 1, "maximum": 20},
        "rest": {"enum": ["cancel", "continue"]},
        "next": KEY,
    }
    required = ("needs", "rest", "next")

    def describe(self, node: NodeSpec, spec: WorkflowSpec) -> Text:
        title, needs = node.title, node.body["needs"]
        return both(
            f"{say(title, 'en')}: goes on when {needs} have arrived",
            f"{say(title, 'zh-Hant')}：{needs} 條路徑完成後繼續",
        )

    def arrived(self, node: NodeSpec, task: "Task", work: Any) -> None:
        task.data = {**task.data, ARRIVED: task.data.get(ARRIVED, 0) + 1}
        work.touch(task)

    def is_enough(self, node: NodeSpec, task: "Task") -> bool:
        return task.data.get(ARRIVED, 0) >= node.body["needs"]


node_types.register("partial_join", PartialJoinNode())
