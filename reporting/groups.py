"""From a value to the group it is counted in, and from groups to ordered lines with names."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from engine.datasets import Column
from engine.language.text import LANGUAGES, Text, both, say
from engine.people.clock import day_of
from reporting.periods import Period, between, period_of
from reporting.result import Line
from reporting.spec import Axis

NONE_KEY = ""
NOT_GIVEN = both("Not given", "未填")
EVERYTHING = both("All", "全部")
_YES_NO = {"true": both("Yes", "是"), "false": both("No", "否")}
Names = Callable[[str, Iterable[str]], Mapping[str, Text]]
"""(column type, ids) -> names of users or units."""


def day(value: Any) -> date | None:
    """The day a date or moment falls on in Hong Kong."""
    return day_of(value) if isinstance(value, datetime) else value


def grouper(axis: Axis) -> Callable[[Any], str]:
    """The function from a value of the axis's column to the key of its group; None is the empty key."""
    if axis.by:
        return _period_grouper(axis.by)
    return plain_key


def plain_key(value: Any) -> str:
    """The key of a value that is not a day."""
    if value is None:
        return NONE_KEY
    return str(value).lower() if isinstance(value, bool) else str(value)


def lines(
    axes: tuple[Axis, ...], seen: Iterable[tuple[str, ...]], columns: Mapping[str, Column], names: Names
) -> tuple[Line, ...]:
    """The groups seen, in natural order, with names. Periods between the first and last seen are filled in."""
    keys = set(seen)
    if len(axes) == 1 and axes[0].by:
        keys |= {(period.key,) for period in _span(axes[0].by, keys)}
    used = [
        _AxisNames(axis, columns.get(axis.field, axis.column), {key[i] for key in keys}, names)
        for i, axis in enumerate(axes)
    ]
    ordered = sorted(keys, key=lambda key: tuple(each.rank(part) for each, part in zip(used, key, strict=True)))
    return tuple(Line(key, tuple(each.label(part) for each, part in zip(used, key, strict=True))) for key in ordered)


def _period_grouper(by: str) -> Callable[[Any], str]:
    known: dict[date, str] = {}

    def key(value: Any) -> str:
        found = day(value)
        if found is None:
            return NONE_KEY
        if found not in known:
            known[found] = period_of(by, found).key
        return known[found]

    return key


def _span(by: str, keys: set[tuple[str, ...]]) -> Iterable[Period]:
    firsts = sorted(date.fromisoformat(key) for (key,) in keys if key)
    return between(period_of(by, firsts[0]), period_of(by, firsts[-1])) if firsts else ()


class _AxisNames:
    """Names and ranks of one axis's groups."""

    def __init__(self, axis: Axis, column: Column, keys: set[str], names: Names) -> None:
        self.by, self.column = axis.by, column
        self.order = {key: index for index, key in enumerate(column.options or _YES_NO)}
        self.names = names(column.type, keys - {NONE_KEY}) if column.type in {"user", "unit"} else {}

    def label(self, key: str) -> Text:
        if key == NONE_KEY:
            return NOT_GIVEN
        if self.by:
            return period_of(self.by, date.fromisoformat(key)).label
        if self.column.type == "boolean":
            return _YES_NO[key]
        return self.names.get(key) or (self.column.options or {}).get(key, key)

    def rank(self, key: str) -> tuple[Any, ...]:
        if key == NONE_KEY:
            return (1, 0, "")
        if self.column.type == "integer":
            return (0, int(key), "")
        text = key if self.by else "".join(say(self.label(key), language) for language in LANGUAGES)
        return (0, self.order.get(key, len(self.order)), text)
