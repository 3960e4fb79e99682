"""Proof about several conditions at once: the values they compare are cut into regions, and every region is asked.

Two values of one region pass exactly the same comparisons, so one value for each region proves what holds of them all.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from itertools import combinations, pairwise, product
from math import prod
from typing import Any

from engine.language.rules.compiling import run_of
from engine.language.rules.coverage import Axis, Coverage
from engine.language.rules.nodes import Node
from engine.language.rules.types import NUMBERS, FieldType, Scope, Value

MOST_CELLS = 20_000
MOST_CODES = 6
LARGEST = Decimal(10) ** 15
_JOINING = {"and", "or", "not"}
_COMPARING = {"==", "!=", "<", "<=", ">", ">=", "in", "contains", "empty"}


class NotAnalysable(Exception):
    """A condition compares something that regions cannot describe; `part` is that part of it, None for too many."""

    def __init__(self, part: Node | None = None) -> None:
        super().__init__(part.op if part else "too many regions")
        self.part = part


def cover(conditions: Sequence[Node]) -> Coverage:
    """Which of the conditions (typed, without errors) hold where. Raises NotAnalysable."""
    compared: dict[str, tuple[FieldType, set[Value]]] = {}
    for condition in conditions:
        _collect(condition, compared)
    axes = tuple(Axis(name, field, (None, *_regions(field, points))) for name, (field, points) in compared.items())
    if prod(len(axis.values) for axis in axes) > MOST_CELLS:
        raise NotAnalysable
    runs = [run_of(condition) for condition in conditions]
    holding: dict[tuple[int, ...], frozenset[int]] = {}
    for cell in product(*(range(len(axis.values)) for axis in axes)):
        scope = Scope({axis.name: axis.values[n] for axis, n in zip(axes, cell, strict=True)})
        holding[cell] = frozenset(n for n, run in enumerate(runs) if run(scope) is True)
    return Coverage(axes, len(conditions), holding)


def _collect(node: Node, compared: dict[str, tuple[FieldType, set[Value]]]) -> None:
    """Enters every field that the condition compares, with the values it is compared with."""
    if node.op in _JOINING:
        for part in node.args:
            _collect(part, compared)
    elif node.op == "var" and node.type == "boolean":
        _enter(node, (), compared)
    elif node.op in _COMPARING:
        _enter_comparison(node, compared)
    elif node.op != "literal":
        raise NotAnalysable(node)


def _enter_comparison(node: Node, compared: dict[str, tuple[FieldType, set[Value]]]) -> None:
    fields = [part for part in node.args if part.op == "var"]
    rest = [part for part in node.args if part.op != "var"]
    literals = [one for part in rest for one in (part.args if part.op == "list" else (part,))]
    wrong = next((one for one in literals if one.op != "literal"), None)
    if wrong is not None or len(fields) != 1:
        raise NotAnalysable(wrong or node)
    _enter(fields[0], [one.value for one in literals if one.value is not None], compared)


def _enter(var: Node, points: Iterable[Value], compared: dict[str, tuple[FieldType, set[Value]]]) -> None:
    field = var.field
    if field is None or field.type in ("rows", "files", "null"):
        raise NotAnalysable(var)
    compared.setdefault(str(var.value), (field, set()))[1].update(points)


def _regions(field: FieldType, points: set[Any]) -> list[Value]:
    """A value for each region of the field that the points cut out, in order."""
    if field.type == "boolean":
        return [False, True]
    if field.type in NUMBERS:
        return _numbers(field, sorted({Decimal(point) for point in points}))
    if field.type == "date":
        return _dates(sorted(points))
    if field.type == "codes":
        return _lists(field, sorted(points))
    return _texts(field, sorted(points))


def _numbers(field: FieldType, points: Sequence[Decimal]) -> list[Value]:
    if any(abs(point) > LARGEST for point in points):
        raise NotAnalysable
    places = field.places if field.type != "decimal" or field.scale else 2
    step = Decimal(1).scaleb(-places)
    found = [point for point in points if point % step == 0]
    found += [middle for low, high in pairwise(points) if (middle := _between(low, high, step)) is not None]
    found += [(points[0] - 1) // 1, (points[-1] + 1) // 1] if points else [Decimal(0)]
    return [int(value) if field.type == "integer" else value for value in sorted(found)]


def _between(low: Decimal, high: Decimal, step: Decimal) -> Decimal | None:
    """A value that the field can hold strictly between two others, near the middle; None when there is none."""
    middle = ((low + high) / 2 / step).to_integral_value(ROUND_FLOOR) * step
    middle = middle if middle > low else middle + step
    return middle if low < middle < high else None


def _dates(points: Sequence[date]) -> list[Value]:
    if not points:
        return [date(2000, 1, 1)]
    day = timedelta(days=1)
    inside = [low + (high - low) // 2 for low, high in pairwise(points) if high - low > day]
    return [*sorted([points[0] - day, *points, *inside, points[-1] + day])]


def _texts(field: FieldType, points: Sequence[str]) -> list[Value]:
    if field.options is None:
        return ["", *(point for point in points if point), "…"]
    return [*points, *(option for option in field.options if option not in points)]


def _lists(field: FieldType, points: Sequence[str]) -> list[Value]:
    """Every choice among the options named, and with one option that is not."""
    if len(points) > MOST_CODES:
        raise NotAnalysable
    chosen = [list(some) for size in range(len(points) + 1) for some in combinations(points, size)]
    other = next((option for option in field.options or {"…": ""} if option not in points), None)
    return [*chosen, *([[*some, other] for some in chosen] if other is not None else [])]
