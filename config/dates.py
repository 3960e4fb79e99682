"""Days and moments as Hong Kong writes them, in English and in Chinese. Pure: the present is handed in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from engine.people.clock import HONG_KONG

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh-Hant": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
Tone = Literal["late", "due", ""]


@dataclass(frozen=True)
class Deadline:
    """How near a deadline is: the words, and the tone a pill takes."""

    words: str
    tone: Tone


def parse(value: object) -> date | datetime | None:
    """A date or a moment in Hong Kong time from a date, a datetime or an ISO string; anything else is None."""
    if isinstance(value, str):
        value = _from_iso(value)
    if isinstance(value, datetime):
        return value.astimezone(HONG_KONG) if value.tzinfo else value.replace(tzinfo=HONG_KONG)
    return value if isinstance(value, date) else None


def day(value: date, language: str) -> str:
    """14 Nov 2025, or 2025年11月14日."""
    if language == "en":
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def clock(value: date) -> str:
    """17:00, or nothing for a day without a time."""
    return value.strftime("%H:%M") if isinstance(value, datetime) else ""


def moment(value: date, language: str) -> str:
    """14 Nov 2025, 17:00, or 2025年11月14日 17:00; a day without a time stays a day."""
    separator = ", " if language == "en" else " "
    return separator.join(filter(None, (day(value, language), clock(value))))


def relative(value: date, now: datetime, language: str) -> str:
    """The moment as one would say it: minutes when it is near, the day's name next, else the date."""
    if isinstance(value, datetime):
        minutes = int((now - value).total_seconds() // 60)
        if 0 <= minutes < 60:
            return _minutes_ago(minutes, language)
    named = _named_day(_days_until(value, now), language)
    return " ".join(filter(None, (named, clock(value)))) if named else day(value, language)


def deadline(value: date, now: datetime, language: str) -> Deadline:
    """How long there still is, or how late it is."""
    days = _days_until(value, now)
    passed = value < now if isinstance(value, datetime) else days < 0
    if passed:
        return Deadline(_late(value, now, days, language), "late")
    return Deadline(_due(value, days, language), "due" if days <= 1 else "")


def _from_iso(value: str) -> date | datetime | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return None


def _days_until(value: date, now: datetime) -> int:
    that_day = value.date() if isinstance(value, datetime) else value
    return (that_day - now.astimezone(HONG_KONG).date()).days


def _named_day(days: int, language: str) -> str:
    names = {"en": {-1: "yesterday", 0: "today", 1: "tomorrow"}, "zh-Hant": {-1: "昨天", 0: "今天", 1: "明天"}}
    return names[language].get(days, "")


def _minutes_ago(minutes: int, language: str) -> str:
    if minutes == 0:
        return "just now" if language == "en" else "剛剛"
    return _count(minutes, "minute", "分鐘", language) + (" ago" if language == "en" else "前")


def _late(value: date, now: datetime, days: int, language: str) -> str:
    if days < 0:
        amount = _count(-days, "day", "天", language)
    else:
        minutes = int((now - value).total_seconds() // 60) if isinstance(value, datetime) else 0
        hours = minutes // 60
        amount = (
            _count(hours, "hour", "小時", language) if hours else _count(max(minutes, 1), "minute", "分鐘", language)
        )
    return f"{amount} late" if language == "en" else f"逾期 {amount}"


def _due(value: date, days: int, language: str) -> str:
    if named := _named_day(days, language):
        when = " ".join(filter(None, (named, clock(value))))
    elif days < 7:
        when = WEEKDAYS[language][value.weekday()]
    else:
        when = day(value, language)
    return f"due {when}" if language == "en" else f"{when} 到期"


def _count(number: int, unit: str, unit_zh: str, language: str) -> str:
    if language == "en":
        return f"{number} {unit}{'' if number == 1 else 's'}"
    return f"{number} {unit_zh}"
