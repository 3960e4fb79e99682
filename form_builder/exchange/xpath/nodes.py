"""The small tree that an expression is read into."""

from dataclasses import dataclass

from engine.language.text import Text


class NotCarried(Exception):
    """An expression, or a part of it, has no counterpart in our rules; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Literal:
    """A text in quotes."""

    text: str


@dataclass(frozen=True)
class Number:
    """A number as written."""

    text: str


@dataclass(frozen=True)
class Name:
    """`${name}`, or the last step of a path."""

    name: str


@dataclass(frozen=True)
class Column:
    """A bare word: a column of the choices sheet."""

    name: str


@dataclass(frozen=True)
class Self:
    """`.`, the question's own answer."""


@dataclass(frozen=True)
class Call:
    """A function and its arguments."""

    name: str
    args: tuple["Node", ...]


@dataclass(frozen=True)
class Binary:
    """Two parts around an operator: or and = != < <= > >= + - * div mod."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Negative:
    """A part with a minus before it."""

    part: "Node"


Node = Literal | Number | Name | Column | Self | Call | Binary | Negative
