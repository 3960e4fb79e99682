"""A grid as its page shows it: boxes to type in, the people of a step to tick. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from approvals.grids.cells import WrongCell
from approvals.grids.grid import LINK, Column, Grid, Row, place
from approvals.grids.links import DEFAULT_ACT, read_link, write_link
from approvals.grids.names import Names
from approvals.grids.proving import Finding
from approvals.grids.words import head
from engine.language.text import Text, say


@dataclass(frozen=True)
class Tick:
    """One choice: its code, its words, whether it is chosen."""

    code: str
    label: str
    on: bool


@dataclass(frozen=True)
class Box:
    """One cell. A step of a chain has `roles`, `modes` and `acts` to choose from; any other is typed."""

    at: str
    label: str
    text: str
    wrong: Text | None
    is_step: bool = False
    roles: tuple[Tick, ...] = ()
    modes: tuple[Tick, ...] = ()
    acts: tuple[Tick, ...] = ()


@dataclass(frozen=True)
class Line:
    """One row of the page, with what is wrong with it as a whole."""

    id: str
    number: int
    boxes: tuple[Box, ...]
    findings: tuple[Finding, ...]


MODES = {"1": ("any one of them", "其中一位"), "2": ("two of them", "其中兩位"), "3": ("three of them", "其中三位")}
ALL = ("all of them", "全部")


def lines(
    grid: Grid,
    wrong: Mapping[tuple[int, str], Text],
    found: Sequence[Finding],
    names: Names,
    language: str,
) -> Iterator[Line]:
    """The rows with their boxes. `wrong` are cells that cannot be read, `found` the problems of whole rows."""
    for number, row in enumerate(grid.rows):
        boxes = tuple(_box(row, column, wrong.get((number, place(column))), names, language) for column in grid.columns)
        at_row = tuple(one for one in found if one.row == number + 1)
        yield Line(row.id, number + 1, boxes, at_row)


def heads(grid: Grid, language: str) -> list[str]:
    """The headings in the reader's language."""
    return [head(column, language) for column in grid.columns]


def _box(row: Row, column: Column, wrong: Text | None, names: Names, language: str) -> Box:
    at, text = f"{row.id}.{place(column)}", row.cells.get(place(column), "")
    if column.type != LINK:
        return Box(at, head(column, language), text, wrong)
    link = _link(text, names)
    chosen = [link["role"]] if "role" in link else [*link.get("any", ()), *link.get("all", ())]
    roles = [*chosen, *(code for code in names.roles if code not in chosen)]
    mode = "all" if "all" in link else str(link.get("at_least", 1))
    return Box(
        at, head(column, language), write_link(link, names, language) if link else "", wrong, True,
        roles=tuple(Tick(code, names.role(code, language), code in chosen) for code in roles),
        modes=tuple(_modes(mode, language)),
        acts=tuple(Tick(code, names.act(code, language), code == link.get("act", DEFAULT_ACT)) for code in names.acts),
    )  # fmt: skip


def _link(text: str, names: Names) -> dict[str, Any]:
    try:
        return dict(read_link(text, names) or {})
    except WrongCell:
        return {}


def _modes(chosen: str, language: str) -> Iterator[Tick]:
    for code, (en, zh) in {**MODES, "all": ALL}.items():
        yield Tick(code, say({"en": en, "zh-Hant": zh}, language), code == chosen)
