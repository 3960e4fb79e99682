"""A course of scores on the page: a small drawn line, the same as a table beside it, and the change in words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from engine.language.text import say
from engine.people.actor import Actor
from engine.people.clock import HONG_KONG
from engine.records.models import Record
from form_builder.changing import Change
from form_builder.courses import Course, courses_about
from form_builder.fields.date_ import write_date
from form_builder.pages.compiling import DJANGO_NAMES
from form_builder.pages.scores import TONES

WIDTH, HEIGHT, EDGE = 320, 96, 10


@dataclass(frozen=True)
class Dot:
    """A point of the line, in the drawing's own units."""

    x: str
    y: str


@dataclass(frozen=True)
class Strip:
    """A band behind the line."""

    y: str
    height: str
    tone: str


def courses_html(courses: list[Course], language: str) -> SafeString:
    """The courses as one section; empty when there is none."""
    if not courses:
        return SafeString()
    with translation.override(DJANGO_NAMES[language]):
        shown = {"courses": [_shown(course, language) for course in courses]}
        html = render_to_string("form_builder/courses.html", shown)
    return mark_safe(html)  # noqa: S308 - a rendered template


def of_record(record: Record, actor: Actor, language: str) -> str:
    """The courses of a record's scores, below its profile."""
    return courses_html(courses_about(record, actor), language)


def _shown(course: Course, language: str) -> dict[str, Any]:
    low, high = _reach(course)
    dots = _dots(course, low, high)
    return {
        "form": say(course.form, language),
        "label": say(course.score.label, language),
        "rows": [_row(point, language) for point in reversed(course.points)],
        "dots": dots,
        "line": " ".join(f"{dot.x},{dot.y}" for dot in dots),
        "strips": _strips(course, low, high),
        "change": _change(course, language),
        "source": say(course.score.change.source, language) if course.score.change else "",
    }


def _row(point: Any, language: str) -> dict[str, Any]:
    band = point.band
    return {
        "day": _day(point.at, language),
        "value": point.value,
        "band": say(band.label, language) if band else "",
        "tone": TONES[band.tone] if band else "",
        "url": point.url,
    }


def _day(at: Any, language: str) -> str:
    return write_date(at.astimezone(HONG_KONG).date(), language)


def _reach(course: Course) -> tuple[Decimal, Decimal]:
    """From the least to the greatest that the drawing holds: all bands, or all points."""
    ends = [end for band in course.score.bands for end in (band.start, band.end)]
    ends = ends or [point.value for point in course.points]
    values = [*ends, *(point.value for point in course.points)]
    low, high = min(values), max(values)
    return (low, high) if low < high else (low - 1, high + 1)


def _dots(course: Course, low: Decimal, high: Decimal) -> list[Dot]:
    first, last = course.points[0].at, course.points[-1].at
    span = (last - first).total_seconds() or 1
    return [
        Dot(
            f"{EDGE + (WIDTH - 2 * EDGE) * (point.at - first).total_seconds() / span:.1f}",
            f"{_y(point.value, low, high):.1f}",
        )
        for point in course.points
    ]


def _y(value: Decimal, low: Decimal, high: Decimal) -> float:
    return EDGE + (HEIGHT - 2 * EDGE) * float((high - value) / (high - low))


def _strips(course: Course, low: Decimal, high: Decimal) -> list[Strip]:
    found: list[Strip] = []
    for band in course.score.bands:
        top, bottom = _y(min(band.limit, high), low, high), _y(band.start, low, high)
        found.append(Strip(f"{top:.1f}", f"{bottom - top:.1f}", band.tone))
    return found


def _change(course: Course, language: str) -> dict[str, Any]:
    change = course.change
    if change is None:
        return {}
    words = {"amount": abs(change.difference), "day": _day(course.points[-2].at, language)}
    moved = {
        "same": _("The same as on %(day)s."),
        "up": _("%(amount)s higher than on %(day)s."),
        "down": _("%(amount)s lower than on %(day)s."),
    }
    way = "up" if change.difference > 0 else "down" if change.difference < 0 else "same"
    return {"moved": moved[way] % words, "direction": change.direction, "more": _more(course, change)}


def _more(course: Course, change: Change) -> list[str]:
    """What the figures of the document say of the change."""
    found: list[str] = []
    if change.reliable is not None:
        said = _("More than chance would explain (reliable change index %(index)s).")
        could = _("Chance could explain it (reliable change index %(index)s).")
        found.append((said if change.reliable else could) % {"index": change.index})
    if change.matters is not None and course.score.change is not None:
        least = {"least": course.score.change.least}
        enough, little = _("A change of %(least)s or more matters."), _("A change of less than %(least)s says little.")
        found.append((enough if change.matters else little) % least)
    return found
