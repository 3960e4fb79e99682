"""What belongs to one branch of a for-each is read only in that branch: outside, nobody could say whose it is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.rules.ordering import names_used
from workflows.nodes.base import node_types
from workflows.nodes.each import inside
from workflows.spec import NodeSpec

SHARED = {"results", "done", "count"}


def check_names(nodes: Mapping[str, NodeSpec]) -> Iterable[Problem]:
    """A problem for each rule or assignment outside a for-each that reads what only its branches have."""
    for each in nodes.values():
        if each.type not in node_types or node_types.get(each.type).kind != "each":
            continue
        within = inside(each, nodes)
        for node in nodes.values():
            if node.key not in within:
                yield from _strangers(node, each, within)


def _strangers(node: NodeSpec, each: NodeSpec, within: set[str]) -> Iterator[Problem]:
    for pointer, name in _names(node):
        source, _, field = name.partition(".")
        if source in within or (source == each.key and field not in SHARED):
            facts = {"name": name, "each": each.key}
            yield problem("workflow.branch-name", f"{node.pointer}{pointer}", **facts)


def _names(node: NodeSpec) -> Iterator[tuple[str, str]]:
    if node.type not in node_types:
        return
    for pointer, tree, _ in node_types.get(node.type).rules(node):
        yield from ((pointer, name) for name in sorted(names_used(tree)))
    assign: Mapping[str, Any] = node.body.get("assign", {})
    if "field" in assign:
        yield "/assign/field", assign["field"]
    rows = node.body.get("over", {}).get("rows")
    if rows:
        yield "/over/rows", rows
