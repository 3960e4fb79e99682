"""`end` closes a way, `terminate` closes the process at once (BPMN: end and terminate end events)."""

from engine.language.text import both
from workflows.nodes.base import NodeType, node_types

OUTCOME = {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "maxLength": 60}


class EndNode(NodeType):
    """The process is finished when no other way is still open; `outcome` is what it then came to."""

    name = "end"
    kind = "end"
    label = both("End", "完結")
    properties = {"outcome": OUTCOME}
    required = ("outcome",)


class TerminateNode(EndNode):
    """Cancels whatever is still open: the way to reject inside parallel ways."""

    name = "terminate"
    kind = "terminate"
    label = both("Terminate", "終止")


node_types.register("end", EndNode())
node_types.register("terminate", TerminateNode())
