"""What well-formed blocks still need so that every process reaches its end: joins that can be met, circles that pause.

A circle that no person, no time and nothing from outside interrupts could go round for ever within one step.
"""

from collections.abc import Iterable, Mapping

from engine.language.problems import Problem, problem
from workflows.nodes.base import node_types
from workflows.spec import NodeSpec

Nodes = Mapping[str, NodeSpec]
Graph = Mapping[str, list[str]]
Joined = Mapping[str, str | None]
DEEPEST = 8


def check_joins(nodes: Nodes, joined: Joined) -> Iterable[Problem]:
    """What is wrong with the pairs of splits and joins: numbers that cannot be met, a for-each that another join closes."""
    for split, join in joined.items():
        yield from _pair(nodes[split], nodes[str(join)]) if join else ()
    for split in joined:
        if _depth(split, nodes, joined) > DEEPEST:
            yield problem("workflow.too-deep", nodes[split].pointer, name=split, most=DEEPEST)


def _pair(split: NodeSpec, join: NodeSpec) -> Iterable[Problem]:
    each = node_types.get(split.type).kind == "each"
    needs = join.body.get("needs")
    if each and (needs is not None or split.body["join"] != join.key):
        yield problem("workflow.each-join", f"{split.pointer}/join", name=join.key)
    elif each and split.body["to"] == join.key:
        yield problem("workflow.each-empty", f"{split.pointer}/to")
    elif needs is not None and needs > len(node_types.get(split.type).targets(split)):
        yield problem("workflow.too-many-needed", f"{join.pointer}/needs", needs=needs, split=split.key)


def _depth(split: str, nodes: Nodes, joined: Joined) -> int:
    """How many blocks stand around a split, itself included."""
    graph = {key: [t.to for t in node_types.get(node.type).targets(node)] for key, node in nodes.items()}
    return sum(1 for other, join in joined.items() if split in _between(other, str(join), graph))


def _between(split: str, join: str, graph: Graph) -> set[str]:
    reached, waiting = {split}, list(graph[split])
    while waiting:
        key = waiting.pop()
        if key != join and key not in reached and key in graph:
            reached.add(key)
            waiting += graph[key]
    return reached


def check_circles(nodes: Nodes, graph: Graph, joined: Joined) -> Iterable[Problem]:
    """A problem for each circle on which nothing pauses, at its first node."""
    moving = _moving(nodes, graph, joined)
    told: set[str] = set()
    for key in nodes:
        if key in moving and key not in told:
            circle = closure(moving[key], moving)
            if key in circle:
                told |= circle
                yield problem("workflow.endless-circle", nodes[key].pointer, name=key)


def _moving(nodes: Nodes, graph: Graph, joined: Joined) -> dict[str, list[str]]:
    """The graph without what pauses: nodes at which something must happen first, and blocks that wait for such nodes."""
    moving = {key: ways for key, ways in graph.items() if not node_types.get(nodes[key].type).pauses(nodes[key])}
    while pausing := [s for s, join in joined.items() if s in moving and join and _pauses(s, join, nodes, moving)]:
        for split in pausing:
            del moving[split]
    return moving


def _pauses(split: str, join: str, nodes: Nodes, moving: Graph) -> bool:
    """Whether fewer of a block's ways than its join needs could arrive without a pause."""
    ways = moving[split]
    through = sum(1 for way in ways if way == join or join in closure([way], moving))
    kind = node_types.get(nodes[split].type)
    all_begin = kind.kind == "split" and kind.begins_all
    needs = nodes[join].body.get("needs", len(ways)) if all_begin else 1
    return through < needs


def closure(roots: Iterable[str], moving: Graph) -> set[str]:
    """Everything that can be reached from `roots`, themselves included."""
    reached: set[str] = set()
    waiting = list(roots)
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += moving.get(key, ())
    return reached
