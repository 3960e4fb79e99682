"""The financial year runs from 1 April to 31 March; quarters and halves follow it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.text import say
from reporting.periods import BY, between, parse_period, period_of

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))

FIRST_HALF, SECOND_HALF = "2025-26年度上半年（4月至9月）", "2025-26年度下半年（10月至3月）"


@pytest.mark.parametrize(
    ("by", "day", "first", "last", "english", "chinese"),
    [
        ("financial_year", "2025-03-31", "2024-04-01", "2025-03-31", "2024-25", "2024-25年度"),
        ("financial_year", "2025-04-01", "2025-04-01", "2026-03-31", "2025-26", "2025-26年度"),
        ("financial_year", "2099-12-01", "2099-04-01", "2100-03-31", "2099-00", "2099-00年度"),
        ("quarter", "2025-04-01", "2025-04-01", "2025-06-30", "Q1 2025-26 (Apr–Jun)", "2025-26年度第一季（4月至6月）"),
        ("quarter", "2026-02-28", "2026-01-01", "2026-03-31", "Q4 2025-26 (Jan–Mar)", "2025-26年度第四季（1月至3月）"),
        (
            "half",
            "2025-09-30",
            "2025-04-01",
            "2025-09-30",
            "First half 2025-26 (Apr–Sep)",
            "2025-26年度上半年（4月至9月）",
        ),
        (
            "half",
            "2026-01-05",
            "2025-10-01",
            "2026-03-31",
            "Second half 2025-26 (Oct–Mar)",
            "2025-26年度下半年（10月至3月）",
        ),
        ("month", "2024-02-29", "2024-02-01", "2024-02-29", "Feb 2024", "2024年2月"),
        ("year", "2024-02-29", "2024-01-01", "2024-12-31", "2024", "2024年"),
        ("week", "2025-11-16", "2025-11-10", "2025-11-16", "Week of 10 Nov 2025", "2025年11月10日的一週"),
    ],
)
def test_a_day_falls_into_its_period(by: str, day: str, first: str, last: str, english: str, chinese: str) -> None:
    period = period_of(by, date.fromisoformat(day))
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert (say(period.label, "en"), say(period.label, "zh-Hant")) == (english, chinese)


@given(DAYS, st.sampled_from(BY))
def test_periods_cover_every_day_once(day: date, by: str) -> None:
    period = period_of(by, day)
    assert period.first <= day <= period.last
    assert period_of(by, period.last + timedelta(days=1)) == period.next()
    assert period.next().previous() == period


@given(DAYS, st.sampled_from(["financial_year", "quarter"]))
def test_a_period_is_read_back_from_its_text(day: date, by: str) -> None:
    period = period_of(by, day)
    assert parse_period(by, period.text) == period


@pytest.mark.parametrize(
    "text", ["2025", "2025-27", "2025-26-Q5", "2025-26-Q0", "", "current", "x2025-26", "2025-26\n"]
)
def test_nonsense_is_no_period(text: str) -> None:
    assert parse_period("quarter", text) is None
    assert parse_period("financial_year", text) is None


def test_a_month_in_which_nothing_happened_is_a_month_too() -> None:
    first, last = period_of("month", date(2025, 11, 3)), period_of("month", date(2026, 2, 3))
    assert [period.key[:7] for period in between(first, last)] == ["2025-11", "2025-12", "2026-01", "2026-02"]
