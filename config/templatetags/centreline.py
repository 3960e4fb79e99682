"""Template filters and tags in every template: texts, money, dates as Hong Kong writes them, icons, chops."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from config import dates
from config.icons import icon as draw
from config.parts import part
from engine.language.text import Text, active
from engine.language.text import say as said
from engine.people import clock

register = template.Library()
CENT = Decimal("0.01")


def _language() -> str:
    return active(get_language())


@register.filter
def say(text: Text | None, default: str = "") -> str:
    """A bilingual text in the reader's language."""
    return said(text, _language(), default)


@register.filter
def named(thing: Any) -> str:
    """The name of a user, unit, definition or actor in the reader's language; nothing for None."""
    if thing is None:
        return ""
    name = getattr(thing, "name", None)
    if callable(name):
        return str(name(_language()))
    return said(name, _language()) if name else str(getattr(thing, "label", thing))


@register.filter
def hkd(cents: int | None) -> str:
    """HK$18,600.00 from integer cents; nothing for None."""
    return "" if cents in (None, "") else _dollars(Decimal(int(cents)) / 100)


@register.filter
def money(amount: Decimal | int | str | None) -> str:
    """HK$18,600.00 from dollars; what is not a number comes back as it was."""
    number = _decimal(amount)
    return str(amount or "") if number is None else _dollars(number)


@register.filter
def plainmoney(amount: Decimal | int | str | None) -> str:
    """18,600.00 from dollars, for a column whose head names the currency."""
    number = _decimal(amount)
    return str(amount or "") if number is None else f"{number.quantize(CENT, ROUND_HALF_UP):,}"


@register.filter
def figure(number: Decimal | int | str | None) -> str:
    """1,234 or 1,234.5: thousands apart, decimals as they come."""
    value = _decimal(number)
    return str(number or "") if value is None else f"{value:,f}"


@register.filter
def percent(share: Decimal | float | str | None) -> str:
    """12.5% from 0.125, to one decimal."""
    value = _decimal(share)
    return "" if value is None else f"{(value * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


@register.filter
def hkdate(value: date | str | None) -> str:
    """14 Nov 2025, or 2025年11月14日."""
    parsed = dates.parse(value)
    return dates.day(parsed, _language()) if parsed else ""


@register.filter
def hkdatetime(value: datetime | str | None) -> str:
    """14 Nov 2025, 17:00, or 2025年11月14日 17:00, in Hong Kong time."""
    parsed = dates.parse(value)
    return dates.moment(parsed, _language()) if parsed else ""


@register.filter
def ago(value: datetime | str | None) -> SafeString | str:
    """A `<time>` that says the moment as a person would; its title holds the exact one."""
    parsed = dates.parse(value)
    return _time(parsed, dates.relative(parsed, clock.now(), _language())) if parsed else ""


@register.filter
def due(value: datetime | str | None) -> SafeString | str:
    """A `<time>` that says how much time is left, or how late it is."""
    parsed = dates.parse(value)
    return _time(parsed, dates.deadline(parsed, clock.now(), _language()).words) if parsed else ""


@register.filter
def duepill(value: datetime | str | None) -> SafeString | str:
    """`due` in a pill: amber when near, vermilion when late."""
    parsed = dates.parse(value)
    if not parsed:
        return ""
    deadline = dates.deadline(parsed, clock.now(), _language())
    tone = f" pill--{deadline.tone}" if deadline.tone else ""
    return format_html('<span class="pill{}">{}</span>', tone, _time(parsed, deadline.words))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing, hidden from screen readers."""
    return draw(name)


@register.simple_tag(name="part")
def kept_part(name: str, **values: Any) -> SafeString:
    """A part of the page that is made of these values and the language alone."""
    return part(name, **values)


@register.inclusion_tag("parts/chop.html")
def chop(verdict: Text, name: str = "", when: datetime | str | None = None, tone: str = "") -> dict[str, object]:
    """The stamp of a decision: what was decided, when, by whom."""
    words = say(verdict)
    return {
        "verdict": words,
        "shape": _shape(words),
        "name": name,
        "day": hkdate(when),
        "iso": dates.parse(when),
        "tone": tone,
    }


@register.simple_tag
def avatar(who: Any) -> SafeString:
    """The first letter or character of a name, in a circle."""
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', named(who)[:1] or "?")


@register.simple_tag(takes_context=True)
def page_link(context: dict[str, Any], number: int) -> str:
    """This page's address with another page number, the other parameters kept."""
    query = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pages(context: dict[str, Any], page_obj: Any) -> dict[str, Any]:
    """Pagination that keeps the other parameters of the address."""
    return {"page_obj": page_obj, "request": context.get("request")}


def _shape(words: str) -> str:
    """Chinese stamps are set large, long words small."""
    if words and words[0] > "\u2e7f":
        return "han" if len(words) <= 4 else "han-long"
    return "long" if max(map(len, words.split()), default=0) > 7 or len(words) > 10 else ""


def _time(value: date, words: str) -> SafeString:
    exact = dates.moment(value, _language())
    if words == exact:
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), exact, words)


def _dollars(amount: Decimal) -> str:
    rounded = amount.quantize(CENT, ROUND_HALF_UP)
    return f"{'-' if rounded < 0 else ''}HK${abs(rounded):,}"


def _decimal(value: object) -> Decimal | None:
    try:
        return Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return None
