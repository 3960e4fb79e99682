"""What the page of a grid sent: its rows as typed, and what the pressed button wants done with them. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from approvals.grids.grid import LINK, MOST_STEPS, Column, Grid, Row, next_id, place
from approvals.grids.links import link_of, write_link
from approvals.grids.names import Names

MOST_ROWS = 1000
_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")


class Sent(Protocol):
    """A form's fields, as Django's QueryDict gives them."""

    def get(self, key: str, default: str, /) -> Any: ...
    def getlist(self, key: str, /) -> Any: ...


def rows_of(sent: Sent, columns: Sequence[Column], names: Names) -> tuple[Row, ...]:
    """The rows in the order of the page. An id that is none, or stands twice, is passed over."""
    ids = [name for name in dict.fromkeys(sent.getlist("row")) if _ID.fullmatch(name)]
    return tuple(Row(name, {place(c): _cell(sent, name, c, names) for c in columns}) for name in ids[:MOST_ROWS])


def _cell(sent: Sent, row: str, column: Column, names: Names) -> str:
    at = f"{row}.{place(column)}"
    if column.type != LINK:
        return sent.get(f"cell.{at}", "")[:500]
    roles = [role for role in sent.getlist(f"roles.{at}") if role in names.roles]
    if not roles:
        return ""
    mode, act = sent.get(f"mode.{at}", "1"), sent.get(f"act.{at}", "")
    most = min(int(mode), len(roles)) if mode.isdecimal() and int(mode) > 0 else 1
    link = link_of(roles, everybody=mode == "all", at_least=most)
    return write_link({**link, "act": act if act in names.acts else "approve"}, names, "en")


def steps_of(sent: Sent) -> int:
    """How many steps of a chain the page showed."""
    steps = sent.get("steps", "")
    return min(MOST_STEPS, int(steps)) if steps.isdecimal() else 0


def changed(grid: Grid, do: str) -> Grid:
    """The grid after the button `do`: a row added, removed, copied or moved, a step more. Any other leaves it."""
    what, _, row = do.partition(":")
    return _BUTTONS[what](grid, row) if what in _BUTTONS else grid


def _add(grid: Grid, _row: str) -> Grid:
    empty = Row(next_id([row.id for row in grid.rows]), {})
    return replace(grid, rows=(*grid.rows, empty))


def _copy(grid: Grid, row: str) -> Grid:
    at = _at(grid, row)
    if at is None:
        return grid
    copied = Row(next_id([one.id for one in grid.rows]), grid.rows[at].cells)
    return replace(grid, rows=(*grid.rows[: at + 1], copied, *grid.rows[at + 1 :]))


def _remove(grid: Grid, row: str) -> Grid:
    return replace(grid, rows=tuple(one for one in grid.rows if one.id != row))


def _up(grid: Grid, row: str) -> Grid:
    return _moved(grid, _at(grid, row), -1)


def _down(grid: Grid, row: str) -> Grid:
    return _moved(grid, _at(grid, row), 1)


def _moved(grid: Grid, at: int | None, by: int) -> Grid:
    if at is None or not 0 <= at + by < len(grid.rows):
        return grid
    rows = list(grid.rows)
    rows.insert(at + by, rows.pop(at))
    return replace(grid, rows=tuple(rows))


def _step(grid: Grid, _row: str) -> Grid:
    if not 0 < grid.steps < MOST_STEPS:
        return grid
    return replace(grid, columns=(*grid.columns, Column(str(grid.steps + 1), LINK, "", False)))


def _at(grid: Grid, row: str) -> int | None:
    return next((number for number, one in enumerate(grid.rows) if one.id == row), None)


_BUTTONS: Mapping[str, Callable[[Grid, str], Grid]] = {
    "add": _add, "copy": _copy, "remove": _remove, "up": _up, "down": _down, "step": _step,
}  # fmt: skip
