"""The rows behind one figure, as far as their reader may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.datasets import ROW_ID, Column, Dataset
from engine.language.text import Text, both, say
from engine.people.actor import Scope
from engine.people.clock import HONG_KONG
from reporting.groups import Names, plain_key
from reporting.plan import Plan
from reporting.rows import Keys, Row, RowReader
from reporting.sentences import NOTHING, day_words

FIGURES = {"integer", "decimal", "money"}
_YES_NO = {True: both("Yes", "是"), False: both("No", "否")}


@dataclass(frozen=True)
class BehindRow:
    """One row in words, and the page of the thing behind it (may be empty)."""

    texts: tuple[Text, ...]
    url: str


@dataclass(frozen=True)
class Behind:
    """A page of rows. `total` is how many there are in all that the reader may see."""

    heads: tuple[Text, ...]
    rows: tuple[BehindRow, ...]
    total: int
    title: Text
    filters: tuple[Text, ...]
    numbers: tuple[bool, ...]

    @property
    def columns(self) -> tuple[tuple[Text, bool], ...]:
        """Each head, and whether figures stand under it."""
        return tuple(zip(self.heads, self.numbers, strict=True))

    @property
    def lines(self) -> tuple[tuple[tuple[tuple[Text, Text, bool], ...], str], ...]:
        """Each row as cells (head, words, whether a figure), with its page."""
        return tuple((tuple(zip(self.heads, row.texts, self.numbers, strict=True)), row.url) for row in self.rows)


def behind(
    plan: Plan,
    dataset: Dataset,
    scope: Scope,
    row: Keys | None,
    column: Keys | None,
    *,
    start: int,
    limit: int,
    names: Names,
) -> Behind:
    """Rows `start` to `start + limit` of those counted at (`row`, `column`); None is the total of that side."""
    columns = _columns(plan, dataset.columns)
    reader = RowReader(plan, dataset, also=[ROW_ID, *(each.key for each in columns)])
    total, kept = 0, list[Row]()
    for found in reader.rows(scope):
        line, across = reader.place(found)
        if (row is None or row == line) and (column is None or column == across):
            if start <= total < start + limit:
                kept.append(found)
            total += 1
    writers = [_Writer(each, [found[reader.index[each.key]] for found in kept], names) for each in columns]
    rows = tuple(
        BehindRow(
            tuple(writer.write(found[reader.index[writer.column.key]]) for writer in writers),
            dataset.link(str(found[reader.index[ROW_ID]])),
        )
        for found in kept
    )
    numbers = tuple(each.type in FIGURES for each in columns)
    return Behind(tuple(each.label for each in columns), rows, total, plan.spec.title, plan.words, numbers)


def _columns(plan: Plan, known: Mapping[str, Column]) -> list[Column]:
    used = [column.key for column in plan.spec.columns_used()] + [each.field for each in plan.filters]
    found = (known[key] for key in dict.fromkeys(used) if key in known)
    return [column for column in found if not column.person]


class _Writer:
    """Writes the values of one column in words."""

    def __init__(self, column: Column, values: list[Any], names: Names) -> None:
        self.column = column
        ids = {plain_key(value) for value in values if value is not None}
        self.names = names(column.type, ids) if column.type in {"user", "unit"} and ids else {}

    def write(self, value: Any) -> Text:
        if value is None:
            return NOTHING
        if self.column.type in {"user", "unit"}:
            return self.names.get(plain_key(value), NOTHING)
        if isinstance(value, datetime):
            return _moment(value.astimezone(HONG_KONG))
        if isinstance(value, date):
            return day_words(value)
        if self.column.type == "boolean":
            return _YES_NO[bool(value)]
        return self._plain(value)

    def _plain(self, value: Any) -> Text:
        if self.column.type == "money":
            return f"HK${Decimal(value).scaleb(-2):,.2f}"
        if self.column.type == "decimal":
            return f"{Decimal(value).scaleb(-self.column.scale):,}"
        return (self.column.options or {}).get(str(value), str(value))


def _moment(moment: datetime) -> Text:
    day = day_words(moment)
    return both(f"{say(day, 'en')}, {moment:%H:%M}", f"{say(day, 'zh-Hant')} {moment:%H:%M}")
