"""HTML compiled once and filled many times: literal text, with holes that are asked for their text at each request.

Templates render once, with a mark where a hole will be; the result is cut at the marks.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from form_builder.scoring import ScoreResult

OPEN, CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
_NO_MARKS = str.maketrans({OPEN: None, CLOSE: None})


@dataclass(frozen=True)
class FileRow:
    """A file as a page lists it."""

    ref: str
    name: str
    size: int
    url: str


@dataclass(frozen=True)
class PageState:
    """What holes read beside the answers. Every set and every key is a path with row numbers (`lines.0.amount`).

    `warned` are those that have only warnings to show.
    """

    visible: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    read_only: frozenset[str] = frozenset()
    problems: Mapping[str, list[str]] = field(default_factory=dict)
    files: Mapping[str, FileRow] = field(default_factory=dict)
    scores: Mapping[str, ScoreResult] = field(default_factory=dict)
    today: date | None = None
    recommended: frozenset[str] = frozenset()
    warned: frozenset[str] = frozenset()
    offered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    earlier: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """One level of answers: `wire` as entered, `values` typed and calculated; `at` is "" or `lines.0.`"""

    wire: Mapping[str, Any]
    values: Mapping[str, Any]
    page: PageState
    at: str = ""


Hole = Callable[[State], str]
"""Answers safe HTML: whoever writes a hole escapes what it takes from the state."""

Segments = tuple[str | Hole, ...]


class Mold:
    """Hands out marks for holes while templates render, and cuts what they rendered."""

    def __init__(self) -> None:
        self._holes: list[Hole] = []

    def mark(self, hole: Hole) -> SafeString:
        """A mark for templates to print where `hole` shall stand."""
        self._holes.append(hole)
        return mark_safe(f"{OPEN}{len(self._holes) - 1}{CLOSE}")  # noqa: S308 - two private characters and a number

    def cut(self, html: str) -> Segments:
        """The rendered text as segments."""
        pieces = _MARK.split(html)
        return tuple(self._holes[int(p)] if index % 2 else p for index, p in enumerate(pieces) if index % 2 or p)


def unmarked(text: str) -> str:
    """Authored text without the two characters that marks are made of."""
    return text.translate(_NO_MARKS)


def fill(segments: Segments, state: State) -> str:
    """The HTML of one request."""
    return "".join([piece if piece.__class__ is str else piece(state) for piece in segments])  # type: ignore[operator]
