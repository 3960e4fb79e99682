"""The shape of a workflow's graph: every node reachable, an end reachable from everywhere, well-formed parallel blocks."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from engine.language.holes import NO_HOLES, Holes
from engine.language.problems import Problem, problem
from workflows.circles import check_circles, check_joins, closure
from workflows.nodes.base import Target, node_types
from workflows.spec import NodeSpec

Graph = Mapping[str, list[str]]
SPLITS = {"split", "each"}
_ENDS = {"end", "terminate"}


def check_structure(nodes: Mapping[str, NodeSpec], start: str, holes: Holes = NO_HOLES) -> list[Problem]:
    """Every structural problem. What a way that leads nowhere may have led to is not called unreachable or stuck."""
    ways = {key: node_types.get(node.type).targets(node) for key, node in nodes.items()}
    lost = [_lost(target, nodes) for targets in ways.values() for target in targets if target.to not in nodes]
    if start not in nodes:
        lost.append(problem("workflow.unknown-target", "/start", name=start, known=", ".join(nodes)))
    graph = {key: [target.to for target in targets if target.to in nodes] for key, targets in ways.items()}
    unsure = {key for key, node in nodes.items() if _is_unsure(node, ways[key], nodes, holes)}
    whole = not (lost or unsure or holes.under("/nodes", "/start"))
    if whole:
        blocks = _Blocks(nodes, graph)
        found = [*_unreachable(nodes, graph, start), *_dead_ends(nodes, graph, ()), *blocks.problems()]
        return found or [*check_joins(nodes, blocks.joined), *check_circles(nodes, graph, blocks.joined)]
    gone = holes.boundless or "/nodes" in holes.strays
    return lost if gone else [*lost, *_dead_ends(nodes, graph, unsure)]


def _is_unsure(node: NodeSpec, ways: Sequence[Target], nodes: Mapping[str, NodeSpec], holes: Holes) -> bool:
    """Whether the node may lead to more than can be told."""
    broken = holes.under(node.pointer) or node.pointer in holes.strays
    return broken or any(target.to not in nodes for target in ways)


def _lost(target: Target, nodes: Mapping[str, NodeSpec]) -> Problem:
    return problem("workflow.unknown-target", target.pointer, name=target.to, known=", ".join(nodes))


def _unreachable(nodes: Mapping[str, NodeSpec], graph: Graph, start: str) -> Iterable[Problem]:
    reached = closure([start], graph)
    return [
        problem("workflow.unreachable", node.pointer, name=node.title)
        for key, node in nodes.items()
        if key not in reached
    ]


def _dead_ends(nodes: Mapping[str, NodeSpec], graph: Graph, unsure: Collection[str]) -> Iterable[Problem]:
    backwards: dict[str, list[str]] = {key: [] for key in graph}
    for key, targets in graph.items():
        for target in targets:
            backwards[target].append(key)
    ends = [key for key, node in nodes.items() if _kind(node) in _ENDS]
    saved = closure([*ends, *unsure], backwards)
    return [
        problem("workflow.dead-end", node.pointer, name=node.title) for key, node in nodes.items() if key not in saved
    ]


class _Blocks:
    """Split/join pairs must nest: one way in (the split), one way out (the join). A terminate may leave."""

    def __init__(self, nodes: Mapping[str, NodeSpec], graph: Graph) -> None:
        self.nodes, self.graph = nodes, graph
        self.joined: dict[str, str | None] = {}
        self.inside: dict[str, set[str]] = {}

    def problems(self) -> list[Problem]:
        splits = [key for key, node in self.nodes.items() if _kind(node) in SPLITS]
        found = [
            problem("workflow.block", self.nodes[split].pointer, split=self.nodes[split].title)
            for split in splits
            if self.join_of(split, ()) is None or self._entered_from_outside(split)
        ]
        closed = set(self.joined.values())
        lonely = [key for key, node in self.nodes.items() if _kind(node) == "join" and key not in closed]
        return found + [
            problem("workflow.lonely-join", self.nodes[key].pointer, name=self.nodes[key].title) for key in lonely
        ]

    def join_of(self, split: str, around: tuple[str, ...]) -> str | None:
        """The one join at which all ways of a split meet, or None."""
        if split in around:
            return None
        if split not in self.joined:
            self.inside[split] = set()
            exits = [self._exits(branch, split, (*around, split)) for branch in self.graph[split]]
            met = set().union(*exits)
            whole = len(met) == 1 and None not in met and all(exits)
            self.joined[split] = next(iter(met)) if whole else None
        return self.joined[split]

    def _exits(self, branch: str, split: str, around: tuple[str, ...]) -> set[str | None]:
        exits: set[str | None] = set()
        waiting, seen = [branch], self.inside[split]
        mine: set[str] = set()
        while waiting:
            key = waiting.pop()
            kind = _kind(self.nodes[key])
            if kind == "join":
                exits.add(key)
            elif kind == "end":
                exits.add(None)
            elif key not in mine and kind != "terminate":
                mine.add(key)
                waiting += self._beyond(key, kind, around, exits)
        seen |= mine
        return exits or {None}

    def _beyond(self, key: str, kind: str, around: tuple[str, ...], exits: set[str | None]) -> list[str]:
        if kind not in SPLITS:
            return self.graph[key]
        inner = self.join_of(key, around)
        if inner is None:
            exits.add(None)
            return []
        return self.graph[inner]

    def _entered_from_outside(self, split: str) -> bool:
        block = self.inside[split] | {self.joined[split]}
        nested = set().union(*(self.inside[s] | {self.joined[s] or ""} for s in self.inside if s in block), set())
        allowed = block | nested | {split}
        into = self.inside[split]
        return any(target in into and key not in allowed for key, targets in self.graph.items() for target in targets)


def _kind(node: NodeSpec) -> str:
    return node_types.get(node.type).kind
