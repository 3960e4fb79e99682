"""Lengths of time in hours and minutes, kept in minutes."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, bounds, field_type, part_of
from form_builder.fields.numbers import limits, read_number, rounded
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

HOUR = 60
MOST = 9999 * HOUR
MINUTES = {"type": "integer", "minimum": 0, "maximum": MOST}


def read_minutes(raw: Any) -> int | None:
    """The minutes in a whole number, in `1:30`, or in the parts `hours` and `minutes`; None when there are none."""
    if isinstance(raw, Mapping):
        hours, minutes = (part_of(raw, part) or "0" for part in ("hours", "minutes"))
        return _sum(hours, minutes)
    if isinstance(raw, str) and ":" in raw:
        return _sum(*raw.strip().split(":", 1))
    number = read_number(raw)
    return int(number) if number is not None and number == int(number) and 0 <= number <= MOST else None


def _sum(hours: str, minutes: str) -> int | None:
    if not (
        hours.isdecimal() and minutes.isdecimal() and len(hours) <= 4 and len(minutes) <= 2 and int(minutes) < HOUR
    ):
        return None
    return int(hours) * HOUR + int(minutes)


def write_minutes(total: int, language: str) -> str:
    """`1 h 30 min`, as a browser writes it too (frontend/src/fill/units.ts)."""
    hours, minutes = divmod(total, HOUR)
    names = ("小時", "分鐘") if language == "zh-Hant" else (" h", " min")
    said = [f"{count}{name}" for count, name in ((hours, names[0]), (minutes, names[1])) if count]
    return ("" if language == "zh-Hant" else " ").join(said) or f"0{names[1]}"


@field_type
class DurationField(FieldType):
    name = "duration"
    label = both("Duration", "時數")
    hint = both("How long, in hours and minutes; rules count minutes.", "所需時間，以小時和分鐘填寫；規則以分鐘計算。")
    group = "dates"
    icon = "clock"
    rule_type = "integer"
    unit = "minutes"
    column = "integer"
    xlsform = "integer"
    figures = True
    parts = ("hours", "minutes")
    properties = {"min": MINUTES, "max": MINUTES}
    panel = {
        "min": Control(both("Shortest, in minutes", "最短（分鐘）"), "number"),
        "max": Control(both("Longest, in minutes", "最長（分鐘）"), "number"),
    }

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bounds(item, item.min, item.max, pointer)

    def marks(self, view: View) -> Mapping[str, Any]:
        return {part: view.shown(lambda raw, part=part: _part(raw, part)) for part in self.parts}

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        total = read_minutes(raw)
        if total is None:
            return problem("answer.not-a-duration")
        if item.min is not None and total < item.min:
            return problem("answer.too-small", least=_said(item.min))
        if item.max is not None and total > item.max:
            return problem("answer.too-big", most=_said(item.max))
        return total

    def settle(self, value: Any, item: ItemSpec) -> Any:
        if value is None or value < 0:
            return None
        return int(rounded(Decimal(value), 0)) if value <= MOST else problem("answer.result-too-big")

    def browser(self, item: ItemSpec) -> dict[str, Any]:
        return {"m": ["0", str(MOST), 0]} if item.calculated else limits(item, 0)

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "integer", "minimum": item.min or 0, "maximum": MOST if item.max is None else item.max}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(integer=value)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return "" if value is None else write_minutes(value, language)

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        return value


def _said(total: int) -> Any:
    return both(write_minutes(total, "en"), write_minutes(total, "zh-Hant"))


def _part(raw: Any, part: str) -> str:
    """What stands in one of the two controls."""
    if isinstance(raw, Mapping):
        return part_of(raw, part)
    total = None if raw is None or raw == "" else read_minutes(raw)
    return "" if total is None else str(divmod(total, HOUR)[0 if part == "hours" else 1])
