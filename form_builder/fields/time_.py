"""Times of day: 14:30. Rules read the minutes after midnight, so that times can be compared and subtracted."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import time
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import FieldType, bounds, field_type
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

_CLOCK = re.compile(r"([0-9]{1,2}):?([0-9]{2})\s*(am|pm)?", re.ASCII | re.IGNORECASE)
CLOCK = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}


def read_time(raw: Any) -> time | None:
    """The time in `14:30`, `1430` or `2:30 pm`, or None."""
    found = _CLOCK.fullmatch(unicodedata.normalize("NFKC", raw).strip()) if isinstance(raw, str) else None
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def write_time(clock: time) -> str:
    """`14:30`, in both languages."""
    return f"{clock:%H:%M}"


@field_type
class TimeField(FieldType):
    name = "time"
    label = both("Time", "時間")
    hint = both("A time of day; rules count minutes after midnight.", "一天中的時間；規則以午夜後的分鐘計算。")
    group = "dates"
    icon = "clock"
    rule_type = "integer"
    unit = "clock"
    xlsform = "time"
    may_calculate = False
    paper = "boxes"
    properties = {"min": CLOCK, "max": CLOCK}
    panel = {
        "min": Control(both("Earliest", "最早"), "text", both("Such as 09:00.", "例如 09:00。")),
        "max": Control(both("Latest", "最遲"), "text", both("Such as 18:30.", "例如 18:30。")),
    }

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bounds(item, item.min, item.max, pointer)

    def marks(self, view: View) -> Mapping[str, Any]:
        return {"clock": view.shown(_clock)}

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        clock, first, last = read_time(raw), read_time(item.min), read_time(item.max)
        if clock is None:
            return problem("answer.not-a-time")
        if first and clock < first:
            return problem("answer.time-too-early", first=write_time(first))
        if last and clock > last:
            return problem("answer.time-too-late", last=write_time(last))
        return write_time(clock)

    def typed(self, wire: Any) -> Any:
        clock = read_time(wire)
        return write_time(clock) if clock else None

    def rule_value(self, value: Any) -> Any:
        clock = read_time(value)
        return clock.hour * 60 + clock.minute if clock else None

    def browser(self, item: ItemSpec) -> dict[str, Any]:
        minutes = [self.rule_value(limit) for limit in (item.min, item.max)]
        return {"m": [*(None if one is None else str(one) for one in minutes), 0]} if any(minutes) else {}

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return dict(CLOCK)


def _clock(raw: Any) -> str:
    clock = read_time(raw)
    return write_time(clock) if clock else ""
