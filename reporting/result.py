"""The one object that page, chart, workbook, CSV and JSON are made of. What is hidden is not in it at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from engine.language.text import Text, say
from reporting.spec import ChartSpec, Measure

Figure = int | Decimal | None


@dataclass(frozen=True)
class Line:
    """One row or one column: the keys of its groups and what a reader calls them."""

    keys: tuple[str, ...]
    labels: tuple[Text, ...]


@dataclass(frozen=True)
class Cell:
    """A figure for each measure. A hidden one is None and marked."""

    values: tuple[Figure, ...]
    hidden: tuple[bool, ...]


@dataclass(frozen=True)
class Result:
    """A report that was run. `row_heads` and `column_heads` name the axes; either may be empty.

    `sentence` stands beside the answer; `how` says how it was made, a text a fact.
    `rows_read` is how many rows were read: for the trail, never for a reader.
    """

    key: str
    title: Text
    note: Text
    row_heads: tuple[Text, ...]
    column_heads: tuple[Text, ...]
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    measures: tuple[Measure, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    grand: Cell
    chart: ChartSpec | None
    filters: tuple[Text, ...]
    sentence: Text
    suppressed: int
    suppression: Text
    versions: tuple[int, ...]
    coverage: Text
    values: Mapping[str, str]
    ran_by: str
    ran_at: datetime
    made: Text
    rows_read: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.rows or not self.columns

    def measure_index(self, key: str) -> int:
        """Where the measure `key` stands; raises StopIteration when there is none."""
        return next(index for index, measure in enumerate(self.measures) if measure.key == key)

    def how(self) -> tuple[Text, ...]:
        """How it was made: filters, what was hidden, which versions, who and when."""
        return tuple(text for text in (*self.filters, self.suppression, self.coverage, self.made) if text)

    def find(self, row: tuple[str, ...] | None, column: tuple[str, ...] | None) -> Cell | None:
        """The cell of a row and a column (None: the total), or None when there is no such place."""
        row_index = _index(self.rows, row)
        column_index = _index(self.columns, column)
        if (row is not None and row_index is None) or (column is not None and column_index is None):
            return None
        if row_index is None:
            return self.grand if column_index is None else self.column_totals[column_index]
        return self.row_totals[row_index] if column_index is None else self.cells[row_index][column_index]

    def as_json(self, language: str) -> dict[str, Any]:
        """Plain JSON: figures exact (decimals as strings), hidden ones null."""
        return {
            "report": self.key,
            "title": say(self.title, language),
            "parameters": dict(self.values),
            "filters": [say(text, language) for text in self.filters],
            "measures": [{"key": m.key, "label": say(m.label, language), "format": m.format} for m in self.measures],
            "rows": [_line(line, language) for line in self.rows],
            "columns": [_line(line, language) for line in self.columns],
            "cells": [[self._cell(cell) for cell in row] for row in self.cells],
            "row_totals": [self._cell(cell) for cell in self.row_totals],
            "column_totals": [self._cell(cell) for cell in self.column_totals],
            "total": self._cell(self.grand),
            "suppressed": self.suppressed,
            "versions": list(self.versions),
            "how": [say(text, language) for text in self.how()],
            "ran_by": self.ran_by,
            "ran_at": self.ran_at.isoformat(),
        }

    def _cell(self, cell: Cell) -> dict[str, Any]:
        plain = (str(value) if isinstance(value, Decimal) else value for value in cell.values)
        found: dict[str, Any] = {measure.key: value for measure, value in zip(self.measures, plain, strict=True)}
        return {**found, "hidden": True} if any(cell.hidden) else found


def _index(lines: tuple[Line, ...], keys: tuple[str, ...] | None) -> int | None:
    return next((index for index, line in enumerate(lines) if line.keys == keys), None)


def _line(line: Line, language: str) -> dict[str, Any]:
    return {"keys": list(line.keys), "labels": [say(label, language) for label in line.labels]}
