"""A day with a time of day, in Hong Kong."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, bounds, field_type, part_of
from form_builder.fields.date_ import DAYS, DAYS_PANEL, bad_days, read_date, write_date, wrong_day
from form_builder.fields.time_ import read_time, write_time
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

HONG_KONG = timezone(timedelta(hours=8), "HKT")


def read_moment(raw: Any) -> datetime | None:
    """The moment in `2026-03-31T14:30:00+08:00`, or in the parts `date` and `time`; None when it is none."""
    if isinstance(raw, Mapping):
        day, clock = read_date(part_of(raw, "date")), read_time(part_of(raw, "time"))
        return datetime.combine(day, clock, HONG_KONG) if day and clock else None
    try:
        found = datetime.fromisoformat(raw) if isinstance(raw, str) and "T" in raw else None
        if found is None:
            return None
        return found.replace(tzinfo=HONG_KONG) if found.tzinfo is None else found.astimezone(HONG_KONG)
    except (ValueError, OverflowError):
        return None


@field_type
class DateTimeField(FieldType):
    name = "date_time"
    label = both("Date and time", "日期及時間")
    hint = both("A day and a time, in Hong Kong; rules read the day.", "香港的日期及時間；規則讀取當日日期。")
    group = "dates"
    icon = "clock"
    rule_type = "date"
    unit = "day"
    column = "datetime"
    xlsform = "dateTime"
    may_calculate = False
    paper = "boxes"
    parts = ("date", "time")
    properties = DAYS
    panel = DAYS_PANEL

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bad_days(item, pointer) or bounds(item, item.min, item.max, pointer)

    def marks(self, view: View) -> Mapping[str, Any]:
        return {"date": view.shown(lambda raw: _part(raw, "date")), "time": view.shown(lambda raw: _part(raw, "time"))}

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        moment = read_moment(raw)
        if moment is None:
            return problem("answer.not-a-moment")
        return wrong_day(moment.date(), item) or moment.replace(second=0, microsecond=0)

    def typed(self, wire: Any) -> Any:
        return read_moment(wire)

    def to_wire(self, value: Any) -> Any:
        return value.isoformat()

    def rule_value(self, value: Any) -> Any:
        return value.date()

    def browser(self, item: ItemSpec) -> dict[str, Any]:
        return {"m": [item.min, item.max, 0]} if item.min or item.max else {}

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(text=value.isoformat())

    def from_cells(self, cells: Sequence[CellValue]) -> Any:
        return read_moment(cells[0].text)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return "" if value is None else f"{write_date(value.date(), language)} {write_time(value.time())}"


def _part(raw: Any, part: str) -> str:
    """What stands in one of the two controls."""
    if isinstance(raw, Mapping):
        return part_of(raw, part)
    moment = read_moment(raw)
    return "" if moment is None else moment.date().isoformat() if part == "date" else write_time(moment.time())
