"""What a translated part is: a rule tree and the type that it yields; and what a name in an expression may stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.language.text import Text, both, say
from form_builder.exchange.xpath.nodes import Node, NotCarried

NUMBERS = frozenset({"integer", "decimal", "money"})
TYPE_WORDS: Mapping[str, Text] = {
    "text": both("text", "文字"),
    "integer": both("a whole number", "整數"),
    "decimal": both("a number", "數字"),
    "money": both("money", "金額"),
    "date": both("a date", "日期"),
    "boolean": both("yes or no", "是非"),
    "codes": both("several options", "多個選項"),
    "files": both("files", "檔案"),
    "rows": both("rows", "多行"),
}


@dataclass(frozen=True)
class Known:
    """What a name stands for. `within` are the keys of the repeats around it, the outermost first.

    `words` are the option names of a yes-or-no question; `tree` the rule that stands for it where it is no question.
    """

    key: str
    type: str
    within: tuple[str, ...] = ()
    words: tuple[str, str] | None = None
    tree: Any = None


class Scope(Protocol):
    """Tells what names stand for; raises NotCarried for one that stands for nothing."""

    def find(self, name: str) -> Known: ...


@dataclass(frozen=True)
class Typed:
    """A rule tree and its type. `literal` is the text of a literal; `many` are repeats to pass to reach the values."""

    tree: Any
    type: str
    literal: str | None = None
    origin: Known | None = None
    many: tuple[str, ...] = ()

    @property
    def numeric(self) -> bool:
        return self.type in NUMBERS


@dataclass
class Place:
    """Where an expression stands: what names mean, the repeats around it, the question itself, remarks on the meaning.

    `columns` are what a filter may read of the options: attributes by the headings of the choices sheet.
    """

    scope: Scope
    within: tuple[str, ...] = ()
    own: Known | None = None
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    read: set[str] = field(default_factory=set[str])
    remarks: list[Text] = field(default_factory=list[Text])

    def refer(self, known: Known) -> Typed:
        """The rule that reads what a name stands for from here."""
        if known.tree is not None:
            return Typed(known.tree, known.type)
        depth = len(known.within)
        if known.within != self.within[:depth]:
            shared = _shared(known.within, self.within)
            return Typed({"row": known.key}, known.type, origin=known, many=known.within[shared:])
        return Typed(read_from(known.key, depth, len(self.within)), known.type, origin=known)

    def rows(self, keys: tuple[str, ...]) -> Any:
        """The rule that reads the repeat at the end of `keys` from the place of the one before it."""
        depth = len(keys) - 1
        return read_from(keys[-1], depth, len(self.within))


def read_from(key: str, depth: int, here: int) -> Any:
    """A field that stands `depth` repeats deep, read from `here` repeats deep."""
    if depth == 0:
        return {"var": key}
    return {"row": key} if depth == here else {"row": key, "up": here - depth}


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def not_of_type(found: Typed, wanted: str) -> NotCarried:
    """The refusal of a part whose type does not fit."""
    given, needed = (TYPE_WORDS.get(type_, both(type_, type_)) for type_ in (found.type, wanted))
    name = f" (${{{found.origin.key}}})" if found.origin else ""
    en = f"It needs {say(needed, 'en')} where there is {say(given, 'en')}{name}."
    return NotCarried(both(en, f"此處需要{say(needed, 'zh-Hant')}，現為{say(given, 'zh-Hant')}{name}。"))


__all__ = ["Known", "Node", "NotCarried", "Place", "Scope", "Typed", "not_of_type", "read_from"]
