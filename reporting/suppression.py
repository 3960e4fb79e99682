"""Small counts are hidden, and enough beside them that none can be found again by subtraction.

A table of counts with its totals is a circulation: each cell is an edge from its row to its column, each total an edge
back. What a reader can infer about a hidden cell is how far its edge can move while every shown edge stays and every
hidden one stays at least 1 (zeros are shown, so a hidden count is known not to be one). A hidden small count is safe
when it can rise by `LEAST`: when a path of hidden edges leads from its head back to its tail, each of them free to move
that far. Where no such path exists the cheapest one is made by hiding more. One always exists, through the totals.
(Gusfield, "A graph theoretic approach to statistical data security", 1988, with bounds.)
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
TOTAL = -1
Place = tuple[int, int]
Node = tuple[str, int]


@dataclass(frozen=True)
class Table:
    """Counts by (row, column), where -1 is the total. `persons` is how many different persons stand behind each.

    `row_totals` and `column_totals` are False when that line is not shown at all (a report with rows only).
    """

    counts: Mapping[Place, int]
    persons: Mapping[Place, int]
    row_totals: bool = True
    column_totals: bool = True


def hidden_places(table: Table) -> frozenset[Place]:
    """The places to hide: those with fewer than LEAST persons but not none, and their complements."""
    few = (place for place, persons in table.persons.items() if 0 < persons < LEAST)
    small = sorted(place for place in few if not _is_unpublished(table, place))
    if not small:
        return frozenset()
    network = _Network(table, {*small, *_unpublished(table)})
    for place in small:
        network.protect(place)
    return frozenset(place for place in network.hidden if not _is_unpublished(table, place))


def _is_unpublished(table: Table, place: Place) -> bool:
    row, column = place
    return (column == TOTAL and not table.row_totals) or (row == TOTAL and not table.column_totals)


def _unpublished(table: Table) -> set[Place]:
    return {place for place, count in table.counts.items() if count and _is_unpublished(table, place)}


class _Network:
    def __init__(self, table: Table, hidden: set[Place]) -> None:
        self.table, self.hidden = table, hidden
        self.edges: dict[Node, list[tuple[Node, Place, bool]]] = {}
        for place, count in table.counts.items():
            if count:
                tail, head = _ends(place)
                self.edges.setdefault(tail, []).append((head, place, True))
                self.edges.setdefault(head, []).append((tail, place, False))
        self.grand = max(table.counts.values(), default=0) + 1

    def protect(self, place: Place) -> None:
        """Hides the cheapest set of places that lets `place` be LEAST higher than it is."""
        tail, head = _ends(place)
        best: dict[Node, int] = {head: 0}
        came: dict[Node, tuple[Node, Place]] = {}
        queue = [(0, head)]
        while queue:
            cost, node = heapq.heappop(queue)
            if node == tail:
                break
            if cost == best[node]:
                self._spread(place, node, cost, best, came, queue)
        self._hide(tail, head, came)

    def _spread(
        self,
        place: Place,
        node: Node,
        cost: int,
        best: dict[Node, int],
        came: dict[Node, tuple[Node, Place]],
        queue: list[tuple[int, Node]],
    ) -> None:
        for target, through, forward in self.edges.get(node, []):
            if through == place or not (forward or self._can_fall(through)):
                continue
            reached = cost + self._cost(through)
            if reached < best.get(target, reached + 1):
                best[target], came[target] = reached, (node, through)
                heapq.heappush(queue, (reached, target))

    def _hide(self, node: Node, start: Node, came: Mapping[Node, tuple[Node, Place]]) -> None:
        while node != start:
            node, through = came[node]
            self.hidden.add(through)

    def _can_fall(self, place: Place) -> bool:
        floor = 0 if _is_unpublished(self.table, place) else 1
        return self.table.counts[place] - floor >= LEAST

    def _cost(self, place: Place) -> int:
        if place in self.hidden:
            return 0
        totals = place.count(TOTAL)
        return self.table.counts[place] + self.grand * (1, 8, 64)[totals]


def _ends(place: Place) -> tuple[Node, Node]:
    """An inner cell and the grand total run from row to column, the other totals back, so that every node balances."""
    row, column = ("row", place[0]), ("column", place[1])
    return (row, column) if place.count(TOTAL) != 1 else (column, row)


def totals_of(counts: Mapping[Place, int], rows: Sequence[int], columns: Sequence[int]) -> dict[Place, int]:
    """`counts` of inner cells with every total added."""
    full = {(r, c): counts.get((r, c), 0) for r in rows for c in columns}
    full |= {(r, TOTAL): sum(full[r, c] for c in columns) for r in rows}
    full |= {(TOTAL, c): sum(full[r, c] for r in rows) for c in columns}
    full[TOTAL, TOTAL] = sum(full[r, TOTAL] for r in rows)
    return full
