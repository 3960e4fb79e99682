"""And, or, not, if, the first that is answered, empty. A null condition is false."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from engine.language.rules.nodes import LISTS_OR_TEXT, Node, Run
from engine.language.rules.operators.base import Operator, Speaker, Translator, operator
from engine.language.rules.types import Value

if TYPE_CHECKING:
    from engine.language.rules.checking import Place


class Joined(Operator):
    """Conditions joined by one word."""

    least, most = 1, None
    compound = True
    word: ClassVar[tuple[str, str]]

    def typed(self, args: list[Node], place: Place) -> Node:
        return self.node("boolean", [place.need(a, "boolean") for a in args], place)

    def explain(self, node: Node, speaker: Speaker) -> str:
        return speaker.words(*self.word).join(_condition(a, speaker) for a in node.args)


@operator
class And(Joined):
    name = "and"
    word = (" and ", "，而且")

    def run(self, node: Node, parts: list[Run]) -> Run:
        if len(parts) == 2:
            left, right = parts
            return lambda scope: left(scope) is True and right(scope) is True
        return lambda scope: all(part(scope) is True for part in parts)

    def query(self, node: Node, translator: Translator) -> Any:
        found = translator.condition(node.args[0])
        for part in node.args[1:]:
            found &= translator.condition(part)
        return found


@operator
class Or(Joined):
    name = "or"
    word = (" or ", "，或者")

    def run(self, node: Node, parts: list[Run]) -> Run:
        if len(parts) == 2:
            left, right = parts
            return lambda scope: left(scope) is True or right(scope) is True
        return lambda scope: any(part(scope) is True for part in parts)

    def query(self, node: Node, translator: Translator) -> Any:
        found = translator.condition(node.args[0])
        for part in node.args[1:]:
            found |= translator.condition(part)
        return found


@operator
class Not(Operator):
    name = "not"
    least = most = 1

    def typed(self, args: list[Node], place: Place) -> Node:
        return self.node("boolean", [place.need(args[0], "boolean")], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        [part] = parts
        return lambda scope: part(scope) is not True

    def explain(self, node: Node, speaker: Speaker) -> str:
        from engine.language.rules.operators import operators

        [part] = node.args
        if part.op in operators:
            return operators.get(part.op).deny(part, speaker)
        return speaker.words("{0} is not yes", "{0}不是「是」").format(speaker.say(part))

    def deny(self, node: Node, speaker: Speaker) -> str:
        return _condition(node.args[0], speaker)

    def query(self, node: Node, translator: Translator) -> Any:
        return ~translator.condition(node.args[0])


@operator
class If(Operator):
    """condition, value, condition, value, …, otherwise: the value of the first condition that is true, or null."""

    name = "if"
    most = None
    compound = True

    def typed(self, args: list[Node], place: Place) -> Node:
        pairs = len(args) // 2
        conditions = [place.need(args[2 * i], "boolean") for i in range(pairs)]
        values, type_ = place.unite([args[2 * i + 1] for i in range(pairs)] + args[2 * pairs :])
        mixed = [part for pair in zip(conditions, values, strict=False) for part in pair]
        return self.node(type_, mixed + values[pairs:], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        pairs = list(zip(parts[0::2], parts[1::2], strict=False))
        otherwise = parts[-1] if len(parts) % 2 else None

        def run(scope: Any) -> Value:
            for condition, value in pairs:
                if condition(scope) is True:
                    return value(scope)
            return otherwise(scope) if otherwise else None

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        args = node.args
        pairs = len(args) // 2
        words = speaker.words("{1} if {0}", "如{0}，則為{1}")
        said = [words.format(_condition(args[2 * i], speaker), speaker.group(args[2 * i + 1])) for i in range(pairs)]
        last = speaker.group(args[-1]) if len(args) % 2 else speaker.words("nothing", "空值")
        return speaker.words("{0}, otherwise {1}", "{0}；否則為{1}").format(speaker.words(", ", "；").join(said), last)


@operator
class Coalesce(Operator):
    """The first value that is not null."""

    name = "coalesce"
    least, most = 1, None

    def typed(self, args: list[Node], place: Place) -> Node:
        args, type_ = place.unite(args)
        return self.node(type_, args, place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        def run(scope: Any) -> Value:
            for part in parts:
                value = part(scope)
                if value is not None:
                    return value
            return None

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        first, *others = map(speaker.group, node.args)
        for other in others:
            first = speaker.words("{0} (or {1} if that has no answer)", "{0}（如未填寫則為{1}）").format(first, other)
        return first


@operator
class Empty(Operator):
    """Whether there is no answer: null, a text of no characters, a list of nothing."""

    name = "empty"
    least = most = 1

    def typed(self, args: list[Node], place: Place) -> Node:
        return self.node("boolean", [place.settled(args[0])], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        [part] = parts
        if node.args[0].type in LISTS_OR_TEXT:
            return lambda scope: not part(scope)
        return lambda scope: part(scope) is None

    def explain(self, node: Node, speaker: Speaker) -> str:
        return speaker.words("{0} is empty", "{0}為空白").format(speaker.group(node.args[0]))

    def deny(self, node: Node, speaker: Speaker) -> str:
        return speaker.words("{0} is filled in", "{0}已填寫").format(speaker.group(node.args[0]))

    def query(self, node: Node, translator: Translator) -> Any:
        return translator.missing(node.args[0], blank=node.args[0].type == "text")


def _condition(node: Node, speaker: Speaker) -> str:
    """A part as a condition: a yes-or-no field is said with its yes."""
    if node.op in ("var", "row"):
        return speaker.words("{0} is yes", "{0}為「是」").format(speaker.say(node))
    return speaker.group(node)
