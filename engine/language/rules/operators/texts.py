"""Texts and lists of codes: contains, starts, length, concat, matches. A length counts code points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.language.rules import patterns, values
from engine.language.rules.linear import whole_match
from engine.language.rules.nodes import Node, Run
from engine.language.rules.operators.base import Operator, Speaker, Translator, operator
from engine.language.rules.types import Value

if TYPE_CHECKING:
    from engine.language.rules.checking import Place


@operator
class Contains(Operator):
    """Whether a text has another within it, or a field's chosen options have this one. False where either lacks."""

    name = "contains"

    def typed(self, args: list[Node], place: Place) -> Node:
        whole = place.need(args[0], "text", "codes")
        part = place.unite([whole.typed("text"), args[1]])[0][1] if whole.type == "codes" else args[1]
        return self.node("boolean", [whole, place.need(part, "text")], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        whole, part = parts

        def run(scope: Any) -> bool:
            within: Any = whole(scope)
            sought: Any = part(scope)
            return within is not None and sought is not None and sought in within

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        return speaker.words("{0} includes {1}", "{0}包括{1}").format(*map(speaker.group, node.args))

    def deny(self, node: Node, speaker: Speaker) -> str:
        return speaker.words("{0} does not include {1}", "{0}不包括{1}").format(*map(speaker.group, node.args))

    def query(self, node: Node, translator: Translator) -> Any:
        if node.args[0].type == "codes":
            return super().query(node, translator)
        return translator.position(*node.args, first=False)


@operator
class Starts(Operator):
    name = "starts"

    def typed(self, args: list[Node], place: Place) -> Node:
        return self.node("boolean", [place.need(a, "text") for a in args], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        whole, part = parts

        def run(scope: Any) -> bool:
            text: Any = whole(scope)
            start: Any = part(scope)
            return text is not None and start is not None and text.startswith(start)

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        return speaker.words("{0} starts with {1}", "{0}以{1}開首").format(*map(speaker.group, node.args))

    def deny(self, node: Node, speaker: Speaker) -> str:
        words = speaker.words("{0} does not start with {1}", "{0}不以{1}開首")
        return words.format(*map(speaker.group, node.args))

    def query(self, node: Node, translator: Translator) -> Any:
        return translator.position(*node.args, first=True)


@operator
class Length(Operator):
    """Characters of a text (null where it is missing), or members of a list."""

    name = "length"
    least = most = 1

    def typed(self, args: list[Node], place: Place) -> Node:
        return self.node("integer", [place.need(args[0], "text", "codes", "files", "rows")], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        [part] = parts

        def run(scope: Any) -> Value:
            value: Any = part(scope)
            return None if value is None else len(value)

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        words = ("the length of {0}", "{0}的字數")
        if node.args[0].type in ("codes", "files", "rows"):
            words = ("the number of {0}", "{0}的數目")
        return speaker.words(*words).format(speaker.group(node.args[0]))


@operator
class Concat(Operator):
    """Texts, numbers and dates one after another. What is missing adds nothing; money is written with its cents."""

    name = "concat"
    least, most = 1, None

    def typed(self, args: list[Node], place: Place) -> Node:
        allowed = ("text", "money", "date")
        needed = [place.need(a, *allowed) for a in args]
        return self.node("text", [Node("text", "text", (a,), pointer=a.pointer) for a in needed], place)

    def run(self, node: Node, parts: list[Run]) -> Run:
        return lambda scope: "".join([part(scope) for part in parts])  # type: ignore[misc]

    def explain(self, node: Node, speaker: Speaker) -> str:
        return speaker.words(" followed by ", "後接").join(speaker.group(a.args[0]) for a in node.args)


def text_of(type_: str, part: Run) -> Run:
    """The run of the carrier "text": a value of `type_` as it is written in a text, missing ones as nothing."""

    def run(scope: Any) -> str:
        value: Any = part(scope)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if type_ == "money":
            return values.money_text(value)
        return value.isoformat() if type_ == "date" else values.plain(value)

    return run


@operator
class Matches(Operator):
    """Whether the whole text has the form of a pattern. False where it is missing. The pattern stands in the rule."""

    name = "matches"

    def typed(self, args: list[Node], place: Place) -> Node:
        text, pattern = place.need(args[0], "text"), args[1]
        here = place.at(1)
        if pattern.op != "literal" or not isinstance(pattern.value, str):
            here.report("rules.bad-pattern", reason=patterns.NOT_WRITTEN)
            return self.node("boolean", [text], place)
        try:
            portable = patterns.portable(pattern.value)
        except patterns.BadPattern as bad:
            here.report("rules.bad-pattern", reason=bad.reason)
            portable = ""
        return self.node("boolean", [text], place, value=(pattern.value, portable))

    def run(self, node: Node, parts: list[Run]) -> Run:
        [part] = parts
        matches = whole_match(node.value[1])

        def run(scope: Any) -> bool:
            value: Any = part(scope)
            return value is not None and matches(value)

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        words = speaker.words("{0} has the form “{1}”", "{0}符合格式「{1}」")
        return words.format(speaker.group(node.args[0]), node.value[0])

    def deny(self, node: Node, speaker: Speaker) -> str:
        words = speaker.words("{0} does not have the form “{1}”", "{0}不符合格式「{1}」")
        return words.format(speaker.group(node.args[0]), node.value[0])
