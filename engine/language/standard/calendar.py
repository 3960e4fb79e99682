"""`calendar`: working days, hours and holidays, so that "3 working days" means something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from engine.language.documents import Document
from engine.language.kinds import Compiled
from engine.language.problems import Problem, problem
from engine.language.references import Library, Reference
from engine.language.text import Text

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONE = ZoneInfo("Asia/Hong_Kong")
HOLIDAY_LISTS = ("HK",)


@dataclass(frozen=True)
class CalendarSpec:
    """A compiled calendar. `extra` overrides the holiday list: True closed, False open."""

    key: str
    title: Text
    working_days: frozenset[int]
    opens: time
    closes: time
    holidays: str | None
    extra: Mapping[date, bool]

    def is_working_day(self, day: date) -> bool:
        if day in self.extra:
            return not self.extra[day]
        return day.weekday() in self.working_days and day not in _holidays(self.holidays, day.year)

    def add_working_days(self, start: datetime, count: int) -> datetime:
        """The close of business on the `count`-th working day after `start`'s day; negative counts go back.

        `start` is aware; the answer is aware, in Asia/Hong_Kong.
        """
        day, step, left = start.astimezone(ZONE).date(), (1 if count >= 0 else -1), abs(count)
        while left or not self.is_working_day(day):
            day += timedelta(days=step)
            left -= 1 if left and self.is_working_day(day) else 0
        return datetime.combine(day, self.closes, ZONE)

    def working_days_between(self, start: datetime, end: datetime) -> int:
        """How many working days lie after `start`'s day, up to and with `end`'s day."""
        first, last = start.astimezone(ZONE).date(), end.astimezone(ZONE).date()
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(1 for day in days if self.is_working_day(day))


@lru_cache(maxsize=64)
def _holidays(name: str | None, year: int) -> frozenset[date]:
    if name is None:
        return frozenset()
    import holidays  # late: the library is large and most documents need no calendar

    return frozenset(holidays.country_holidays(name, years=year))


class CalendarKind:
    name = "calendar"
    dated = True
    meta_schema: Mapping[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "allOf": [{"$ref": "centreline:common#/$defs/head"}],
        "type": "object",
        "required": ["working_days"],
        "properties": {
            "effective": {"$ref": "centreline:common#/$defs/day"},
            "working_days": {"type": "array", "uniqueItems": True, "items": {"enum": list(WEEKDAYS)}},
            "hours": {
                "type": "object",
                "required": ["from", "to"],
                "additionalProperties": False,
                "properties": {
                    "from": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
                    "to": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
                },
            },
            "holidays": {
                "type": "object",
                "required": ["library"],
                "additionalProperties": False,
                "properties": {"library": {"type": "string"}},
            },
            "extra": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["date", "closed"],
                    "additionalProperties": False,
                    "properties": {
                        "date": {"$ref": "centreline:common#/$defs/day"},
                        "closed": {"type": "boolean"},
                        "label": {"$ref": "centreline:common#/$defs/text"},
                    },
                },
            },
        },
        "unevaluatedProperties": False,
    }

    def references(self, document: Document) -> list[Reference]:
        return []

    def compile(self, document: Document, library: Library) -> Compiled:
        body, problems = document.body, cast(list[Problem], [])
        holidays = body.get("holidays", {}).get("library")
        if holidays is not None and holidays not in HOLIDAY_LISTS:
            problems.append(problem("calendar.unknown-holidays", "/holidays/library", name=holidays))
        if not body["working_days"]:
            problems.append(problem("calendar.no-working-day", "/working_days"))
        hours = body.get("hours", {"from": "09:00", "to": "17:00"})
        spec = CalendarSpec(
            key=document.key,
            title=document.title,
            working_days=frozenset(WEEKDAYS.index(day) for day in body["working_days"]),
            opens=time.fromisoformat(hours["from"]),
            closes=time.fromisoformat(hours["to"]),
            holidays=holidays,
            extra={date.fromisoformat(e["date"]): bool(e["closed"]) for e in body.get("extra", [])},
        )
        return Compiled(spec, problems)
