"""Comparisons: equal, not equal, in order, one of."""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from engine.language.rules.nodes import PENDING, WRONG, Node, Run
from engine.language.rules.operators.base import Operator, Speaker, Translator, operator
from engine.language.rules.types import LISTS, NUMBERS

if TYPE_CHECKING:
    from engine.language.rules.checking import Place


class Equality(Operator):
    """Null equals null and nothing else."""

    verbs: ClassVar[tuple[str, str]]
    missing: ClassVar[tuple[str, str]]

    def typed(self, args: list[Node], place: Place) -> Node:
        args = [place.settled(a) for a in place.unite(args)[0]]
        if any(a.type in LISTS for a in args):
            place.need(next(a for a in args if a.type in LISTS), "text")
        return self.node("boolean", args, place)

    def explain(self, node: Node, speaker: Speaker) -> str:
        left, right = node.args if not node.args[0].is_null else reversed(node.args)
        if right.is_null:
            return speaker.words(*self.missing).format(speaker.group(left))
        return speaker.words(*self.verbs).format(speaker.group(left), speaker.group(right))


@operator
class Equal(Equality):
    name = "=="
    verbs = ("{0} is {1}", "{0}是{1}")
    missing = ("{0} has no answer", "{0}未填寫")

    def run(self, node: Node, parts: list[Run]) -> Run:
        left, right = parts
        if node.args[1].op == "literal":
            wanted = node.args[1].value
            return lambda scope: left(scope) == wanted
        return lambda scope: left(scope) == right(scope)

    def deny(self, node: Node, speaker: Speaker) -> str:
        return NotEqual().explain(node, speaker)

    def query(self, node: Node, translator: Translator) -> Any:
        return _equal(node, translator)


@operator
class NotEqual(Equality):
    name = "!="
    verbs = ("{0} is not {1}", "{0}不是{1}")
    missing = ("{0} has an answer", "{0}已填寫")

    def run(self, node: Node, parts: list[Run]) -> Run:
        left, right = parts
        return lambda scope: left(scope) != right(scope)

    def deny(self, node: Node, speaker: Speaker) -> str:
        return Equal().explain(node, speaker)

    def query(self, node: Node, translator: Translator) -> Any:
        return ~_equal(node, translator)


def _equal(node: Node, translator: Translator) -> Any:
    left, right = node.args
    if left.is_null and right.is_null:
        return translator.always(True)
    if left.is_null or right.is_null:
        return translator.missing(right if left.is_null else left, blank=False)
    return translator.compare(left, "exact", right)


class Ordered(Operator):
    """Numbers or dates in order; false where either is missing. Texts have no order that two languages share."""

    work: ClassVar[Callable[[Any, Any], bool]]
    lookup: ClassVar[str]
    numbers: ClassVar[tuple[str, str]]
    dates: ClassVar[tuple[str, str]]

    def typed(self, args: list[Node], place: Place) -> Node:
        args, type_ = place.unite(args)
        args = [place.settled(a) for a in args]
        if type_ not in (*NUMBERS, "date", "null", WRONG, PENDING):
            place.need(next(a for a in args if a.type == type_), "decimal")
        return self.node("boolean", args, place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        left, right = parts
        work = type(self).work

        def run(scope: Any) -> bool:
            a = left(scope)
            if a is None:
                return False
            b = right(scope)
            return b is not None and work(a, b)

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        dates = any(a.type == "date" for a in node.args)
        words = speaker.words(*(self.dates if dates else self.numbers))
        return words.format(*map(speaker.group, node.args))

    def query(self, node: Node, translator: Translator) -> Any:
        return translator.compare(node.args[0], self.lookup, node.args[1])


@operator
class Less(Ordered):
    name, work, lookup = "<", python.lt, "lt"
    numbers = ("{0} is less than {1}", "{0}小於{1}")
    dates = ("{0} is before {1}", "{0}早於{1}")


@operator
class AtMost(Ordered):
    name, work, lookup = "<=", python.le, "lte"
    numbers = ("{0} is at most {1}", "{0}不多於{1}")
    dates = ("{0} is on or before {1}", "{0}不遲於{1}")


@operator
class More(Ordered):
    name, work, lookup = ">", python.gt, "gt"
    numbers = ("{0} is more than {1}", "{0}大於{1}")
    dates = ("{0} is after {1}", "{0}遲於{1}")


@operator
class AtLeast(Ordered):
    name, work, lookup = ">=", python.ge, "gte"
    numbers = ("{0} is at least {1}", "{0}不少於{1}")
    dates = ("{0} is on or after {1}", "{0}不早於{1}")


@operator
class In(Operator):
    """Whether a value is one of a list: of literals, or of the options chosen in a field. False where it is missing."""

    name = "in"

    def arguments(self, raw: list[Any], place: Place) -> list[Node]:
        left, right = raw
        if not isinstance(right, list):
            return super().arguments(raw, place)
        members = [place.at(1, index).read(member) for index, member in enumerate(cast(list[Any], right))]
        return [place.at(0).read(left), Node("list", "list", tuple(members), pointer=place.at(1).pointer)]

    def typed(self, args: list[Node], place: Place) -> Node:
        left, right = args
        if right.op != "list":
            return self.node("boolean", [place.need(left, "text"), place.need(right, "codes")], place)
        for member in right.args:
            if member.op != "literal" or member.is_null:
                place.at(1).report("rules.not-a-rule")
        (left, *members), type_ = place.unite([left, *right.args])
        place.settled(left)
        if type_ in LISTS:
            place.need(left, "text")
        return self.node("boolean", [left, right.with_args(tuple(members))], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        left, right = parts
        if node.args[1].op == "list":
            members = frozenset(m.value for m in node.args[1].args)
            return lambda scope: left(scope) in members

        def run(scope: Any) -> bool:
            return left(scope) in (right(scope) or ())  # type: ignore[operator]

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        return self._phrase(node, speaker, ("{0} is one of {1}", "{0}是以下其中一項：{1}"))

    def deny(self, node: Node, speaker: Speaker) -> str:
        return self._phrase(node, speaker, ("{0} is none of {1}", "{0}不是以下任何一項：{1}"))

    def _phrase(self, node: Node, speaker: Speaker, words: tuple[str, str]) -> str:
        left, right = node.args
        members = speaker.listed(right.args) if right.op == "list" else speaker.group(right)
        return speaker.words(*words).format(speaker.group(left), members)

    def query(self, node: Node, translator: Translator) -> Any:
        return translator.compare(node.args[0], "in", node.args[1])
