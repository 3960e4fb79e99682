"""The conditions of a decision table's rules (DMN unary tests): match, say in words, and find gaps and overlaps."""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from engine.language.text import both

Value = Any
NUMBERS = {"integer", "decimal", "money"}


class WrongValue(ValueError):
    """A literal does not fit its column's type."""


def literal(value: object, type_: str) -> Value:
    """`value` as a run-time value of `type_`; raises WrongValue. A JSON float never gets here."""
    try:
        if value is None:
            return None
        if type_ in NUMBERS and isinstance(value, (str, int)) and not isinstance(value, bool):
            number = Decimal(value)
            if number.is_finite() and (type_ != "integer" or number == number.to_integral_value()):
                return number
        if type_ == "date" and isinstance(value, str):
            return date.fromisoformat(value)
        if type_ == "boolean" and isinstance(value, bool):
            return value
        if type_ == "text" and isinstance(value, str):
            return value
    except (InvalidOperation, ValueError):
        pass
    raise WrongValue(f"{value!r} is not {type_}")


@dataclass(frozen=True)
class Condition:
    """What one input must be. An empty `tests` accepts everything."""

    tests: tuple[tuple[str, Value], ...] = ()

    def accepts(self, value: Value) -> bool:
        """Whether `value` passes every test. Missing values pass only `empty: true` and `ne`."""
        return all(_TESTS[name](value, wanted) for name, wanted in self.tests)

    def literals(self) -> list[Value]:
        """Every value named in the tests."""
        return [v for name, wanted in self.tests if name != "empty" for v in (wanted if name == "in" else [wanted])]


def _ordered(compare: Callable[[Value, Value], bool]) -> Callable[[Value, Value], bool]:
    return lambda value, wanted: value is not None and compare(value, wanted)


def _is_in(value: Value, wanted: Value) -> bool:
    return value in wanted


def _is_empty(value: Value, wanted: Value) -> bool:
    return (value is None or value == "") == wanted


_TESTS: Mapping[str, Callable[[Value, Value], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": _ordered(operator.lt),
    "le": _ordered(operator.le),
    "gt": _ordered(operator.gt),
    "ge": _ordered(operator.ge),
    "in": _is_in,
    "empty": _is_empty,
}


def read_condition(authored: Mapping[str, Any], type_: str) -> Condition:
    """A condition as authored, its literals typed; raises WrongValue."""
    tests: list[tuple[str, Value]] = []
    for name, wanted in authored.items():
        if name == "empty":
            tests.append((name, bool(wanted)))
        elif name == "in":
            tests.append((name, tuple(literal(w, type_) for w in cast(list[Any], wanted))))
        elif wanted is None and name not in ("eq", "ne"):
            raise WrongValue(f"nothing is {name} nothing")
        else:
            tests.append((name, literal(wanted, type_)))
    return Condition(tuple(tests))


def samples(conditions: Iterable[Condition], type_: str) -> list[Value]:
    """Values that between them stand for every region the conditions cut out of a type's values.

    For numbers and dates: each boundary, and one value strictly inside each interval between neighbours and beyond
    the ends (numbers are taken from 0 up, as amounts are). For texts: each literal, and one that no condition names.
    Two values of one region pass exactly the same tests, so a check of the samples is a proof, not a trial.
    """
    points = sorted({v for c in conditions for v in c.literals() if v is not None})
    if type_ in NUMBERS:
        return _number_samples(points, Decimal(1) if type_ == "integer" else Decimal("0.01"))
    if type_ == "date":
        return _date_samples(points)
    if type_ == "boolean":
        return [True, False]
    return [*points, "…"]


def _number_samples(points: list[Decimal], step: Decimal) -> list[Decimal]:
    inside = {p + d for p in points for d in (-step, Decimal(0), step)}
    return sorted(v for v in inside | {Decimal(0)} if v >= 0 or v in points) or [Decimal(0)]


def _date_samples(points: list[date]) -> list[date]:
    around = {date.fromordinal(p.toordinal() + d) for p in points for d in (-1, 0, 1)}
    return sorted(around) or [date(2000, 1, 1)]


def words(condition: Condition, show: Any = str) -> Mapping[str, str]:
    """The condition as a phrase in both languages; `show` turns a value into text."""
    en = " and ".join(_EN[name].format(_list(w, show, " or ")) for name, w in condition.tests) or "anything"
    zh = "及".join(_ZH[name].format(_list(w, show, "或")) for name, w in condition.tests) or "任何"
    return both(en, zh)


def _list(wanted: Value, show: Any, joint: str) -> str:
    return joint.join(show(w) for w in cast(tuple[Value, ...], wanted)) if isinstance(wanted, tuple) else show(wanted)


_EN = {
    "eq": "{0}",
    "ne": "not {0}",
    "lt": "below {0}",
    "le": "up to {0}",
    "gt": "above {0}",
    "ge": "from {0}",
    "in": "{0}",
    "empty": "left empty",
}
_ZH = {
    "eq": "{0}",
    "ne": "不是 {0}",
    "lt": "低於 {0}",
    "le": "不超過 {0}",
    "gt": "超過 {0}",
    "ge": "{0} 或以上",
    "in": "{0}",
    "empty": "未填寫",
}
