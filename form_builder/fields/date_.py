"""Dates: ISO on the wire, as Hong Kong writes them on the page."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, bounds, field_type
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_LOCAL = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", re.ASCII)
EARLIEST = 1900


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def read_date(raw: Any) -> date | None:
    """The day in `2026-03-31` or `31/3/2026`, or None."""
    if raw is None:
        return None
    text = raw.strip() if isinstance(raw, str) else ""
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _LOCAL.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def _iso_day(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw) if _ISO.fullmatch(raw) else None
    except ValueError:
        return None


def write_date(day: date, language: str) -> str:
    """The day as Hong Kong writes it."""
    if language == "zh-Hant":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"


def bad_days(item: ItemSpec, pointer: str) -> list[Problem]:
    """The bounds of an item that are no days."""
    wrong = [name for name in ("min", "max") if getattr(item, name) and read_date(getattr(item, name)) is None]
    return [problem("form.bad-date", f"{pointer}/{name}", value=getattr(item, name)) for name in wrong]


def wrong_day(day: date, item: ItemSpec) -> Problem | None:
    """The problem of a day outside the item's bounds, or None."""
    first, last = read_date(item.min), read_date(item.max)
    if day.year < EARLIEST:
        return problem("answer.not-a-date")
    if first and day < first:
        return problem("answer.too-early", first=both(write_date(first, "en"), write_date(first, "zh-Hant")))
    if last and day > last:
        return problem("answer.too-late", last=both(write_date(last, "en"), write_date(last, "zh-Hant")))
    return None


_DAY: Mapping[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
DAYS: Mapping[str, Any] = {"min": _DAY, "max": _DAY}
DAYS_PANEL = {"min": Control(both("First day", "最早日期"), "day"), "max": Control(both("Last day", "最遲日期"), "day")}


@field_type
class DateField(FieldType):
    name = "date"
    label = both("Date", "日期")
    hint = both("A day.", "某一天。")
    group = "dates"
    icon = "calendar"
    rule_type = "date"
    column = "date"
    xlsform = "date"
    paper = "boxes"
    properties = DAYS
    panel = DAYS_PANEL

    def marks(self, view: View) -> Mapping[str, Any]:
        return {"iso": view.shown(_iso)}

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bad_days(item, pointer) or bounds(item, item.min, item.max, pointer)

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        day = read_date(raw)
        return problem("answer.not-a-date") if day is None else wrong_day(day, item) or day

    def reader(self, item: ItemSpec, choices: Mapping[str, Choice]) -> Callable[[Any], Any]:
        first = max(read_date(item.min) or date.min, date(EARLIEST, 1, 1))
        last = read_date(item.max) or date.max

        def read(raw: Any) -> Any:
            day = _iso_day(raw) if raw.__class__ is str else None
            return day if day is not None and first <= day <= last else self.clean(raw, item, choices)

        return read

    def to_wire(self, value: Any) -> Any:
        return value.isoformat()

    def browser(self, item: ItemSpec) -> dict[str, Any]:
        return {"m": [item.min, item.max, 0]} if not item.calculated and (item.min or item.max) else {}

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(date=value)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return "" if value is None else write_date(value, language)


def _iso(raw: Any) -> str:
    """The day as a date control reads it."""
    day = read_date(raw)
    return day.isoformat() if day else ""
