"""What whole numbers, decimals and money share: reading them as people type them, exactly."""

import re
import unicodedata
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from engine.language.problems import Problem, problem
from form_builder.fields.base import SAFE_INTEGER
from form_builder.spec import ItemSpec

_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", re.ASCII)
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", re.ASCII)


def read_number(raw: Any) -> Decimal | None:
    """The exact number in a wire answer (`"18,600.50"`, `"HK$5"`, 5), or None. JSON floats are never exact: None."""
    if isinstance(raw, str) and _NUMBER.fullmatch(raw):
        return Decimal(raw)
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        return None
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    text = text.removeprefix("HK$").removeprefix("$").strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    return Decimal(text) if _NUMBER.fullmatch(text) else None


@lru_cache(maxsize=4096)
def limit(text: Any) -> Decimal | None:
    """An authored `min` or `max` as a number; None when there is none."""
    return None if text is None else read_number(text)


def within(number: Decimal, item: ItemSpec, scale: int) -> Problem | None:
    """The problem of a number outside the item's bounds or outside what can be stored, or None."""
    low, high = limit(item.min), limit(item.max)
    if low is not None and number < low:
        return problem("answer.too-small", least=item.min)
    if high is not None and number > high:
        return problem("answer.too-big", most=item.max)
    if abs(number) > largest(scale):
        return problem("answer.too-big", most=largest(scale))
    return None


def exact_limits(item: ItemSpec, scale: int) -> tuple[Decimal, Decimal]:
    """Between which an answer is certainly within the item's bounds and what can be stored."""
    low, high, most = limit(item.min), limit(item.max), largest(scale)
    return -most if low is None else max(low, -most), most if high is None else min(high, most)


def whole_limits(item: ItemSpec) -> tuple[int, int]:
    """The same as whole numbers; least above greatest where no whole number lies between."""
    low, high = exact_limits(item, 0)
    return int(low.to_integral_value(ROUND_CEILING)), int(high.to_integral_value(ROUND_FLOOR))


@lru_cache(maxsize=64)
def largest(scale: int) -> Decimal:
    """The largest number that a cell keeps at a scale."""
    return Decimal(SAFE_INTEGER).scaleb(-scale)


@lru_cache(maxsize=64)
def _unit(scale: int) -> Decimal:
    return Decimal(1).scaleb(-scale)


def limits(item: ItemSpec, scale: int) -> dict[str, Any]:
    """Least, most and places of a number for the browser: outside of them an answer counts as none."""
    if item.calculated:
        return {}
    low, high = limit(item.min), limit(item.max)
    return {"m": [None if low is None else str(low), None if high is None else str(high), scale]}


def places(number: Decimal) -> int:
    """Digits after the point, trailing zeros left out."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -int(exponent))


def rounded(number: Decimal, scale: int) -> Decimal:
    """Half up, to `scale` places."""
    return number.quantize(_unit(scale), ROUND_HALF_UP)


def storable(number: Decimal, scale: int) -> bool:
    """Whether a computed number fits a cell."""
    return number.is_finite() and abs(number) <= largest(scale)
