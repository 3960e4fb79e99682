"""What every operator knows: how many values of which types, its value, its sentence, its query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from engine.language.registry import Registry
from engine.language.rules.nodes import Node, Run
from engine.language.rules.types import Value

if TYPE_CHECKING:
    from engine.language.rules.checking import Place


class Speaker(Protocol):
    """What an operator's sentence may ask for. `words` picks the language."""

    language: str

    def say(self, node: Node) -> str: ...
    def group(self, node: Node) -> str:
        """The part's sentence, in brackets where it is a sum or a sentence of several."""
        ...

    def words(self, en: str, zh: str) -> str: ...
    def label(self, node: Node) -> str: ...
    def listed(self, nodes: Sequence[Node]) -> str: ...


class Translator(Protocol):
    """What an operator's query may ask for. A query is a Django Q that is never unknown: null is settled inside it."""

    def condition(self, node: Node) -> Any: ...
    def compare(self, left: Node, lookup: str, right: Node) -> Any: ...
    def position(self, whole: Node, part: Node, *, first: bool) -> Any: ...
    def missing(self, node: Node, *, blank: bool) -> Any: ...
    def always(self, truth: bool) -> Any: ...


class NotTranslatable(ValueError):
    """This rule cannot be a database filter; the message names the operator."""


class Operator:
    """One operator. Subclasses set `name`, `least`, `most` and say how it is typed, run, explained and queried."""

    name: ClassVar[str]
    least: ClassVar[int] = 2
    most: ClassVar[int | None] = 2
    compound: ClassVar[bool] = False
    """Whether its sentence needs brackets inside another of its sort."""

    def read(self, raw: list[Any], place: Place, *, alone: bool = False) -> Node:
        """The typed node of this operator over authored arguments; problems go to `place`."""
        if len(raw) < self.least or (self.most is not None and len(raw) > self.most):
            return place.report("rules.wrong-count", name=self.name, wanted=self.wanted(), given=len(raw))
        return self.typed([place.read(raw[0])] if alone else self.arguments(raw, place), place)

    def arguments(self, raw: list[Any], place: Place) -> list[Node]:
        """The nodes of the arguments; overridden where some of them are not rules."""
        return [place.at(index).read(argument) for index, argument in enumerate(raw)]

    def typed(self, args: list[Node], place: Place) -> Node:
        """The node over typed arguments."""
        raise NotImplementedError

    def run(self, node: Node, parts: list[Run]) -> Run:
        """The closure that computes the node from its parts' closures."""
        raise NotImplementedError

    def explain(self, node: Node, speaker: Speaker) -> str:
        """The node as a phrase."""
        raise NotImplementedError

    def deny(self, node: Node, speaker: Speaker) -> str:
        """The contrary of the node as a phrase."""
        return speaker.words("it is not true that {0}", "並非{0}").format(speaker.group(node))

    def query(self, node: Node, translator: Translator) -> Any:
        """The node as a Q; raises NotTranslatable."""
        raise NotTranslatable(f"“{self.name}” cannot be part of a database filter")

    def node(self, type_: str, args: Sequence[Node], place: Place, value: Any = None) -> Node:
        """A node of this operator here."""
        return Node(self.name, type_, tuple(args), value, pointer=place.pointer)

    def wanted(self) -> str:
        """How many arguments, for a message."""
        if self.most is None:
            return f"≥ {self.least}"
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


operators: Registry[Operator] = Registry("operator")


def operator(cls: type[Operator]) -> type[Operator]:
    """Enters an operator in the table."""
    operators.register(cls.name, cls())
    return cls


def two(work: Callable[[Any, Any], Value]) -> Callable[[list[Run]], Run]:
    """A run over two parts, null where either is null."""

    def build(parts: list[Run]) -> Run:
        left, right = parts

        def run(scope: Any) -> Value:
            a = left(scope)
            if a is None:
                return None
            b = right(scope)
            return None if b is None else work(a, b)

        return run

    return build
