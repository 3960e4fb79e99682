"""What is to be drawn: the nodes of a workflow, the ways between them, and which of them lead back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.language.text import say
from workflows.nodes.base import node_types
from workflows.spec import WorkflowSpec
from workflows.wording import outcome_words

BEGIN = " begin"


@dataclass(frozen=True)
class Node:
    """One box. `shape` is box, gate, round or stop; `kind` the kind of its node type ("begin" for the start).

    `sign` stands inside a gate.
    """

    key: str
    title: str
    kind: str
    shape: str
    sign: str = ""


@dataclass(frozen=True)
class Edge:
    """One way, with its words; `back` when it leads to a place already passed."""

    source: str
    target: str
    label: str = ""
    back: bool = False


@dataclass(frozen=True)
class Graph:
    """Nodes in the order of the document, the start event first, and the ways between them."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]


_SHAPES = {"split": "gate", "each": "gate", "join": "gate", "end": "round", "terminate": "stop", "begin": "round"}


def graph_of(spec: WorkflowSpec, language: str) -> Graph:
    """The picture of a compiled workflow in one language."""
    start = {"en": "Start", "zh-Hant": "開始"}[language]
    nodes = {BEGIN: Node(BEGIN, start, "begin", "round")}
    for key, node in spec.nodes.items():
        kind = node_types.get(node.type).kind
        shape = "gate" if node.type == "decision" else _SHAPES.get(kind, "box")
        nodes[key] = Node(key, say(node.title, language, key), kind, shape, node_types.get(node.type).sign)
    return Graph(nodes, tuple(_marked(_edges(spec, language), nodes)))


def _edges(spec: WorkflowSpec, language: str) -> list[Edge]:
    found = [Edge(BEGIN, spec.start)]
    for key, node in spec.nodes.items():
        targets = node_types.get(node.type).targets(node)
        several = len(targets) > 1
        for target in targets:
            words = outcome_words(target.label or target.outcome) if several else ""
            label = "" if target.outcome.isdigit() and not target.label else say(words, language)
            found.append(Edge(key, target.to, label))
    return found


def _marked(edges: list[Edge], nodes: Iterable[str]) -> Iterable[Edge]:
    """The same edges; those that lead to a node still being visited (depth first from the start) lead back."""
    ahead: dict[str, list[str]] = {key: [] for key in nodes}
    for edge in edges:
        ahead[edge.source].append(edge.target)
    backwards = _back_edges(ahead)
    for edge in edges:
        yield Edge(edge.source, edge.target, edge.label, (edge.source, edge.target) in backwards)


def _back_edges(ahead: Mapping[str, list[str]]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    on_path: set[str] = set()
    done: set[str] = set()
    for root in ahead:
        stack = [] if root in done else [(root, iter(ahead[root]))]
        on_path |= {root} if stack else set()
        while stack:
            key, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                on_path.discard(key)
                done.add(key)
            elif following in on_path:
                found.add((key, following))
            elif following not in done:
                on_path.add(following)
                stack.append((following, iter(ahead[following])))
    return found
