"""Layered layout (Sugiyama): ranks from top to bottom, a place of its own for every box, bend and label.

A way that leads back is laid out as if it led forward, and drawn with its arrow at the other end. A label takes a place
in a rank like any box, so that no line and no label can lie across another label.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

from workflows.diagram.graph import Edge, Graph
from workflows.diagram.placing import place
from workflows.diagram.sizes import Size, label_size, node_size

GAP = 28
MARGIN = 16


@dataclass
class Spot:
    """One place in a rank: a node (`node`), the label of a way (`label`), or a bend of a way."""

    rank: int
    size: Size
    node: str = ""
    label: tuple[str, ...] = ()
    x: float = 0.0
    y: float = 0.0
    above: list["Spot"] = field(default_factory=list, repr=False)
    below: list["Spot"] = field(default_factory=list, repr=False)


@dataclass
class Way:
    """One edge as it is drawn: the spots it passes from top to bottom; `edge.back` has its arrow at the top."""

    edge: Edge
    spots: list[Spot]


@dataclass
class Laid:
    """A laid-out graph: every spot has its centre, the picture its size."""

    spots: list[Spot]
    ways: list[Way]
    width: float
    height: float

    def spot(self, node: str) -> Spot:
        """Where a node stands."""
        return next(spot for spot in self.spots if spot.node == node)


def lay_out(graph: Graph) -> Laid:
    """Places everything. Ways from a node to itself are left out: `draw` marks them inside the box."""
    edges = [edge for edge in graph.edges if edge.source != edge.target]
    ranks = _ranks(graph, edges)
    nodes = {key: Spot(ranks[key], node_size(node), node=key) for key, node in graph.nodes.items()}
    ways = [_way(edge, nodes) for edge in edges]
    spots = [*nodes.values(), *(spot for way in ways for spot in way.spots[1:-1])]
    place(_rows(spots))
    return _settled(spots, ways)


def _ranks(graph: Graph, edges: list[Edge]) -> Mapping[str, int]:
    """The longest way from the top to each node, doubled: the odd ranks in between hold labels and bends."""
    after: dict[str, list[str]] = {key: [] for key in graph.nodes}
    before: dict[str, int] = dict.fromkeys(graph.nodes, 0)
    for edge in edges:
        upper, lower = _ends(edge)
        after[upper].append(lower)
        before[lower] += 1
    ranks = dict.fromkeys(graph.nodes, 0)
    ready = [key for key, count in before.items() if count == 0]
    while ready:
        key = ready.pop()
        for lower in after[key]:
            ranks[lower] = max(ranks[lower], ranks[key] + 2)
            before[lower] -= 1
            if before[lower] == 0:
                ready.append(lower)
    return ranks


def _ends(edge: Edge) -> tuple[str, str]:
    return (edge.target, edge.source) if edge.back else (edge.source, edge.target)


def _way(edge: Edge, nodes: Mapping[str, Spot]) -> Way:
    top, bottom = (nodes[key] for key in _ends(edge))
    label_rank = bottom.rank - 1 if edge.back else top.rank + 1
    chain = [top]
    for rank in range(top.rank + 1, bottom.rank):
        size, lines = label_size(edge.label) if rank == label_rank and edge.label else (Size(12, 0), ())
        chain.append(Spot(rank, size, label=lines))
    chain.append(bottom)
    for upper, lower in itertools.pairwise(chain):
        upper.below.append(lower)
        lower.above.append(upper)
    return Way(edge, chain)


def _rows(spots: list[Spot]) -> list[list[Spot]]:
    rows: list[list[Spot]] = [[] for _ in range(max(spot.rank for spot in spots) + 1)]
    for spot in spots:
        rows[spot.rank].append(spot)
    return rows


def _settled(spots: list[Spot], ways: list[Way]) -> Laid:
    """Gives each rank its height, and moves everything into the picture."""
    top: float = MARGIN
    for row in _rows(spots):
        tall = max((spot.size.height for spot in row), default=0)
        for spot in row:
            spot.y = top + tall / 2
        top += tall + GAP
    left = min(spot.x - spot.size.width / 2 for spot in spots) - MARGIN
    for spot in spots:
        spot.x -= left
    width = max(spot.x + spot.size.width / 2 for spot in spots) + MARGIN
    return Laid(spots, ways, width, top - GAP + MARGIN)
