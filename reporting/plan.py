"""A plan: a report with its parameters settled. Plain data; nothing is read yet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.datasets import Column
from engine.language.errors import Refusal
from engine.language.rules import names_used
from engine.language.text import LANGUAGES, Text, both, say
from reporting.periods import Period, parse_period, period_of
from reporting.reading import default_problem
from reporting.sentences import day_words, where_words
from reporting.spec import PERIOD_TYPES, Parameter, ReportSpec

ALL = "all"


class BadParameter(Refusal):
    """A parameter has a value that it cannot have."""

    status = 422
    message = both("A parameter of this report is not right.", "報表的參數不正確。")


@dataclass(frozen=True)
class Filter:
    """One column narrowed by a parameter: to days (both included; either may be open) or to one value."""

    field: str
    first: date | None = None
    last: date | None = None
    value: str | None = None

    def tree(self) -> list[Any]:
        """The same as rules, for a dataset that can use them."""
        name = {"var": self.field}
        if self.value is not None:
            return [{"==": [name, self.value]}]
        bounds = ((">=", self.first), ("<=", self.last))
        return [{operator: [name, day.isoformat()]} for operator, day in bounds if day]


@dataclass(frozen=True)
class Plan:
    """`parameters` know the options there are now, `values` is what was chosen, `given` what `where` reads of them.

    `words` are the filters in words; `unit_code` narrows the scope to that unit and all beneath it.
    """

    spec: ReportSpec
    parameters: tuple[Parameter, ...]
    values: Mapping[str, str]
    given: Mapping[str, Any]
    filters: tuple[Filter, ...]
    unit_code: str | None
    words: tuple[Text, ...]
    today: date

    def hint(self) -> Any | None:
        """What a dataset may leave out early, as one rule; None when there is nothing to say."""
        columns = self.spec.dataset.columns
        trees = [tree for each in self.filters if columns[each.field].type != "boolean" for tree in each.tree()]
        where = self.spec.where
        if where is not None and not any(name.startswith("parameters.") for name in names_used(where)):
            trees.append(where)
        return {"and": trees} if trees else None


def plan(
    spec: ReportSpec, chosen: Mapping[str, str], *, today: date, columns: Mapping[str, Column] | None = None
) -> Plan:
    """The plan of `spec` for the parameters in `chosen` (missing ones take their defaults).

    `columns` are those of the live dataset: they know the options that the document could not.
    Raises BadParameter for a value that its parameter cannot have, and for a name that is no parameter.
    """
    for name in chosen:
        if name not in {parameter.key for parameter in spec.parameters}:
            raise BadParameter(both(f"This report has no parameter “{name}”.", f"此報表沒有參數「{name}」。"))
    parameters = tuple(_live(parameter, columns or {}) for parameter in spec.parameters)
    builder = _Builder(today)
    for parameter in parameters:
        builder.settle(parameter, chosen.get(parameter.key, "").strip() or parameter.default)
    where = where_words(spec, builder.given)
    words = (*builder.words, where) if where else tuple(builder.words)
    filters = tuple(builder.filters)
    return Plan(spec, parameters, builder.values, builder.given, filters, builder.unit_code, words, today)


def _live(parameter: Parameter, columns: Mapping[str, Column]) -> Parameter:
    field = parameter.field
    return replace(parameter, field=columns.get(field.key, field)) if field else parameter


class _Builder:
    def __init__(self, today: date) -> None:
        self.today = today
        self.values: dict[str, str] = {}
        self.given: dict[str, Any] = {}
        self.filters: list[Filter] = []
        self.words: list[Text] = []
        self.unit_code: str | None = None

    def settle(self, parameter: Parameter, value: str) -> None:
        if default_problem(parameter.type, value, parameter.field):
            raise BadParameter(_cannot(parameter, value))
        if parameter.type in PERIOD_TYPES:
            self._period(parameter, value)
        elif parameter.type == "unit":
            self._unit(parameter, value)
        else:
            self._single(parameter, value)

    def _period(self, parameter: Parameter, value: str) -> None:
        period = _period(parameter.type, value, self.today)
        self.values[parameter.key] = period.text if period else ALL
        name = f"parameters.{parameter.key}"
        self.given |= {f"{name}.from": period and period.first, f"{name}.to": period and period.last}
        if period and parameter.field:
            self.filters.append(Filter(parameter.field.key, period.first, period.last))
            self.words.append(_pair(parameter.field.label, _dates(period)))

    def _unit(self, parameter: Parameter, value: str) -> None:
        self.values[parameter.key] = value
        self.unit_code = None if value == ALL else value
        self.given[f"parameters.{parameter.key}"] = self.unit_code

    def _single(self, parameter: Parameter, value: str) -> None:
        self.values[parameter.key] = value
        chosen = None if value == ALL else value
        is_day = parameter.type == "date"
        day = date.fromisoformat(chosen) if chosen and is_day else None
        self.given[f"parameters.{parameter.key}"] = day if is_day else chosen
        if chosen is None or parameter.field is None:
            return
        self.filters.append(
            Filter(parameter.field.key, first=day) if day else Filter(parameter.field.key, value=chosen)
        )
        options = parameter.field.options or {}
        words = _since(day) if day else options.get(chosen, chosen)
        self.words.append(_pair(parameter.field.label, words))


def _period(kind: str, value: str, today: date) -> Period | None:
    current = period_of(kind, today)
    named = {"current": current, "previous": current.previous(), ALL: None}
    return named[value] if value in named else parse_period(kind, value)


def _cannot(parameter: Parameter, value: str) -> Text:
    expected = default_problem(parameter.type, value, parameter.field)
    return both(
        f"“{value}” cannot be the {say(parameter.label, 'en')}. Use one of: {expected}.",
        f"「{value}」不能用作「{say(parameter.label, 'zh-Hant')}」。可選：{expected}。",
    )


def _pair(label: Text, words: Text) -> Text:
    return {
        language: f"{say(label, language)}{': ' if language == 'en' else '：'}{say(words, language)}"
        for language in LANGUAGES
    }


def _dates(period: Period) -> Text:
    first, last = day_words(period.first), day_words(period.last)
    return both(
        f"{say(period.label, 'en')}, {say(first, 'en')} to {say(last, 'en')}",
        f"{say(period.label, 'zh-Hant')}，{say(first, 'zh-Hant')}至{say(last, 'zh-Hant')}",
    )


def _since(day: date) -> Text:
    words = day_words(day)
    return both(f"from {say(words, 'en')}", f"{say(words, 'zh-Hant')}起")
