"""Exact arithmetic: null with null or beyond 38 digits; a division is rounded half to even at 10 places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from engine.language.rules import values
from engine.language.rules.nodes import Node, Run, common_type
from engine.language.rules.operators.base import Operator, Speaker, operator, two
from engine.language.rules.types import Value
from engine.language.rules.values import Number

if TYPE_CHECKING:
    from engine.language.rules.checking import Place

MOST_PLACES = values.DIVISION_PLACES


class Arithmetic(Operator):
    """An operator that folds numbers from the left."""

    compound = True
    work: ClassVar[Callable[[Number, Number], Number | None]]
    words: ClassVar[tuple[str, str]]

    def typed(self, args: list[Node], place: Place) -> Node:
        args = [place.need_number(a) for a in args]
        return self.node(self.result([a.type for a in args]), args, place)

    def result(self, types: list[str]) -> str:
        """The type of the value."""
        type_ = common_type(types) or "decimal"
        return "decimal" if type_ == "null" else type_

    def run(self, node: Node, parts: list[Run]) -> Run:
        work = type(self).work
        run = parts[0] if len(parts) == 1 else two(work)(parts[:2])
        for part in parts[2:]:
            run = two(work)([run, part])
        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        return speaker.words(*self.words).join(map(speaker.group, node.args))


@operator
class Plus(Arithmetic):
    name, most, work = "+", None, values.add
    words = (" plus ", "加")


@operator
class Minus(Arithmetic):
    name, work = "-", values.subtract
    words = (" minus ", "減")


@operator
class Times(Arithmetic):
    name, most, work = "*", None, values.multiply
    words = (" times ", "乘以")

    def result(self, types: list[str]) -> str:
        return "decimal" if types.count("money") > 1 else super().result(types)


@operator
class Divided(Arithmetic):
    name, work = "/", values.divide
    words = (" divided by ", "除以")

    def result(self, types: list[str]) -> str:
        return "money" if types[0] == "money" and types[1] != "money" else "decimal"


@operator
class Negative(Operator):
    name = "neg"
    least = most = 1

    def typed(self, args: list[Node], place: Place) -> Node:
        arg = place.need_number(args[0])
        return self.node(arg.type, [arg], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        [part] = parts

        def run(scope: Any) -> Value:
            value: Any = part(scope)
            return None if value is None else values.subtract(0, value)

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        return speaker.words("minus {0}", "負{0}").format(speaker.group(node.args[0]))


@operator
class Round(Operator):
    """A number to some decimal places, a half away from zero. The places are written in the rule, not computed."""

    name = "round"
    least, most = 1, 2

    def arguments(self, raw: list[Any], place: Place) -> list[Node]:
        places = raw[1] if len(raw) == 2 else 0
        if type(places) is not int or not 0 <= places <= MOST_PLACES:
            place.at(1).report("rules.bad-places", most=MOST_PLACES)
            places = 0
        return [place.at(0).read(raw[0]), Node("literal", "integer", value=places, pointer=place.at(1).pointer)]

    def typed(self, args: list[Node], place: Place) -> Node:
        value, places = place.need_number(args[0]), args[-1] if len(args) == 2 else Node("literal", "integer", value=0)
        type_ = "money" if value.type == "money" else "decimal"
        return self.node(type_ if places.value else "integer", [value, places], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        part, places = parts[0], node.args[1].value

        def run(scope: Any) -> Value:
            value: Any = part(scope)
            return None if value is None else values.round_half_up(value, places)

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        value, places = node.args
        if not places.value:
            return speaker.words("{0} rounded to a whole number", "{0}四捨五入至整數").format(speaker.group(value))
        words = speaker.words("{0} rounded to {1} decimal places", "{0}四捨五入至小數點後{1}位")
        return words.format(speaker.group(value), places.value)
