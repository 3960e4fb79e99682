"""The picture in words, for those who do not see it: each node, where it leads, how far things are."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.diagram.graph import BEGIN, Graph


@dataclass(frozen=True)
class Line:
    """One node in words: its title, its state ("done", "now", "ahead"), and its ways (label, title, leads back)."""

    title: str
    state: str
    ways: tuple[tuple[str, str, bool], ...]


def in_words(graph: Graph, states: Mapping[str, str] | None = None) -> list[Line]:
    """The nodes in the order of the document; the start event is left out."""
    states = states or {}
    return [
        Line(
            node.title,
            states.get(key, "ahead"),
            tuple((e.label, graph.nodes[e.target].title, e.back) for e in graph.edges if e.source == key),
        )
        for key, node in graph.nodes.items()
        if key != BEGIN
    ]
