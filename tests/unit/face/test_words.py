"""Money, dates and texts as a person in Hong Kong reads them, in both languages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from config import dates
from config.templatetags import centreline
from engine.people import clock
from engine.people.models import Unit

# 14 November 2025 is a Friday; this is 10:42 in Hong Kong.
NOW = datetime(2025, 11, 14, 2, 42, tzinfo=UTC)


def hong_kong(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 11, day, hour, minute, tzinfo=clock.HONG_KONG)


@pytest.fixture
def at_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("cents", "words"),
    [(1860000, "HK$18,600.00"), (5, "HK$0.05"), (0, "HK$0.00"), (-250050, "-HK$2,500.50"), (None, "")],
)
def test_integer_cents_read_as_dollars(cents: int | None, words: str) -> None:
    assert centreline.hkd(cents) == words


@pytest.mark.parametrize(
    ("dollars", "words"),
    [
        (Decimal("18600"), "HK$18,600.00"),
        ("18600.5", "HK$18,600.50"),
        ("0.005", "HK$0.01"),
        (12, "HK$12.00"),
        (Decimal("12345678901234567.89"), "HK$12,345,678,901,234,567.89"),
        ("not a number", "not a number"),
        (None, ""),
    ],
)
def test_dollars_are_rounded_half_up_to_cents(dollars: object, words: str) -> None:
    assert centreline.money(dollars) == words  # type: ignore[arg-type]


def test_a_column_of_money_leaves_the_currency_to_its_head() -> None:
    assert centreline.plainmoney(Decimal("12400")) == "12,400.00"


def test_figures_keep_their_decimals_and_part_their_thousands() -> None:
    assert [centreline.figure(n) for n in (1234567, Decimal("1234.50"), "x", None)] == [
        "1,234,567",
        "1,234.50",
        "x",
        "",
    ]


def test_a_share_reads_as_a_percentage() -> None:
    assert [centreline.percent(n) for n in (Decimal("0.125"), 1, None)] == ["12.5%", "100.0%", ""]


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [("en", "14 Nov 2025", "14 Nov 2025, 17:00"), ("zh-hant", "2025年11月14日", "2025年11月14日 17:00")],
)
def test_days_and_moments(language: str, day: str, moment: str) -> None:
    with translation.override(language):
        assert centreline.hkdate(date(2025, 11, 14)) == day
        assert centreline.hkdate("2025-11-14") == day
        assert centreline.hkdatetime(hong_kong(14, 17)) == moment


def test_a_moment_in_utc_is_shown_on_its_hong_kong_day() -> None:
    with translation.override("en"):
        assert centreline.hkdatetime(datetime(2025, 11, 13, 20, 30, tzinfo=UTC)) == "14 Nov 2025, 04:30"


@pytest.mark.parametrize("value", [None, "", "soon", 7])
def test_what_is_no_date_shows_nothing(value: object) -> None:
    assert centreline.hkdate(value) == centreline.hkdatetime(value) == centreline.ago(value) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (hong_kong(14, 10, 42), "just now", "剛剛"),
        (hong_kong(14, 10, 41), "1 minute ago", "1 分鐘前"),
        (hong_kong(14, 10, 10), "32 minutes ago", "32 分鐘前"),
        (hong_kong(14, 8), "today 08:00", "今天 08:00"),
        (hong_kong(13, 23, 59), "yesterday 23:59", "昨天 23:59"),
        (hong_kong(15, 9), "tomorrow 09:00", "明天 09:00"),
        (hong_kong(1, 9), "1 Nov 2025", "2025年11月1日"),
        (date(2025, 11, 13), "yesterday", "昨天"),
    ],
)
def test_moments_as_one_would_say_them(value: date, en: str, zh: str) -> None:
    assert (dates.relative(value, NOW, "en"), dates.relative(value, NOW, "zh-Hant")) == (en, zh)


@pytest.mark.parametrize(
    ("value", "tone", "en", "zh"),
    [
        (hong_kong(14, 17), "due", "due today 17:00", "今天 17:00 到期"),
        (hong_kong(15, 9), "due", "due tomorrow 09:00", "明天 09:00 到期"),
        (hong_kong(18, 17), "", "due Tue", "星期二 到期"),
        (hong_kong(28, 17), "", "due 28 Nov 2025", "2025年11月28日 到期"),
        (hong_kong(14, 10, 41), "late", "1 minute late", "逾期 1 分鐘"),
        (hong_kong(14, 7), "late", "3 hours late", "逾期 3 小時"),
        (hong_kong(13, 17), "late", "1 day late", "逾期 1 天"),
        (hong_kong(12, 17), "late", "2 days late", "逾期 2 天"),
        (date(2025, 11, 14), "due", "due today", "今天 到期"),
        (date(2025, 11, 12), "late", "2 days late", "逾期 2 天"),
    ],
)
def test_deadlines(value: date, tone: str, en: str, zh: str) -> None:
    assert dates.deadline(value, NOW, "en") == dates.Deadline(en, tone)  # type: ignore[arg-type]
    assert dates.deadline(value, NOW, "zh-Hant") == dates.Deadline(zh, tone)  # type: ignore[arg-type]


@pytest.mark.usefixtures("at_now")
def test_a_relative_moment_keeps_the_exact_one_in_its_title() -> None:
    with translation.override("en"):
        shown = render("{{ when|ago }}", when=NOW - timedelta(days=1))
    assert shown == '<time datetime="2025-11-13T10:42:00+08:00" title="13 Nov 2025, 10:42">yesterday 10:42</time>'


@pytest.mark.usefixtures("at_now")
@pytest.mark.parametrize(
    ("value", "css"),
    [
        (hong_kong(13, 9), "pill pill--late"),
        (hong_kong(14, 17), "pill pill--due"),
        (hong_kong(28, 17), "pill"),
    ],
)
def test_the_pill_of_a_deadline_takes_its_tone(value: datetime, css: str) -> None:
    assert render("{{ when|duepill }}", when=value).startswith(f'<span class="{css}"><time ')


def test_texts_and_names_in_the_language_of_the_reader() -> None:
    text = {"en": "Total", "zh-Hant": "總額"}
    unit = Unit(name_en="Wong Tai Sin", name_zh="黃大仙")
    source = "{{ text|say }} {{ unit|named }}{{ nobody|named }}"
    with translation.override("en"):
        assert render(source, text=text, unit=unit, nobody=None) == "Total Wong Tai Sin"
    with translation.override("zh-hant"):
        assert render(source, text=text, unit=unit, nobody=None) == "總額 黃大仙"


def test_a_chop_tells_what_when_and_who_and_escapes_all_of_it() -> None:
    with translation.override("en"):
        shown = render(
            '{% chop verdict name "2025-11-14" %}', verdict={"en": "Awarded", "zh-Hant": "已批出"}, name="<b>Ho"
        )
    assert "Awarded" in shown
    assert '<time class="chop__day" datetime="2025-11-14' in shown
    assert "14 Nov 2025" in shown
    assert "&lt;b&gt;Ho" in shown


def test_icons_are_hidden_from_screen_readers_and_unknown_ones_are_loud() -> None:
    assert 'aria-hidden="true"' in render('{% icon "inbox" %}')
    with pytest.raises(KeyError):
        render('{% icon "unicorn" %}')
