"""What the compiler makes of one report document: frozen, typed, complete. Pure Python."""

from dataclasses import dataclass
from typing import Any

from engine.datasets import Column, Description
from engine.language.rules import Signature
from engine.language.text import Text

PERIOD_TYPES = ("financial_year", "quarter")


@dataclass(frozen=True)
class Axis:
    """One field that rows or columns are counted by; `by` says which periods days fall into."""

    field: str
    by: str | None
    label: Text
    column: Column


@dataclass(frozen=True)
class Measure:
    """One figure in each cell. `of` is the column it is made of; `within` is what a share is a share of."""

    key: str
    label: Text
    fn: str
    of: Column | None
    format: str
    within: str = "all"


@dataclass(frozen=True)
class Parameter:
    """What a reader may choose. `field` is the column it narrows; without one only `where` may read it."""

    key: str
    type: str
    label: Text
    field: Column | None
    default: str


@dataclass(frozen=True)
class ChartSpec:
    """A figure: `type` is bar, line or stacked, `y` the measure that is drawn."""

    type: str
    y: str


@dataclass(frozen=True)
class Sort:
    """The order of rows: by a measure's total. Without one rows stand in their natural order."""

    by: str
    descending: bool


@dataclass(frozen=True)
class ReportSpec:
    """A whole report. `persons`: small counts are suppressed. `signature` is what `where` may read."""

    key: str
    title: Text
    note: Text
    dataset: Description
    parameters: tuple[Parameter, ...]
    where: Any
    signature: Signature
    rows: tuple[Axis, ...]
    columns: tuple[Axis, ...]
    measures: tuple[Measure, ...]
    chart: ChartSpec | None = None
    sort: Sort | None = None
    persons: bool = False

    def axes(self) -> tuple[Axis, ...]:
        return self.rows + self.columns

    def columns_used(self) -> tuple[Column, ...]:
        """The dataset's columns that axes and measures read, each once, in order."""
        named = [axis.column for axis in self.axes()] + [m.of for m in self.measures if m.of]
        return tuple({column.key: column for column in named}.values())
