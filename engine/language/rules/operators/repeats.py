"""Rules over the rows of a repeat, and sums and extremes of several values. Nulls are skipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from engine.language.rules import values
from engine.language.rules.nodes import UNKNOWN_ROW, WRONG, Node, Run, common_type
from engine.language.rules.operators.base import Operator, Speaker, operator
from engine.language.rules.types import LISTS, NUMBERS, Value

if TYPE_CHECKING:
    from engine.language.rules.checking import Place


def read_each(raw: list[Any], place: Place) -> Node:
    """The carrier "each": a repeat, and a rule for each of its rows."""
    rows = place.at(0).read(raw[0])
    if rows.type != WRONG and (rows.field is None or rows.field.rows is None):
        rows = place.need(rows, "rows")
        rows = rows if rows.type == WRONG else place.at(0).report("rules.not-a-rule")
    if rows.type == WRONG or rows.field is None:
        place.inside(UNKNOWN_ROW).at(1).read(raw[1])
        return rows
    body = place.inside(rows.field.rows or {}).at(1).read(raw[1])
    return Node("each", body.type, (rows, body), pointer=place.pointer)


def needed(each: Node, place: Place, wanted: str) -> Node:
    """The carrier with its body as `wanted`."""
    if each.op != "each":
        return each
    body = place.need(each.args[1], wanted)
    return Node("each", body.type, (each.args[0], body), pointer=each.pointer)


def run_each(rows: Run, body: Run) -> Run:
    """The run of the carrier "each": the body's value in every row."""
    return lambda scope: [body(scope.inside(row)) for row in rows(scope)]  # type: ignore[union-attr]


def run_list(parts: list[Run]) -> Run:
    """The run of the carrier "list"."""
    return lambda scope: [part(scope) for part in parts]


class Quantifier(Operator):
    """A condition on the rows of a repeat."""

    phrase: ClassVar[tuple[str, str]]

    def read(self, raw: list[Any], place: Place, *, alone: bool = False) -> Node:
        if len(raw) != 2:
            return place.report("rules.wrong-count", name=self.name, wanted="2", given=len(raw))
        return self.node("boolean", [needed(read_each(raw, place), place, "boolean")], place)

    def explain(self, node: Node, speaker: Speaker) -> str:
        rows, body = node.args[0].args
        return speaker.words(*self.phrase).format(speaker.group(rows), speaker.say(body))


@operator
class Some(Quantifier):
    name = "some"
    phrase = ("in at least one row of {0}, {1}", "{0}最少有一行是{1}")

    def run(self, node: Node, parts: list[Run]) -> Run:
        [each] = parts
        return lambda scope: any(v is True for v in each(scope))  # type: ignore[union-attr]


@operator
class All(Quantifier):
    """True of no rows at all."""

    name = "all"
    phrase = ("in every row of {0}, {1}", "{0}每一行都是{1}")

    def run(self, node: Node, parts: list[Run]) -> Run:
        [each] = parts
        return lambda scope: all(v is True for v in each(scope))  # type: ignore[union-attr]


@operator
class Count(Operator):
    """How many rows (or chosen options, or files) there are; with a condition, how many rows it is true of."""

    name = "count"
    least, most = 1, 2

    def read(self, raw: list[Any], place: Place, *, alone: bool = False) -> Node:
        if len(raw) == 2:
            return self.node("integer", [needed(read_each(raw, place), place, "boolean")], place)
        if len(raw) != 1:
            return place.report("rules.wrong-count", name=self.name, wanted="1–2", given=len(raw))
        return self.node("integer", [place.need(place.at(0).read(raw[0]), *sorted(LISTS, reverse=True))], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        [part] = parts
        if node.args[0].op == "each":
            return lambda scope: sum(v is True for v in part(scope))  # type: ignore[union-attr]
        return lambda scope: len(part(scope))  # type: ignore[arg-type]

    def explain(self, node: Node, speaker: Speaker) -> str:
        [part] = node.args
        if part.op != "each":
            return speaker.words("the number of {0}", "{0}的數目").format(speaker.group(part))
        words = speaker.words("the number of rows of {0} where {1}", "{0}中符合「{1}」的行數")
        return words.format(speaker.group(part.args[0]), speaker.say(part.args[1]))


class Aggregate(Operator):
    """One value of many: of each row, `{"sum": [rows, rule]}`, or of several, `{"sum": [a, b, c]}`."""

    least, most = 1, None
    dates: ClassVar[bool] = False
    phrase: ClassVar[tuple[str, str]]

    def read(self, raw: list[Any], place: Place, *, alone: bool = False) -> Node:
        if not raw:
            return place.report("rules.wrong-count", name=self.name, wanted=self.wanted(), given=0)
        if len(raw) == 2 and self._is_repeat(raw[0], place):
            each = read_each(raw, place)
            return self._typed(each if each.op != "each" else self._needed(each, place), place)
        nodes, type_ = place.unite([place.at(index).read(argument) for index, argument in enumerate(raw)])
        carrier = Node("list", type_, tuple(self._checked(n, place) for n in nodes), pointer=place.pointer)
        return self._typed(carrier.typed(common_type([n.type for n in carrier.args]) or WRONG), place)

    def _is_repeat(self, raw: Any, place: Place) -> bool:
        if not isinstance(raw, Mapping) or not {"var", "row"} & set(cast(Mapping[str, Any], raw)):
            return False
        return replace(place, problems=[]).read(raw).type in ("rows", WRONG)

    def _needed(self, each: Node, place: Place) -> Node:
        body = self._checked(each.args[1], place)
        return Node("each", body.type, (each.args[0], body), pointer=each.pointer)

    def _checked(self, node: Node, place: Place) -> Node:
        if self.dates and node.type == "date":
            return node
        return place.need_number(node)

    def _typed(self, carrier: Node, place: Place) -> Node:
        type_ = carrier.type if carrier.type in (*NUMBERS, "date") else "decimal"
        return self.node(self.result(type_), [carrier], place)

    def result(self, type_: str) -> str:
        """The type of the value."""
        return type_

    def fold(self, present: list[Any]) -> Value:
        """The value of those that are not null."""
        raise NotImplementedError

    def run(self, node: Node, parts: list[Run]) -> Run:
        [part] = parts
        fold = self.fold
        return lambda scope: fold([v for v in part(scope) if v is not None])  # type: ignore[union-attr]

    def explain(self, node: Node, speaker: Speaker) -> str:
        [carrier] = node.args
        if carrier.op == "each":
            rows, body = carrier.args
            what = speaker.words("{1} in {0}", "{0}的{1}").format(speaker.group(rows), speaker.group(body))
        else:
            what = speaker.listed(carrier.args)
        return speaker.words(*self.phrase).format(what)


@operator
class Sum(Aggregate):
    """The sum of nothing is 0."""

    name = "sum"
    phrase = ("the total of {0}", "{0}的總和")

    def fold(self, present: list[Any]) -> Value:
        return total(present)


@operator
class Mean(Aggregate):
    """The mean of nothing is null; otherwise rounded as a division is."""

    name = "mean"
    phrase = ("the average of {0}", "{0}的平均數")

    def result(self, type_: str) -> str:
        return "decimal" if type_ == "integer" else type_

    def fold(self, present: list[Any]) -> Value:
        whole = total(present)
        return None if whole is None or not present else values.divide(whole, len(present))


@operator
class Min(Aggregate):
    name, dates = "min", True
    phrase = ("the smallest of {0}", "{0}的最小值")

    def fold(self, present: list[Any]) -> Value:
        return min(present, default=None)


@operator
class Max(Aggregate):
    name, dates = "max", True
    phrase = ("the largest of {0}", "{0}的最大值")

    def fold(self, present: list[Any]) -> Value:
        return max(present, default=None)


def total(numbers: Iterable[Any]) -> values.Number | None:
    """The exact sum, 0 of nothing; None beyond 38 digits on the way."""
    whole: values.Number | None = 0
    for one in numbers:
        whole = values.add(whole, one)
        if whole is None:
            return None
    return whole
