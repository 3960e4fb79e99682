"""Two versions of a table side by side: which rules came, went or changed, cell by cell. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from approvals.grids.grid import Column, Row, columns_of, grid_of, place
from approvals.grids.names import Names

Verb = Literal["same", "changed", "added", "removed"]


@dataclass(frozen=True)
class Cell:
    """A cell before and after; alike when nothing changed."""

    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Line:
    """One rule in both versions."""

    verb: Verb
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def compare(before: Mapping[str, Any], after: Mapping[str, Any], names: Names, language: str) -> Comparison:
    """`before` and `after` are the bodies. Rules are followed by id; those removed come last."""
    steps = max(grid_of(body, names, language).steps for body in (before, after))
    old, new = (grid_of(body, names, language, steps) for body in (before, after))
    columns = _columns(columns_of(before, steps), columns_of(after, steps))
    stood = {row.id: row for row in old.rows}
    lines = [_line(columns, stood.get(row.id), row) for row in new.rows]
    stands = {row.id for row in new.rows}
    lines += [_line(columns, row, None) for row in old.rows if row.id not in stands]
    return Comparison(columns, tuple(lines))


def _columns(before: tuple[Column, ...], after: tuple[Column, ...]) -> tuple[Column, ...]:
    kept = {place(column) for column in after}
    return (*after, *(column for column in before if place(column) not in kept))


def _line(columns: tuple[Column, ...], before: Row | None, after: Row | None) -> Line:
    cells = tuple(Cell(_said(before, column), _said(after, column)) for column in columns)
    if before is None or after is None:
        return Line("added" if before is None else "removed", cells)
    return Line("changed" if any(cell.changed for cell in cells) else "same", cells)


def _said(row: Row | None, column: Column) -> str:
    return row.cells.get(place(column), "") if row else ""
