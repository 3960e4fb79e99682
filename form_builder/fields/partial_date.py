"""Dates of which only a part is known: a year, a year and a month, or a day; exact or about.

They travel as ISO 8601-2 writes them: `1985`, `1985-06`, `1985-06-12`, and `1985~` for "about 1985". Rules read the
first day that it may be.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from engine.language.problems import problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, field_type, part_of
from form_builder.fields.date_ import EARLIEST, MONTHS, write_date
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?(~)?", re.ASCII)
_LATEST = 2199


def read_partial(raw: Any) -> str | None:
    """The partial date in one spelling, or None."""
    written = _joined(raw) if isinstance(raw, Mapping) else raw
    found = _WRITTEN.fullmatch(written.strip()) if isinstance(written, str) else None
    if found is None or _first_day(found) is None:
        return None
    steps = [found[1], *(step.zfill(2) for step in (found[2], found[3]) if step)]
    return "-".join(steps) + (found[4] or "")


def first_day(written: str) -> date | None:
    """The first day that it may be."""
    found = _WRITTEN.fullmatch(written)
    return _first_day(found) if found else None


def _joined(parts: Mapping[str, Any]) -> str:
    year, month, day, about = (part_of(parts, part) for part in ("year", "month", "day", "approximate"))
    if day and not month:
        return ""
    return "-".join(part for part in (year, month, day) if part) + ("~" if about else "")


def _first_day(found: re.Match[str]) -> date | None:
    try:
        day = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return day if EARLIEST <= day.year <= _LATEST else None


@field_type
class PartialDateField(FieldType):
    name = "partial_date"
    label = both("Partial date", "部分日期")
    hint = both("A year, a month or a day, as far as it is known.", "按所知填寫年、月或日。")
    group = "dates"
    icon = "calendar"
    rule_type = "date"
    unit = "first_day"
    xlsform = "text"
    may_calculate = False
    paper = "boxes"
    parts = ("year", "month", "day", "approximate")
    properties = {"exact": {"type": "boolean"}}
    panel = {"exact": Control(both("“About” is not offered", "不提供「約」"), "switch")}

    def marks(self, view: View) -> Mapping[str, Any]:
        shown = {part: view.shown(lambda raw, part=part: _part(raw, part)) for part in ("year", "day")}
        months = [(f"{n:02}", _month(n, view.language), view.flag(" selected", _is_month(n))) for n in range(1, 13)]
        about = view.flag(" checked", lambda raw: bool(_part(raw, "approximate")))
        return {**shown, "months": months, "about": about}

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        return read_partial(raw) or problem("answer.not-a-partial-date")

    def typed(self, wire: Any) -> Any:
        return read_partial(wire)

    def rule_value(self, value: Any) -> Any:
        return first_day(value)

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?$"}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(text=value)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        found = _WRITTEN.fullmatch(value or "")
        day = first_day(value) if found else None
        if found is None or day is None:
            return ""
        chinese = language == "zh-Hant"
        if found[3]:
            words = write_date(day, language)
        elif found[2]:
            words = f"{day.year}年{day.month}月" if chinese else f"{MONTHS[day.month - 1]} {day.year}"
        else:
            words = f"{day.year}年" if chinese else str(day.year)
        return words if not found[4] else f"約{words}" if chinese else f"about {words}"


def _month(number: int, language: str) -> str:
    return f"{number}月" if language == "zh-Hant" else MONTHS[number - 1]


def _part(raw: Any, part: str) -> str:
    """What stands in one of the controls."""
    if isinstance(raw, Mapping):
        return part_of(raw, part)
    found = _WRITTEN.fullmatch(raw) if isinstance(raw, str) else None
    return (found[("year", "month", "day", "approximate").index(part) + 1] or "") if found else ""


def _is_month(number: int) -> Any:
    return lambda raw: _part(raw, "month").zfill(2) == f"{number:02}"
