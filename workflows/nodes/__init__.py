"""The types of nodes that ship with workflows; other apps register theirs in `node_types`."""

from workflows.nodes import action, call, decision, each, ending, form, inclusive, parallel, partial_join, task, wait
from workflows.nodes.base import Context, NodeType, Panel, Target, node_types
from workflows.nodes.human import HumanNode

__all__ = [
    "Context",
    "HumanNode",
    "NodeType",
    "Panel",
    "Target",
    "action",
    "call",
    "decision",
    "each",
    "ending",
    "form",
    "inclusive",
    "node_types",
    "parallel",
    "partial_join",
    "task",
    "wait",
]
