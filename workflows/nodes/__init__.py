"""The types of nodes that ship with workflows; other apps register theirs in `node_types`."""

from workflows.nodes import action, decision, ending, form, parallel, task, wait
from workflows.nodes.base import Context, NodeType, Panel, Target, node_types
from workflows.nodes.human import HumanNode

__all__ = [
    "Context",
    "HumanNode",
    "NodeType",
    "Panel",
    "Target",
    "action",
    "decision",
    "ending",
    "form",
    "node_types",
    "parallel",
    "task",
    "wait",
]
