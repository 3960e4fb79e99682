"""The laid-out workflow as SVG. Colours come from the style sheet, by class: done, now, ahead."""

import itertools
from collections.abc import Collection, Mapping

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from workflows.diagram.graph import Graph, Node
from workflows.diagram.layout import Laid, Spot, Way, lay_out
from workflows.diagram.sizes import BOX, LINE, wrapped

ROUND = 18
MARK = {"done": "✓", "now": "●"}


def draw(
    graph: Graph, *, states: Mapping[str, str] | None = None, taken: Collection[tuple[str, str]] = (), title: str = ""
) -> SafeString:
    """The picture. `states` says of a node's key "done" or "now"; `taken` are the ways that were gone.

    `title` is the accessible name; the words of `in_words` say the same as the picture.
    """
    laid, states = lay_out(graph), states or {}
    looped = {edge.source for edge in graph.edges if edge.source == edge.target}
    parts = [_way(way, (way.edge.source, way.edge.target) in taken) for way in laid.ways]
    parts += [_label(spot) for spot in laid.spots if spot.label]
    parts += [
        _node(graph.nodes[s.node], s, states.get(s.node, "ahead"), s.node in looped) for s in laid.spots if s.node
    ]
    return _frame(laid, "".join(parts), title)


_ARROW = (
    '<defs><marker id="arrow" class="diagram__arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9"'
    ' markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker></defs>'
)


def _frame(laid: Laid, inside: str, title: str) -> SafeString:
    width, height = round(laid.width), round(laid.height)
    return format_html(
        '<svg class="diagram" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}"'
        ' xmlns="http://www.w3.org/2000/svg">{}</svg>',
        title,
        width,
        height,
        width,
        height,
        mark_safe(_ARROW + inside),  # noqa: S308 - built below from escaped texts and numbers only
    )


def _way(way: Way, taken: bool) -> str:
    points = _points(way)
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        middle = (y1 + y2) / 2
        path += f"L{x2:.1f} {y2:.1f}" if x1 == x2 else f"C{x1:.1f} {middle:.1f} {x2:.1f} {middle:.1f} {x2:.1f} {y2:.1f}"
    classes = f"diagram__way{' is-back' if way.edge.back else ''}{' is-taken' if taken else ''}"
    arrow = "marker-start" if way.edge.back else "marker-end"
    return f'<path class="{classes}" {arrow}="url(#arrow)" d="{path}"/>'


def _points(way: Way) -> list[tuple[float, float]]:
    first, last = way.spots[0], way.spots[-1]
    points = [(_port(first, first.below, way.spots[1]), first.y + first.size.height / 2)]
    for spot in way.spots[1:-1]:
        half = spot.size.height / 2
        points += [(spot.x, spot.y - half), (spot.x, spot.y + half)]
    return [*points, (_port(last, last.above, way.spots[-2]), last.y - last.size.height / 2)]


def _port(spot: Spot, neighbours: list[Spot], neighbour: Spot) -> float:
    """Where on a node's edge a line begins: in the order of where the lines lead, so that they do not cross."""
    order = sorted(range(len(neighbours)), key=lambda index: neighbours[index].x)
    index = next(place for place, n in enumerate(order) if neighbours[n] is neighbour)
    room = min(spot.size.width - 48.0 if spot.size.width >= BOX else 20.0, 30.0 * (len(order) - 1))
    return spot.x + (room * (index / (len(order) - 1) - 0.5) if len(order) > 1 else 0)


def _label(spot: Spot) -> str:
    width, height = spot.size.width, spot.size.height
    ground = f'<rect class="diagram__ground" x="{spot.x - width / 2:.1f}" y="{spot.y - height / 2:.1f}"'
    ground += f' width="{width:.1f}" height="{height:.1f}" rx="4"/>'
    return ground + _lines(spot.label, spot.x, spot.y, "diagram__label")


def _node(node: Node, spot: Spot, state: str, loops: bool) -> str:
    lines = wrapped(node.title, BOX - 24)
    if node.shape == "box":
        words = _lines(lines, spot.x, spot.y, "diagram__title")
        shape = _box(spot) + _mark(state, spot.x - BOX / 2 + 14, spot.y - spot.size.height / 2 + 16)
    else:
        middle = spot.y - spot.size.height / 2 + ROUND + 4
        shape = _ROUND[node.shape](node, spot.x, middle) + _mark(state, spot.x, middle + 5)
        words = _lines(lines, spot.x, middle + ROUND + 6 + LINE * len(lines) / 2, "diagram__title")
    marked = _lines((node.sign,), spot.x + BOX / 2 - 14, spot.y - spot.size.height / 2 + 11, "diagram__label")
    corner = marked if node.sign and node.shape == "box" else ""
    again = _lines(("↻",), spot.x + BOX / 2 - 14, spot.y, "diagram__label") if loops else ""
    return f'<g class="diagram__node is-{state} is-{node.kind}">{shape}{words}{corner}{again}</g>'


def _box(spot: Spot) -> str:
    x, y = spot.x - spot.size.width / 2, spot.y - spot.size.height / 2
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{spot.size.width:.1f}" height="{spot.size.height:.1f}" rx="8"/>'


def _gate(node: Node, x: float, y: float) -> str:
    r = ROUND + 2
    marked = _lines((node.sign,), x, y, "diagram__sign") if node.sign else ""
    return f'<path d="M{x:.1f} {y - r:.1f}l{r} {r}l{-r} {r}l{-r} {-r}z"/>{marked}'


def _circle(node: Node, x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{ROUND}"/>'


def _stop(node: Node, x: float, y: float) -> str:
    return f'{_circle(node, x, y)}<circle class="diagram__core" cx="{x:.1f}" cy="{y:.1f}" r="{ROUND - 8}"/>'


_ROUND = {"gate": _gate, "round": _circle, "stop": _stop}


def _mark(state: str, x: float, y: float) -> str:
    sign = MARK.get(state)
    return f'<text class="diagram__mark" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{sign}</text>' if sign else ""


def _lines(lines: tuple[str, ...], x: float, y: float, css: str) -> str:
    first = y - (len(lines) - 1) * LINE / 2 + 5
    spans = (f'<tspan x="{x:.1f}" y="{first + n * LINE:.1f}">{escape(line)}</tspan>' for n, line in enumerate(lines))
    return f'<text class="{css}" text-anchor="middle">{"".join(spans)}</text>'
