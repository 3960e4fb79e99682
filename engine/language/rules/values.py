"""The values of rules: exact numbers, dates and texts; how they are read, rounded and written on the wire.

Every function here has a twin in frontend/src/rules; the shared cases and the fuzzer hold the two together.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)
from typing import Any, cast

from engine.language.rules.types import MONEY_SCALE, NUMBERS, FieldType, Value

DIGITS = 38
LIMIT = 10**DIGITS
SAFE = 2**53 - 1
DIVISION_PLACES = 10
Number = int | Decimal

# Exact or nothing: a number with more than 38 digits before or after the point, or in all, raises.
EXACT = Context(DIGITS, Emin=-1, Emax=DIGITS - 1, traps=[Inexact, Overflow, InvalidOperation, DivisionByZero])
_WIDE = Context(200, traps=[Overflow, InvalidOperation, DivisionByZero])
_ZERO = Decimal(0)
_UNITS = [Decimal(1).scaleb(-places) for places in range(DIVISION_PLACES + 1)]
_INTEGER = re.compile(r"-?[0-9]{1,60}")
_DECIMAL = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def number(written: str) -> Decimal | None:
    """The number that plain digits write ("-12.50"), or None: no exponent, no sign but minus, at most 38 digits."""
    return exact(Decimal(written)) if _DECIMAL.fullmatch(written) else None


def exact(value: Decimal) -> Decimal | None:
    """The same number without trailing zeros beyond 38 digits, or None where it has more; never a negative zero."""
    try:
        return EXACT.plus(value) or _ZERO
    except ArithmeticError:
        return None


def day(written: str) -> date | None:
    """The date that ISO 8601 writes as YYYY-MM-DD, or None."""
    try:
        return date.fromisoformat(written) if _DATE.fullmatch(written) else None
    except ValueError:
        return None


def from_wire(value: Any, type_: str) -> Value:
    """`value` (typed already, or as it travels) as a value of `type_`; None where it is none. A list is never None."""
    if type_ in NUMBERS:
        return _whole(value) if type_ == "integer" else _number(value)
    if type_ == "date":
        return _date(value)
    if type_ == "boolean":
        return value if isinstance(value, bool) else None
    if type_ == "text":
        return value if isinstance(value, str) and well_formed(value) else None
    return _list(value, type_)


def _date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else day(value) if isinstance(value, str) else None


def _number(value: Any) -> Decimal | int | None:
    if isinstance(value, str):
        return number(value)
    if isinstance(value, Decimal):
        return exact(value) if value.is_finite() else None
    return _whole(value)


def _whole(value: Any) -> int | None:
    if isinstance(value, str):
        return _within(int(value)) if _INTEGER.fullmatch(value) else None
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return _within(value)
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return _within(int(value))
    return None


def _within(value: int) -> int | None:
    return value if -LIMIT < value < LIMIT else None


def _list(value: Any, type_: str) -> list[Any]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    members = cast(Sequence[Any], value)
    if type_ == "codes":
        return [m for m in members if isinstance(m, str) and well_formed(m)]
    return [m for m in members if isinstance(m, Mapping)] if type_ == "rows" else list(members)


def well_formed(text: str) -> bool:
    """Whether every code point is a character: half a surrogate pair is not, and no database keeps one."""
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def to_wire(value: Value, type_: str, places: int | None = None) -> Any:
    """`value` of `type_` as JSON: a whole number as a number while JavaScript keeps it exact, other numbers as plain
    digits (exactly `places` of them behind the point, when given), dates as ISO 8601."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return value
    if type_ == "integer":
        return int(value) if abs(value) <= SAFE else str(int(value))
    return plain(value) if places is None else f"{Decimal(round_half_up(value, places)):.{places}f}"


def plain(value: Number) -> str:
    """The shortest plain digits: 5, 0.5, -12.25."""
    if isinstance(value, int):
        return str(value)
    written = f"{value or _ZERO:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def settle(value: Value, field: FieldType) -> Value:
    """A calculated value as its field keeps it: money to cents, a decimal to its scale, half up (away from zero)."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or field.type not in NUMBERS:
        return value
    rounded = round_half_up(value, field.places)
    return rounded if field.type == "integer" else Decimal(rounded)


def round_half_up(value: Number, places: int) -> Number:
    """Rounded to `places`, a half away from zero; an int when `places` is 0."""
    rounded = Decimal(value).quantize(_UNITS[places], ROUND_HALF_UP, _WIDE)
    return int(rounded) if places == 0 else rounded or rounded.copy_abs()


def money_text(value: Number) -> str:
    """An amount as it is written in a text: always two places."""
    return f"{Decimal(round_half_up(value, MONEY_SCALE)):.2f}"


def add(a: Number, b: Number) -> Number | None:
    """The exact sum, or None beyond 38 digits."""
    if isinstance(a, int) and isinstance(b, int):
        return _within(a + b)
    try:
        return EXACT.add(a, b) or _ZERO
    except ArithmeticError:
        return None


def subtract(a: Number, b: Number) -> Number | None:
    """The exact difference, or None beyond 38 digits."""
    if isinstance(a, int) and isinstance(b, int):
        return _within(a - b)
    try:
        return EXACT.subtract(a, b) or _ZERO
    except ArithmeticError:
        return None


def multiply(a: Number, b: Number) -> Number | None:
    """The exact product, or None beyond 38 digits."""
    if isinstance(a, int) and isinstance(b, int):
        return _within(a * b)
    try:
        return EXACT.multiply(a, b) or _ZERO
    except ArithmeticError:
        return None


def divide(a: Number, b: Number) -> Number | None:
    """The quotient rounded half to even at 10 places; None for a division by zero or beyond 38 digits."""
    if not b:
        return None
    quotient = _WIDE.divide(Decimal(a), Decimal(b))
    return exact(quotient.quantize(_UNITS[DIVISION_PLACES], ROUND_HALF_EVEN, _WIDE))
