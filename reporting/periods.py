"""Weeks, months, quarters, halves and years as Hong Kong counts them: the financial year begins on 1 April."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from engine.language.text import Text, both

MONTHS = {"month": 1, "quarter": 3, "half": 6, "financial_year": 12, "year": 12}
BY = ("week", *MONTHS)
_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUARTERS_ZH = ("第一季", "第二季", "第三季", "第四季")
_YEAR_TEXT = re.compile("([0-9]{4})-([0-9]{2})")
_QUARTER_TEXT = re.compile("([0-9]{4}-[0-9]{2})-Q([1-4])")


@dataclass(frozen=True, order=True)
class Period:
    """One stretch of days of the sort `by`, both ends included. Its key is its first day, in ISO."""

    first: date
    last: date
    by: str

    @property
    def key(self) -> str:
        return self.first.isoformat()

    @property
    def label(self) -> Text:
        """What a reader calls it: `Apr 2025`, `Q1 2025-26 (Apr-Jun)`, `2025-26`."""
        return _LABELS[self.by](self)

    @property
    def text(self) -> str:
        """What a parameter or an address calls it: `2025-26`, `2025-26-Q1`, or the first day."""
        if self.by == "financial_year":
            return year_text(self.first)
        return f"{year_text(self.first)}-Q{_quarter(self.first)}" if self.by == "quarter" else self.key

    def next(self) -> "Period":
        return period_of(self.by, self.last + timedelta(days=1))

    def previous(self) -> "Period":
        return period_of(self.by, self.first - timedelta(days=1))


def period_of(by: str, day: date) -> Period:
    """The week, month, quarter, half, financial year or year that holds `day`."""
    if by == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6), by)
    first = _first(by, day)
    return Period(first, _add_months(first, MONTHS[by]) - timedelta(days=1), by)


def parse_period(by: str, text: str) -> Period | None:
    """The period a parameter names (`2025-26`, `2025-26-Q1`), or None when it is not written so."""
    match = (_QUARTER_TEXT if by == "quarter" else _YEAR_TEXT).fullmatch(text)
    if match is None:
        return None
    year_part = _YEAR_TEXT.fullmatch(match[1] if by == "quarter" else text)
    if year_part is None or not 1900 <= int(year_part[1]) <= 2200 or int(year_part[2]) != (int(year_part[1]) + 1) % 100:
        return None
    april = date(int(year_part[1]), 4, 1)
    return period_of(by, _add_months(april, 3 * (int(match[2]) - 1)) if by == "quarter" else april)


def between(first: Period, last: Period) -> Iterator[Period]:
    """Every period from `first` to `last`, both included: a month in which nothing happened is a month too."""
    while first <= last:
        yield first
        first = first.next()


def year_text(day: date) -> str:
    """The financial year that holds `day`: `2025-26`."""
    start = day.year if day.month >= 4 else day.year - 1
    return f"{start}-{(start + 1) % 100:02}"


def _first(by: str, day: date) -> date:
    months = MONTHS[by]
    offset = 0 if by == "year" else 3
    since = day.year * 12 + day.month - 1 - offset
    start = since - since % months + offset
    return date(start // 12, start % 12 + 1, 1)


def _add_months(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)


def _quarter(day: date) -> int:
    return (day.month - 4) % 12 // 3 + 1


def _week(period: Period) -> Text:
    day = period.first
    return both(f"Week of {day.day} {_EN[day.month - 1]} {day.year}", f"{day.year}年{day.month}月{day.day}日的一週")


def _month(period: Period) -> Text:
    day = period.first
    return both(f"{_EN[day.month - 1]} {day.year}", f"{day.year}年{day.month}月")


def _quarter_label(period: Period) -> Text:
    number, year = _quarter(period.first), year_text(period.first)
    return both(f"Q{number} {year} ({_span_en(period)})", f"{year}年度{_QUARTERS_ZH[number - 1]}（{_span_zh(period)}）")


def _half(period: Period) -> Text:
    year, early = year_text(period.first), period.first.month == 4
    return both(
        f"{'First' if early else 'Second'} half {year} ({_span_en(period)})",
        f"{year}年度{'上' if early else '下'}半年（{_span_zh(period)}）",
    )


def _span_en(period: Period) -> str:
    return f"{_EN[period.first.month - 1]}–{_EN[period.last.month - 1]}"


def _span_zh(period: Period) -> str:
    return f"{period.first.month}月至{period.last.month}月"


def _financial_year(period: Period) -> Text:
    return both(year_text(period.first), f"{year_text(period.first)}年度")


def _year(period: Period) -> Text:
    return both(str(period.first.year), f"{period.first.year}年")


_LABELS = {
    "week": _week,
    "month": _month,
    "quarter": _quarter_label,
    "half": _half,
    "financial_year": _financial_year,
    "year": _year,
}
