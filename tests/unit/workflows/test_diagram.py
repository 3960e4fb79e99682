"""The picture: nothing lies on anything else, ways go where they should, and the words say the same."""

import json
import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.documents import from_body
from engine.language.rules import Signature
from engine.language.text import LANGUAGES
from workflows.diagram import Edge, Graph, Node, draw, graph_of, in_words, lay_out
from workflows.diagram.layout import Laid, Spot
from workflows.diagram.placing import crossings
from workflows.kind import read_nodes
from workflows.spec import WorkflowSpec

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = [
    *(ROOT / "definitions" / "workflows").glob("*.json"),
    *(ROOT / "tests" / "scenarios").glob("*/definition.json"),
]


def picture(path: Path, language: str) -> Graph:
    import approvals.node  # noqa: F401 - registers its type of node

    document = from_body(json.loads(path.read_text(encoding="utf-8")))
    spec = WorkflowSpec(document.key, document.title, document.body["start"], read_nodes(document), Signature({}))
    return graph_of(spec, language)


def box(spot: Spot) -> tuple[float, float, float, float]:
    half, tall = spot.size.width / 2, spot.size.height / 2
    return spot.x - half, spot.y - tall, spot.x + half, spot.y + tall


def overlaps(laid: Laid) -> list[tuple[Spot, Spot]]:
    def touch(a: Spot, b: Spot) -> bool:
        left, top, right, bottom = box(a)
        x1, y1, x2, y2 = box(b)
        return left < x2 and x1 < right and top < y2 and y1 < bottom

    return [(a, b) for a, b in combinations(laid.spots, 2) if touch(a, b)]


@pytest.mark.parametrize(
    "path", DOCUMENTS, ids=lambda path: path.stem if path.stem != "definition" else path.parent.name
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_box_and_no_label_lies_on_another(path: Path, language: str) -> None:
    laid = lay_out(picture(path, language))
    assert overlaps(laid) == []
    for spot in laid.spots:
        left, top, right, bottom = box(spot)
        assert left >= 0 and top >= 0 and right <= laid.width and bottom <= laid.height


def test_the_requisition_has_no_crossing_lines() -> None:
    laid = lay_out(picture(ROOT / "definitions" / "workflows" / "purchase-requisition.json", "en"))
    rows: dict[int, list[Spot]] = {}
    for spot in sorted(laid.spots, key=lambda spot: spot.x):
        rows.setdefault(spot.rank, []).append(spot)
    assert crossings([rows[rank] for rank in sorted(rows)]) == 0


def test_ways_that_lead_back_are_known_and_named() -> None:
    graph = picture(ROOT / "definitions" / "workflows" / "purchase-requisition.json", "zh-Hant")
    assert [(e.source, e.target, e.label) for e in graph.edges if e.back] == [("approve", "request", "退回修改")]


def test_ends_are_named() -> None:
    svg = draw(picture(ROOT / "definitions" / "workflows" / "purchase-requisition.json", "en"))
    assert "Rejected" in svg and "Ordered" in svg


def test_live_states_show_by_more_than_colour() -> None:
    graph = picture(ROOT / "definitions" / "workflows" / "purchase-requisition.json", "en")
    svg = draw(graph, states={"request": "done", "approve": "now"}, taken={("request", "approve")})
    assert "is-done" in svg and "is-now" in svg and "✓" in svg and "●" in svg and "is-taken" in svg


def test_nothing_that_an_author_writes_becomes_markup() -> None:
    graph = Graph({"a": Node("a", "<script>alert(1)</script>", "human", "box"), "b": Node("b", "B", "end", "round")},
                  (Edge("a", "b", '"><img>'),))  # fmt: skip
    svg = draw(graph, title='"><b>')
    assert "<script" not in svg and "<img" not in svg and "<b>" not in svg
    ElementTree.fromstring(svg)


def test_no_inline_style_for_the_content_security_policy() -> None:
    assert "style=" not in draw(picture(DOCUMENTS[0], "en"))


def test_a_way_to_itself_is_marked() -> None:
    graph = Graph(
        {"a": Node("a", "A", "human", "box"), "b": Node("b", "B", "end", "round")}, (Edge("a", "a"), Edge("a", "b"))
    )
    assert "↻" in draw(graph)


def test_the_words_say_what_the_picture_says() -> None:
    lines = in_words(
        picture(ROOT / "definitions" / "workflows" / "purchase-requisition.json", "en"), {"approve": "now"}
    )
    approve = next(line for line in lines if line.state == "now")
    assert ("Return for changes", True) in [(label, back) for label, _, back in approve.ways]
    assert len(approve.ways) == 3


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_graph_is_laid_out_without_overlap(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 12))
    keys = [f"n{n}" for n in range(size)]
    nodes = {
        key: Node(key, data.draw(st.sampled_from(["A", "審批及簽署", "Fill in a long form here"])), "human", "box")
        for key in keys
    }
    chain = [Edge(a, b) for a, b in pairwise(keys)]
    more = data.draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=12))
    edges = [Edge(keys[a], keys[b], "label", back=b < a) for a, b in more if a != b]
    laid = lay_out(Graph(nodes, (*chain, *edges)))
    assert overlaps(laid) == []
    assert not re.search(r"nan|inf", draw(Graph(nodes, (*chain, *edges))))
