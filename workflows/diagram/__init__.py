"""A workflow as a picture: our own layered layout and SVG, with a list in words that says the same."""

from workflows.diagram.drawing import draw
from workflows.diagram.graph import Edge, Graph, Node, graph_of
from workflows.diagram.layout import Laid, lay_out
from workflows.diagram.words import in_words

__all__ = ["Edge", "Graph", "Laid", "Node", "draw", "graph_of", "in_words", "lay_out"]
