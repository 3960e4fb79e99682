"""Order and horizontal place of what stands in each rank: few crossings, straight lines, nothing on top of another."""

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflows.diagram.layout import Spot

SPACE = 24
SWEEPS = 12
STRAIGHT = 4


def place(rows: "list[list[Spot]]") -> None:
    """Orders each row and gives every spot its `x`."""
    _order(rows)
    for row in rows:
        _settle(row, [float(index) for index in range(len(row))])
    for sweep in range(SWEEPS):
        downwards = sweep % 2 == 0
        for row in rows if downwards else reversed(rows):
            _settle(row, [_wanted(spot, downwards) for spot in row])
    for row in rows:
        _settle(row, [_middle([*spot.above, *spot.below], spot) for spot in row])


def _order(rows: "list[list[Spot]]") -> None:
    """Keeps the best order that sweeps of the barycentre method find."""
    best, fewest = [list(row) for row in rows], crossings(rows)
    for sweep in range(SWEEPS):
        downwards = sweep % 2 == 0
        for row in rows if downwards else reversed(rows):
            for index, spot in enumerate(row):
                spot.x = float(index)
            row.sort(key=lambda spot: _wanted(spot, downwards))
            for index, spot in enumerate(row):
                spot.x = float(index)
        _swap_neighbours(rows)
        count = crossings(rows)
        if count < fewest:
            best, fewest = [list(row) for row in rows], count
    for row, kept in zip(rows, best, strict=True):
        row[:] = kept


def _swap_neighbours(rows: "list[list[Spot]]") -> None:
    """Swaps two neighbours wherever that leaves fewer crossings."""
    for above, row, below in zip([[], *rows], rows, [*rows[1:], []], strict=False):
        for index in range(len(row) - 1):
            before = crossings([above, row, below])
            row[index], row[index + 1] = row[index + 1], row[index]
            if crossings([above, row, below]) >= before:
                row[index], row[index + 1] = row[index + 1], row[index]
        for index, spot in enumerate(row):
            spot.x = float(index)


def crossings(rows: "Sequence[Sequence[Spot]]") -> int:
    """How many pairs of lines between neighbouring ranks cross."""
    count = 0
    for upper, lower in itertools.pairwise(rows):
        places = {id(spot): index for index, spot in enumerate(lower)}
        lines = [(index, places[id(end)]) for index, spot in enumerate(upper) for end in spot.below]
        count += sum(1 for a in lines for b in lines if a[0] < b[0] and a[1] > b[1])
    return count


def _wanted(spot: "Spot", downwards: bool) -> float:
    return _middle(spot.above if downwards else spot.below, spot)


def _middle(neighbours: "Iterable[Spot]", spot: "Spot") -> float:
    places = [neighbour.x for neighbour in neighbours]
    return sum(places) / len(places) if places else spot.x


def _settle(row: "list[Spot]", wanted: list[float]) -> None:
    """The places nearest to those wanted (least squares) that keep the order and the space between.

    Bends and labels weigh more than boxes, so that long lines run straight.
    """
    offsets = [0.0]
    for left, right in itertools.pairwise(row):
        offsets.append(offsets[-1] + (left.size.width + right.size.width) / 2 + SPACE)
    blocks: list[tuple[float, int, int]] = []
    for spot, want, offset in zip(row, wanted, offsets, strict=True):
        mean, weight, count = want - offset, 1 if spot.node else STRAIGHT, 1
        while blocks and blocks[-1][0] > mean:
            before, heavy, many = blocks.pop()
            mean = (before * heavy + mean * weight) / (heavy + weight)
            weight, count = heavy + weight, many + count
        blocks.append((mean, weight, count))
    flat = [mean for mean, _, count in blocks for _ in range(count)]
    for spot, mean, offset in zip(row, flat, offsets, strict=True):
        spot.x = mean + offset
