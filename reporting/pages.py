"""What the report page needs beside the result: the answer, what may be chosen, the way behind each figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from engine.language.text import Text, say
from engine.people.actor import Actor
from engine.people.queries import units_in
from reporting.periods import period_of
from reporting.plan import ALL, Plan
from reporting.result import Result
from reporting.scoping import DRILL, DRILL_PERSONS, overlap
from reporting.sentences import HIDDEN, figure
from reporting.spec import PERIOD_TYPES, Parameter
from reporting.table import Place, Table

PREFIX = "p-"
PAST = {"financial_year": 6, "quarter": 9}
_BOOLEAN: Mapping[str, Text] = {"true": {"en": "Yes", "zh-Hant": "是"}, "false": {"en": "No", "zh-Hant": "否"}}
_ALL: Text = {"en": "All", "zh-Hant": "全部"}


@dataclass(frozen=True)
class Choices:
    """One parameter as a field of the page: `options` to choose from, or a day to write."""

    name: str
    label: Text
    value: str
    options: tuple[tuple[str, str], ...]
    is_day: bool


@dataclass(frozen=True)
class Linked:
    """One figure as the page shows it: its words, and where its rows are (empty: nowhere)."""

    text: str
    url: str
    hidden: bool
    is_total: bool


def given(query: QueryDict) -> dict[str, str]:
    """The parameters in an address: `p-year=2025-26`."""
    return {name[len(PREFIX) :]: str(value) for name, value in query.items() if name.startswith(PREFIX)}


def table_query(plan: Plan) -> str:
    """The plan's parameters as an address carries them."""
    return urlencode({f"{PREFIX}{name}": value for name, value in plan.values.items()})


def drill_places(query: QueryDict) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """The line and column that an address names; None is the total."""
    row, column = query.getlist("row"), query.getlist("column")
    return tuple(row) if row else None, tuple(column) if column else None


def answer(result: Result, language: str) -> str:
    """The figure that comes first: the first measure over everything."""
    if result.grand.hidden[0]:
        return HIDDEN
    return figure(result.grand.values[0], result.measures[0], language)


def linked_rows(
    laid: Table, plan: Plan, actor: Actor, language: str
) -> list[tuple[tuple[str, ...], list[Linked], bool]]:
    """The table's lines (names, figures, whether it is the total), each figure with the way to its rows."""
    needed = DRILL_PERSONS if plan.spec.dataset.persons else DRILL
    scope = reduce(overlap, (actor.scope(permission) for permission in needed))
    base = "" if scope.is_empty else reverse("reports:drill", args=[plan.spec.key])
    query = table_query(plan)
    rows = [(row, False) for row in laid.rows] + ([(laid.total, True)] if laid.total else [])
    return [(row.labels, [_linked(place, base, query, language) for place in row.places], last) for row, last in rows]


def _linked(place: Place, base: str, query: str, language: str) -> Linked:
    text = place.written(language)
    if place.hidden or not base or not place.value:
        return Linked(text, "", place.hidden, place.is_total)
    where = [("row", key) for key in place.row or ()] + [("column", key) for key in place.column or ()]
    return Linked(text, f"{base}?{'&'.join(filter(None, [query, urlencode(where)]))}", False, place.is_total)


def choices_for(plan: Plan, actor: Actor, language: str) -> list[Choices]:
    """Each parameter with what may be chosen."""
    return [
        Choices(
            f"{PREFIX}{each.key}",
            each.label,
            plan.values[each.key],
            tuple(_options(each, plan, actor, language)),
            each.type == "date",
        )
        for each in plan.parameters
    ]


def _options(parameter: Parameter, plan: Plan, actor: Actor, language: str) -> list[tuple[str, str]]:
    chosen = plan.values[parameter.key]
    if parameter.type in PERIOD_TYPES:
        found = _periods(parameter.type, plan, language)
    elif parameter.type == "unit":
        found = [
            (unit.code, unit.name(language)) for unit in units_in(actor.scope("report")).exclude(kind="federation")
        ]
    else:
        options: Mapping[str, Any] = (parameter.field.options if parameter.field else None) or _BOOLEAN
        found = [(key, say(label, language)) for key, label in options.items()]
    known = {key for key, _ in found}
    return [(ALL, say(_ALL, language)), *found, *([] if chosen in known or chosen == ALL else [(chosen, chosen)])]


def _periods(kind: str, plan: Plan, language: str) -> list[tuple[str, str]]:
    period, found = period_of(kind, plan.today), list[tuple[str, str]]()
    for _ in range(PAST[kind]):
        found.append((period.text, say(period.label, language)))
        period = period.previous()
    return found
