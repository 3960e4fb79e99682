"""Reads the parts of a report document against its dataset's columns, and collects every problem on the way."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.datasets import Column, Description
from engine.language.documents import Document
from engine.language.pointers import join
from engine.language.problems import Problem, problem
from engine.language.rules import FieldType, Signature, names_used
from engine.language.text import Text, both
from reporting.periods import parse_period
from reporting.spec import PERIOD_TYPES, Axis, ChartSpec, Measure, Parameter, Sort

DAYS = frozenset({"date", "datetime"})
NUMBERS = frozenset({"integer", "money", "decimal"})
GROUPABLE = frozenset({"text", "choice", "integer", "boolean", "user", "unit"}) | DAYS
_RULE_TYPES = {"choice": "text", "datetime": "date", "user": "text", "unit": "text"}
MEASURE_WORDS: Mapping[str, Text] = {
    "count": both("Number", "數目"),
    "share": both("Share", "佔比"),
    "sum": both("Total", "總計"),
    "mean": both("Average", "平均"),
    "median": both("Median", "中位數"),
    "min": both("Lowest", "最低"),
    "max": both("Highest", "最高"),
    "count_distinct": both("Different", "不同數目"),
}
PARAMETER_WORDS: Mapping[str, Text] = {
    "financial_year": both("Financial year", "財政年度"),
    "quarter": both("Quarter", "季度"),
    "date": both("Since", "由"),
    "unit": both("Centre", "中心"),
}


def signature_of(found: Description, parameters: tuple[Parameter, ...]) -> Signature:
    """What `where` may read: the dataset's columns and `parameters.<key>` (a period has `.from` and `.to`)."""
    fields = {key: field_type(column) for key, column in found.columns.items()}
    for each in parameters:
        name = f"parameters.{each.key}"
        if each.type in PERIOD_TYPES:
            fields |= {f"{name}.from": FieldType("date"), f"{name}.to": FieldType("date")}
        else:
            fields[name] = FieldType("date" if each.type == "date" else "text", label=each.label)
    return Signature(fields)


def field_type(column: Column) -> FieldType:
    """A column as the rules see it: a moment is its day in Hong Kong, a person or unit its id."""
    kind = _RULE_TYPES.get(column.type, column.type)
    return FieldType(kind, scale=column.scale, label=column.label, options=column.options)


class Reader:
    """Reads one body; `problems` fills as it goes."""

    def __init__(self, document: Document, found: Description) -> None:
        body = document.body
        self.body, self.found, self.holes = body, found, document.holes
        self.persons = found.persons or bool(body.get("persons"))
        self.problems: list[Problem] = []

    def axes(self, part: str) -> tuple[Axis, ...]:
        """The axes of `rows` or `columns` that make sense."""
        entries = enumerate(self.body.get(part, []))
        read = (self._axis(entry, join(part, index)) for index, entry in entries)
        return tuple(axis for axis in read if axis)

    def _axis(self, entry: Mapping[str, Any], pointer: str) -> Axis | None:
        column, by = self._column(entry["field"], f"{pointer}/field"), entry.get("by")
        if column is None:
            return None
        if column.type not in GROUPABLE:
            self._add("report.cannot-group", f"{pointer}/field", name=column.key)
        elif by and column.type not in DAYS:
            self._add("report.by-needs-date", f"{pointer}/by", name=column.key, by=by)
        elif not by and column.type in DAYS:
            self._add("report.date-needs-by", pointer, name=column.key)
        return Axis(column.key, by, entry.get("label", column.label), column)

    def measures(self) -> tuple[Measure, ...]:
        """The measures that make sense."""
        read: dict[str, Measure] = {}
        for index, entry in enumerate(self.body["measures"]):
            pointer = join("measures", index)
            if entry["key"] in read:
                self._add("report.duplicate-measure", f"{pointer}/key", name=entry["key"])
            read[entry["key"]] = self._measure(entry, pointer)
        return tuple(read.values())

    def _measure(self, entry: Mapping[str, Any], pointer: str) -> Measure:
        fn, named = entry["fn"], entry.get("of")
        column = self._column(named, f"{pointer}/of") if named else None
        if fn == "count" and named:
            self._add("report.count-takes-none", f"{pointer}/of")
        elif fn not in {"count", "share"} and not named:
            self._add("report.measure-needs-column", pointer, fn=fn)
        elif column and fn not in {"count", "count_distinct"} and column.type not in NUMBERS:
            self._add("report.measure-needs-number", f"{pointer}/of", fn=fn, name=column.key)
        if self.persons and fn in {"min", "max"}:
            self._add("report.shows-one-person", f"{pointer}/fn", fn=fn)
        label = entry.get("label", MEASURE_WORDS[fn])
        form = entry.get("format") or _format(fn, column)
        return Measure(entry["key"], label, fn, column, form, entry.get("within", "all"))

    def parameters(self, axes: tuple[Axis, ...]) -> tuple[Parameter, ...]:
        """The parameters, each with the column it narrows."""
        read = names_used(self.body["where"]) if self.body.get("where") is not None else frozenset[str]()
        return tuple(self._parameter(key, entry, axes, read) for key, entry in self.body.get("parameters", {}).items())

    def _parameter(self, key: str, entry: Mapping[str, Any], axes: tuple[Axis, ...], read: frozenset[str]) -> Parameter:
        kind, pointer = entry["type"], join("parameters", key)
        column = self._column(entry["field"], f"{pointer}/field") if "field" in entry else _dated(kind, axes)
        used = any(name == f"parameters.{key}" or name.startswith(f"parameters.{key}.") for name in read)
        unsure = self.holes.under("/where", "/rows", "/columns", pointer) or pointer in self.holes.strays
        needed = column is None and "field" not in entry and kind != "unit" and not (used and kind != "choice")
        if needed and not unsure:
            self._add("report.parameter-needs-field", pointer, name=key)
        if column and not _fits(kind, column):
            self._add("report.parameter-wrong-field", f"{pointer}/field", name=key, type=kind, field=column.key)
        default = entry.get("default", "current" if kind in PERIOD_TYPES else "all")
        self._default(kind, default, column, f"{pointer}/default")
        label = entry.get("label") or (column.label if kind == "choice" and column else PARAMETER_WORDS.get(kind, key))
        return Parameter(key, kind, label, column, default)

    def _default(self, kind: str, default: str, column: Column | None, pointer: str) -> None:
        expected = default_problem(kind, default, column)
        if expected:
            self._add("report.parameter-default", pointer, value=default, expected=expected)

    def chart(self, measures: tuple[Measure, ...]) -> ChartSpec | None:
        entry = self.body.get("chart")
        return ChartSpec(entry["type"], self._known(entry["y"], measures, "/chart/y")) if entry else None

    def sort(self, measures: tuple[Measure, ...]) -> Sort | None:
        entry = self.body.get("sort")
        if not entry:
            return None
        return Sort(self._known(entry["by"], measures, "/sort/by"), entry.get("descending", False))

    def _known(self, key: str, measures: tuple[Measure, ...], pointer: str) -> str:
        names = [measure.key for measure in measures]
        if key not in names:
            self._add("report.unknown-measure", pointer, name=key, known=", ".join(names))
        return key

    def _column(self, name: str, pointer: str) -> Column | None:
        column = self.found.columns.get(name)
        if column is None:
            self._add("report.unknown-column", pointer, name=name, known=", ".join(self.found.columns))
        return column

    def _add(self, code: str, pointer: str, **facts: object) -> None:
        self.problems.append(problem(code, pointer, **facts))


def default_problem(kind: str, value: str, column: Column | None) -> str:
    """What a parameter's value may be, when `value` is none of that; otherwise nothing."""
    if value == "all":
        return ""
    if kind in PERIOD_TYPES:
        example = "2025-26-Q1" if kind == "quarter" else "2025-26"
        good = value in {"current", "previous"} or parse_period(kind, value)
        return "" if good else f"{example}, current, previous, all"
    if kind == "date":
        return "" if _is_day(value) else "all, 2025-04-01"
    if kind == "choice" and column and column.options is not None:
        return "" if value in column.options else ", ".join(["all", *column.options])
    return ""


def _is_day(value: str) -> bool:
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _dated(kind: str, axes: tuple[Axis, ...]) -> Column | None:
    if kind not in PERIOD_TYPES:
        return None
    return next((axis.column for axis in axes if axis.column.type in DAYS), None)


def _fits(kind: str, column: Column) -> bool:
    if kind == "choice":
        return column.type in {"choice", "boolean"}
    return column.type == "unit" if kind == "unit" else column.type in DAYS


def _format(fn: str, column: Column | None) -> str:
    if fn == "share":
        return "percent"
    if fn in {"count", "count_distinct"} or column is None:
        return "number"
    if column.type == "money":
        return "money"
    return "decimal" if fn in {"mean", "median"} or column.type == "decimal" else "number"
