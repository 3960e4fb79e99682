"""What several conditions cover between them: where they leave a gap, where two compete, which are never reached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from engine.language.rules.types import NUMBERS, FieldType, Value


@dataclass(frozen=True)
class Axis:
    """One field that is compared. `values` stand for its regions, in order where it has one; None: not answered."""

    name: str
    field: FieldType
    values: tuple[Value, ...]

    @property
    def is_ordered(self) -> bool:
        return self.field.type in NUMBERS or self.field.type == "date"


@dataclass(frozen=True)
class Coverage:
    """For every combination of regions (by its index on each axis), which of the conditions hold there."""

    axes: tuple[Axis, ...]
    count: int
    holding: Mapping[tuple[int, ...], frozenset[int]]

    def values_at(self, cell: Sequence[int]) -> dict[str, Value]:
        """A value for each field that stands for the cell."""
        return {axis.name: axis.values[index] for axis, index in zip(self.axes, cell, strict=True)}

    def never(self) -> list[int]:
        """The conditions that hold nowhere."""
        return [n for n in range(self.count) if not self._where[n]]

    def shadowed(self) -> list[int]:
        """The conditions that hold somewhere, but only where one before them holds too."""
        before: set[tuple[int, ...]] = set()
        found: list[int] = []
        for n in range(self.count):
            if self._where[n] and self._where[n] <= before:
                found.append(n)
            before |= self._where[n]
        return found

    def overlaps(self) -> Iterator[tuple[int, int, dict[str, Value]]]:
        """Two conditions that hold together somewhere, each also without the other, with an example of answers."""
        for first, second in combinations(range(self.count), 2):
            both = self._where[first] & self._where[second]
            example = next((cell for cell in sorted(both) if self._is_answered(cell)), None)
            if example and self._where[first] - both and self._where[second] - both:
                yield first, second, self.values_at(example)

    def gaps(self, *, even_alone: bool = True) -> Iterator[dict[str, Value]]:
        """An example of answers for each stretch of an ordered field that conditions on both sides leave out.

        `even_alone`: also when nothing else on that line is left out, as where the rest is meant to be the middle.
        """
        told: set[tuple[int, Value]] = set()
        for cell in self.holding:
            for at, axis in enumerate(self.axes):
                key = (at, axis.values[cell[at]])
                if key not in told and self._is_answered(cell) and self._is_gap(cell, at, even_alone):
                    told.add(key)
                    yield self.values_at(cell)

    def left_out(self, axis: Axis) -> list[Value]:
        """The values of an axis for which no condition holds, whatever the other answers are."""
        at = self.axes.index(axis)
        met = {cell[at] for cell, holding in self.holding.items() if holding}
        return [value for index, value in enumerate(axis.values) if index not in met and value is not None]

    def _is_answered(self, cell: Sequence[int]) -> bool:
        return all(axis.values[index] is not None for axis, index in zip(self.axes, cell, strict=True))

    def _is_gap(self, cell: tuple[int, ...], at: int, even_alone: bool) -> bool:
        axis = self.axes[at]
        if self.holding[cell] or not axis.is_ordered:
            return False
        line = [bool(self.holding[(*cell[:at], n, *cell[at + 1 :])]) for n in range(1, len(axis.values))]
        here = cell[at] - 1
        begins = here > 0 and line[here - 1]
        pieces = sum(not held and (n == 0 or line[n - 1]) for n, held in enumerate(line))
        return begins and any(line[here:]) and (even_alone or pieces > 1)

    @cached_property
    def _where(self) -> list[set[tuple[int, ...]]]:
        return [{cell for cell, holding in self.holding.items() if n in holding} for n in range(self.count)]
