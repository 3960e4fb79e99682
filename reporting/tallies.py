"""How each figure is made: fed value by value, merged into totals, finished exactly. Values are whole (cents)."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from engine.language.registry import Registry

Figure = int | Decimal | None
MEAN_PLACES = 2
SHARE_PLACES = 1


class Tally(Protocol):
    """One figure in the making. `finish` takes the column's decimal places."""

    def add(self, value: Any) -> None: ...
    def merge(self, other: Any) -> None: ...
    def finish(self, scale: int) -> Figure: ...


class Count:
    """How many rows."""

    def __init__(self) -> None:
        self.total = 0

    def add(self, value: Any) -> None:
        self.total += 1

    def merge(self, other: "Count") -> None:
        self.total += other.total

    def finish(self, scale: int) -> Figure:
        return self.total


class Sum(Count):
    """The values added up; nothing adds up to zero."""

    def add(self, value: Any) -> None:
        if value is not None:
            self.total += value

    def finish(self, scale: int) -> Figure:
        return exact(self.total, scale)


class Distinct:
    """How many different values."""

    def __init__(self) -> None:
        self.seen: set[Any] = set()

    def add(self, value: Any) -> None:
        if value is not None:
            self.seen.add(value)

    def merge(self, other: "Distinct") -> None:
        self.seen |= other.seen

    def finish(self, scale: int) -> Figure:
        return len(self.seen)


class Values:
    """Keeps every value: what the figures below are made of."""

    def __init__(self) -> None:
        self.values: list[int] = []

    def add(self, value: Any) -> None:
        if value is not None:
            self.values.append(value)

    def merge(self, other: "Values") -> None:
        self.values += other.values


class Median(Values):
    """The middle value, or halfway between the middle two."""

    def finish(self, scale: int) -> Figure:
        ordered, middle = sorted(self.values), len(self.values) // 2
        if not ordered:
            return None
        if len(ordered) % 2:
            return rounded(Fraction(ordered[middle], 10**scale), max(scale, MEAN_PLACES))
        return rounded(Fraction(ordered[middle - 1] + ordered[middle], 2 * 10**scale), max(scale, MEAN_PLACES))


class Mean:
    """The sum divided by the number of values given."""

    def __init__(self) -> None:
        self.total = self.number = 0

    def add(self, value: Any) -> None:
        if value is not None:
            self.total += value
            self.number += 1

    def merge(self, other: "Mean") -> None:
        self.total += other.total
        self.number += other.number

    def finish(self, scale: int) -> Figure:
        if not self.number:
            return None
        return rounded(Fraction(self.total, self.number * 10**scale), max(scale, MEAN_PLACES))


class Extreme:
    """The lowest or highest value, whichever `choose` prefers."""

    def __init__(self, choose: Callable[[int, int], int]) -> None:
        self.choose, self.best = choose, None

    def add(self, value: Any) -> None:
        if value is not None:
            self.best = value if self.best is None else self.choose(self.best, value)

    def merge(self, other: "Extreme") -> None:
        self.add(other.best)

    def finish(self, scale: int) -> Figure:
        return None if self.best is None else exact(self.best, scale)


tallies: Registry[Callable[[], Tally]] = Registry("measure function")
tallies.register("count", Count)
tallies.register("count_distinct", Distinct)
tallies.register("sum", Sum)
tallies.register("mean", Mean)
tallies.register("median", Median)
tallies.register("min", lambda: Extreme(min))
tallies.register("max", lambda: Extreme(max))


def exact(value: int, scale: int) -> int | Decimal:
    """A scaled whole number as the figure it stands for: 1860000 at scale 2 is 18600.00."""
    return Decimal(value).scaleb(-scale) if scale else value


def rounded(value: Fraction, places: int) -> Decimal:
    """`value` to `places` decimals, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def share(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` as a percentage; None of nothing."""
    return rounded(Fraction(part * 100, whole), SHARE_PLACES) if whole else None
