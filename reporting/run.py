"""Runs a plan: rows of one scope only, counted once, small counts hidden, told in words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from engine.datasets import Column, Dataset
from engine.language.errors import Refusal
from engine.language.text import LANGUAGES, Text, both, say
from engine.people.actor import Actor, Scope
from engine.people.clock import HONG_KONG
from reporting.counting import Counts, count
from reporting.groups import EVERYTHING, Names, lines
from reporting.plan import Plan
from reporting.result import Cell, Line, Result
from reporting.rows import ColumnGone, RowReader
from reporting.sentences import answer_words, figure, hidden_words, made_words, version_words
from reporting.shaping import Shape, shape
from reporting.spec import ReportSpec

MAX_CELLS = 20_000


class TooLarge(Refusal):
    """The report has more cells than anybody could read."""

    status = 422
    message = both(
        "This report has too many rows and columns to read. Choose a shorter period, or count by longer ones.",
        "報表的行列太多，難以閱讀。請縮短時段，或改用較長的統計單位。",
    )


def run(plan: Plan, *, dataset: Dataset, scope: Scope, by: Actor, at: datetime, names: Names) -> Result:
    """The result of `plan` over the rows of `dataset` inside `scope`, and nothing else.

    `names` names users and units. Raises ColumnGone when the dataset lost a column, TooLarge for an unreadable grid.
    """
    plan = _protecting(plan, dataset)
    spec = plan.spec
    reader = RowReader(plan, dataset)
    counts = count(reader, reader.rows(scope))
    row_lines, column_lines = _lines(spec, counts, reader.columns, names)
    shaped = shape(spec, counts, row_lines, column_lines)
    row_lines, shaped = _sorted(spec, row_lines, shaped)
    versions = tuple(sorted(counts.versions))
    return Result(
        key=spec.key,
        title=spec.title,
        note=spec.note,
        row_heads=tuple(axis.label for axis in spec.rows),
        column_heads=tuple(axis.label for axis in spec.columns),
        rows=row_lines,
        columns=column_lines,
        measures=spec.measures,
        cells=shaped.cells,
        row_totals=shaped.row_totals,
        column_totals=shaped.column_totals,
        grand=shaped.grand,
        chart=spec.chart,
        filters=plan.words,
        sentence=answer_words(spec.measures[0], dataset.title, plan.words, _top(spec, row_lines, shaped)),
        suppressed=shaped.hidden,
        suppression=hidden_words(shaped.hidden),
        versions=versions,
        coverage=version_words(versions),
        values=plan.values,
        ran_by=by.label,
        ran_at=at,
        made=made_words(_who(by, names), at.astimezone(HONG_KONG)),
        rows_read=sum(bucket.number for bucket in counts.buckets.values()),
    )


def _who(by: Actor, names: Names) -> Text:
    return names("user", [str(by.user_id)]).get(str(by.user_id), by.label) if by.user_id else by.label


def _protecting(plan: Plan, dataset: Dataset) -> Plan:
    """The plan with suppression on when the rows came to be about persons after the report was published."""
    if plan.spec.persons or not dataset.persons:
        return plan
    if any(measure.fn in {"min", "max"} for measure in plan.spec.measures):
        raise ColumnGone
    return replace(plan, spec=replace(plan.spec, persons=True))


def _lines(
    spec: ReportSpec, counts: Counts, known: Mapping[str, Column], names: Names
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    rows = {row for row, _ in counts.buckets}
    columns = {column for _, column in counts.buckets}
    if len(rows) * len(columns) > MAX_CELLS:
        raise TooLarge
    found = (
        lines(spec.rows, rows, known, names) if spec.rows else _only(rows),
        lines(spec.columns, columns, known, names) if spec.columns else _only(columns),
    )
    if len(found[0]) * len(found[1]) > MAX_CELLS:
        raise TooLarge
    return found


def _only(seen: set[tuple[str, ...]]) -> tuple[Line, ...]:
    return (Line((), (EVERYTHING,)),) if seen else ()


def _sorted(spec: ReportSpec, rows: tuple[Line, ...], shaped: Shape) -> tuple[tuple[Line, ...], Shape]:
    """Rows by what a reader can see of their totals: hidden ones stay last, in natural order, or they would be told."""
    if spec.sort is None:
        return rows, shaped
    index = next(i for i, measure in enumerate(spec.measures) if measure.key == spec.sort.by)
    totals = [cell.values[index] for cell in shaped.row_totals]
    sign = -1 if spec.sort.descending else 1
    order = sorted(range(len(rows)), key=lambda r: (totals[r] is None, sign * (totals[r] or 0), r))
    moved = Shape(
        cells=tuple(shaped.cells[r] for r in order),
        row_totals=tuple(shaped.row_totals[r] for r in order),
        column_totals=shaped.column_totals,
        grand=shaped.grand,
        hidden=shaped.hidden,
    )
    return tuple(rows[r] for r in order), moved


def _top(spec: ReportSpec, rows: tuple[Line, ...], shaped: Shape) -> tuple[Text, str, str] | None:
    """The row with the most, when there is one alone and every row may be seen."""
    seen = [_first(cell) for cell in shaped.row_totals]
    shown = [value for value in seen if value is not None]
    if len(rows) < 2 or len(shown) < len(seen) or shown.count(max(shown)) > 1 or max(shown) <= 0:
        return None
    best = seen.index(max(shown))
    name = {language: _joined(rows[best], language) for language in LANGUAGES}
    measure = spec.measures[0]
    return name, figure(seen[best], measure, "en"), figure(seen[best], measure, "zh-Hant")


def _first(cell: Cell) -> int | Decimal | None:
    return cell.values[0]


def _joined(line: Line, language: str) -> str:
    return " · ".join(say(label, language) for label in line.labels)
