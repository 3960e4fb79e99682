"""How large a text is, without a browser: close enough to choose where lines break and how wide a box is."""

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflows.diagram.graph import Node

WIDE, NARROW = 14.5, 7.6
LINE = 19
BOX = 168
LABEL = 132


@dataclass(frozen=True)
class Size:
    width: float
    height: float


def text_width(text: str) -> float:
    """The width of a text of 14 px, on the safe side."""
    return sum(WIDE if unicodedata.east_asian_width(c) in "WF" else NARROW for c in text)


def wrapped(text: str, width: float, most: int = 3) -> tuple[str, ...]:
    """The text in at most `most` lines; what does not fit ends in an ellipsis."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and text_width(lines[-1] + piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    lines = [line.rstrip() for line in lines]
    return tuple(lines) if len(lines) <= most else (*lines[: most - 1], lines[most - 1][:-1] + "…")


def _pieces(text: str) -> list[str]:
    """Words with the space after them; each Chinese character is a word."""
    pieces: list[str] = []
    for char in text:
        wide = unicodedata.east_asian_width(char) in "WF"
        if pieces and not wide and not pieces[-1].endswith(" ") and not _ends_wide(pieces[-1]):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _ends_wide(piece: str) -> bool:
    return unicodedata.east_asian_width(piece[-1]) in "WF"


def node_size(node: "Node") -> Size:
    """How much room a node takes; the words of a gate or an end stand beside or under it."""
    lines = wrapped(node.title, BOX - 24)
    if node.shape == "box":
        return Size(BOX, 34 + LINE * len(lines))
    return Size(max(64.0, *(text_width(line) + 8 for line in lines)), 46 + LINE * len(lines))


def label_size(text: str) -> tuple[Size, tuple[str, ...]]:
    """The room of a label, and its lines."""
    lines = wrapped(text, LABEL, most=2)
    return Size(max(text_width(line) for line in lines) + 12, LINE * len(lines) + 4), lines
