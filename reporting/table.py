"""A result laid out as one flat table: what page, workbook and CSV all draw."""

from dataclasses import dataclass

from engine.language.text import both, say
from reporting.result import Cell, Figure, Line, Result
from reporting.sentences import HIDDEN, figure
from reporting.spec import Measure

TOTAL = both("Total", "總計")


@dataclass(frozen=True)
class Place:
    """One figure in the table, with the keys of its line and column (None: the total) for the way to its rows."""

    value: Figure
    hidden: bool
    measure: Measure
    row: tuple[str, ...] | None
    column: tuple[str, ...] | None
    is_total: bool = False

    def written(self, language: str) -> str:
        """As a reader sees it."""
        return HIDDEN if self.hidden else figure(self.value, self.measure, language)


@dataclass(frozen=True)
class TableRow:
    """The names of one line, and its figures."""

    labels: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Table:
    """`heads` name the line; `groups` are the columns with how many figures each spans; `measures` name the figures."""

    heads: tuple[str, ...]
    groups: tuple[tuple[str, int], ...]
    measures: tuple[str, ...]
    rows: tuple[TableRow, ...]
    total: TableRow | None

    @property
    def is_deep(self) -> bool:
        """Whether each column holds several figures, so that its head needs a second line."""
        return any(span > 1 for _, span in self.groups)


def table(result: Result, language: str) -> Table:
    """The table of `result` with its words in `language`."""
    heads = tuple(say(head, language) for head in result.row_heads) or ("",)
    columns = [*result.columns, None] if result.column_heads else list(result.columns)
    groups = tuple((_label(column, language), len(result.measures)) for column in columns)
    measures = tuple(say(measure.label, language) for _ in columns for measure in result.measures)
    rows = tuple(_row(result, index, line, language) for index, line in enumerate(result.rows))
    return Table(heads, groups if result.column_heads else (), measures, rows, _total(result, len(heads), language))


def _row(result: Result, index: int, line: Line, language: str) -> TableRow:
    cells = list(zip(result.cells[index], result.columns, strict=True))
    places = [place for cell, column in cells for place in _places(result, cell, line.keys, column.keys)]
    if result.column_heads:
        places += _places(result, result.row_totals[index], line.keys, None)
    return TableRow(tuple(say(label, language) for label in line.labels), tuple(places))


def _total(result: Result, width: int, language: str) -> TableRow | None:
    if not result.row_heads or result.is_empty:
        return None
    cells = list(zip(result.column_totals, result.columns, strict=True))
    places = [place for cell, column in cells for place in _places(result, cell, None, column.keys)]
    if result.column_heads:
        places += _places(result, result.grand, None, None)
    return TableRow((say(TOTAL, language), *[""] * (width - 1)), tuple(places))


def _places(
    result: Result, cell: Cell, row: tuple[str, ...] | None, column: tuple[str, ...] | None
) -> tuple[Place, ...]:
    return tuple(
        Place(value, hidden, measure, row, column, row is None or column is None)
        for value, hidden, measure in zip(cell.values, cell.hidden, result.measures, strict=True)
    )


def _label(line: Line | None, language: str) -> str:
    return say(TOTAL, language) if line is None else " · ".join(say(label, language) for label in line.labels)
