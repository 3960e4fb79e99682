"""From buckets to the finished grid: totals, shares, and nothing in a place that must be hidden."""

from collections.abc import Mapping
from dataclasses import dataclass

from reporting.counting import Bucket, Counts
from reporting.result import Cell, Figure, Line
from reporting.spec import Measure, ReportSpec
from reporting.suppression import TOTAL, Place, Table, hidden_places
from reporting.tallies import share


@dataclass(frozen=True)
class Shape:
    """The cells of a result. Where a report has no columns (or no rows) its totals repeat its only line."""

    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    grand: Cell
    hidden: int


def shape(spec: ReportSpec, counts: Counts, rows: tuple[Line, ...], columns: tuple[Line, ...]) -> Shape:
    """The finished grid of `rows` by `columns`."""
    grid = _Grid(spec, counts, rows, columns)
    row_range, column_range = range(len(rows)), range(len(columns))
    return Shape(
        cells=tuple(tuple(grid.cell((r, c)) for c in column_range) for r in row_range),
        row_totals=tuple(grid.cell((r, TOTAL)) for r in row_range),
        column_totals=tuple(grid.cell((TOTAL, c)) for c in column_range),
        grand=grid.cell((TOTAL, TOTAL)),
        hidden=len(grid.hidden),
    )


class _Grid:
    def __init__(self, spec: ReportSpec, counts: Counts, rows: tuple[Line, ...], columns: tuple[Line, ...]) -> None:
        self.spec = spec
        self.buckets = _buckets(counts, rows, columns)
        self.hidden = self._hidden() if spec.persons else frozenset[Place]()

    def cell(self, place: Place) -> Cell:
        """What is shown at `place`."""
        shown = self._shown_at(place)
        figures = [self._figure(shown, index, measure) for index, measure in enumerate(self.spec.measures)]
        return Cell(tuple(value for value, _ in figures), tuple(hidden for _, hidden in figures))

    def _hidden(self) -> frozenset[Place]:
        table = Table(
            counts={place: bucket.number for place, bucket in self.buckets.items()},
            persons={place: bucket.persons for place, bucket in self.buckets.items()},
            row_totals=bool(self.spec.columns),
            column_totals=bool(self.spec.rows),
        )
        return hidden_places(table)

    def _shown_at(self, place: Place) -> Place:
        """A total that is not shown is the only cell of its line."""
        row, column = place
        row = 0 if row == TOTAL and not self.spec.rows and self.buckets.get((0, TOTAL)) else row
        column = 0 if column == TOTAL and not self.spec.columns and self.buckets.get((TOTAL, 0)) else column
        return row, column

    def _figure(self, place: Place, index: int, measure: Measure) -> tuple[Figure, bool]:
        whole = self._shown_at(_whole(place, measure))
        if place in self.hidden or (measure.fn == "share" and whole in self.hidden):
            return None, True
        scale = _scale(measure)
        if measure.fn != "share":
            return self.buckets[place].made[index].finish(scale), False
        part, total = (self.buckets[each].made[index].finish(0) for each in (place, whole))
        return share(int(part or 0), int(total or 0)), False


def _whole(place: Place, measure: Measure) -> Place:
    row, column = place
    return {"all": (TOTAL, TOTAL), "row": (row, TOTAL), "column": (TOTAL, column)}[measure.within]


def _scale(measure: Measure) -> int:
    if measure.of is None:
        return 0
    return 2 if measure.of.type == "money" else measure.of.scale


def _buckets(counts: Counts, rows: tuple[Line, ...], columns: tuple[Line, ...]) -> Mapping[Place, Bucket]:
    found: dict[Place, Bucket] = {}
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            found[r, c] = counts.buckets.get((row.keys, column.keys)) or Bucket(counts.measures)
        found[r, TOTAL] = counts.total(found[r, c] for c in range(len(columns)))
    for c in range(len(columns)):
        found[TOTAL, c] = counts.total(found[r, c] for r in range(len(rows)))
    found[TOTAL, TOTAL] = counts.total(found[r, TOTAL] for r in range(len(rows)))
    return found
