"""Reads a dataset for a plan: the columns it needs, the rows its filters let through, and where each belongs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine.datasets import Column, Dataset
from engine.language.errors import Refusal
from engine.language.rules import Scope as RuleScope
from engine.language.rules import compile_rule, names_used
from engine.language.text import both
from engine.people.actor import Scope
from reporting.groups import day, grouper, plain_key
from reporting.plan import Filter, Plan
from reporting.spec import Axis

Row = tuple[Any, ...]
Keys = tuple[str, ...]
Test = Callable[[Row], bool]


class ColumnGone(Refusal):
    """The dataset no longer has a column that the report reads."""

    message = both(
        "The data behind this report have changed; its author must look at it.",
        "報表所用的數據已更改，須由設計者檢視。",
    )


class RowReader:
    """The rows of one plan. `index` says where a column stands in a row."""

    def __init__(self, plan: Plan, dataset: Dataset, *, also: Sequence[str] = ()) -> None:
        self.plan, self.dataset = plan, dataset
        self.columns = dataset.columns  # once: a dataset may look its options up
        self.keys = _keys(plan, self.columns, dataset.version_column, also)
        self.index = {key: position for position, key in enumerate(self.keys)}
        self._tests = [self._filter(each) for each in plan.filters]
        if plan.spec.where is not None:
            self._tests.append(self._where())
        self._row_parts, self._column_parts = self._parts(plan.spec.rows), self._parts(plan.spec.columns)

    def rows(self, scope: Scope) -> Iterator[Row]:
        """The rows inside `scope` that pass every filter, streamed."""
        for row in self.dataset.rows(scope, self.keys, self.plan.hint()):
            if all(test(row) for test in self._tests):
                yield row

    def place(self, row: Row) -> tuple[Keys, Keys]:
        """The keys of the line and of the column that the row is counted in."""
        return (
            tuple(group(row[position]) for position, group in self._row_parts),
            tuple(group(row[position]) for position, group in self._column_parts),
        )

    def _parts(self, axes: tuple[Axis, ...]) -> list[tuple[int, Callable[[Any], str]]]:
        return [(self.index[axis.field], grouper(axis)) for axis in axes]

    def _filter(self, each: Filter) -> Test:
        position, first, last, wanted = self.index[each.field], each.first, each.last, each.value
        if wanted is not None:
            return lambda row: plain_key(row[position]) == wanted

        def inside(row: Row) -> bool:
            found = day(row[position])
            return found is not None and (first is None or first <= found) and (last is None or found <= last)

        return inside

    def _where(self) -> Test:
        spec, given = self.plan.spec, self.plan.given
        rule = compile_rule(spec.where, spec.signature)
        names = [name for name in names_used(spec.where) if name in self.index]
        read = [(name, self.index[name], self.columns[name]) for name in names]

        def true(row: Row) -> bool:
            values = {name: for_rules(row[position], column) for name, position, column in read}
            return rule(RuleScope({**given, **values}, today=self.plan.today)) is True

        return true


def for_rules(value: Any, column: Column) -> Any:
    """A dataset's value as the rules read it: cents become dollars, a moment its day, a person or unit its id."""
    if value is None:
        return None
    convert = _FOR_RULES.get(column.type)
    return convert(value, column) if convert else value


def _scaled(value: int, column: Column) -> Decimal:
    return Decimal(value).scaleb(-(2 if column.type == "money" else column.scale))


def _day(value: Any, column: Column) -> date | None:
    return day(value)


_FOR_RULES: Mapping[str, Callable[[Any, Column], Any]] = {
    "money": _scaled,
    "decimal": _scaled,
    "datetime": _day,
    "codes": lambda value, column: list(value),
    "user": lambda value, column: str(value),
    "unit": lambda value, column: str(value),
    "boolean": lambda value, column: bool(value),
}


def _keys(plan: Plan, columns: Mapping[str, Column], version_column: str | None, also: Sequence[str]) -> list[str]:
    spec = plan.spec
    named = [column.key for column in spec.columns_used()] + [each.field for each in plan.filters]
    if spec.where is not None:
        named += sorted(name for name in names_used(spec.where) if not name.startswith("parameters."))
    named += [version_column] if version_column else []
    named += person_keys(columns) if spec.persons else []
    if any(name not in columns for name in named):
        raise ColumnGone
    return list(dict.fromkeys([*named, *also]))


def person_keys(columns: Mapping[str, Column]) -> list[str]:
    """The columns that say which person a row is about."""
    return [column.key for column in columns.values() if column.person]
