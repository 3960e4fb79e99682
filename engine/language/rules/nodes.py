"""A rule once it is understood: every part knows its type."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.language.rules.types import LISTS, NUMBERS, FieldType, Scope, Value
from engine.language.text import Text, both

Run = Callable[[Scope], Value]
LISTS_OR_TEXT = LISTS | {"text"}
PENDING = "?"
"""The type of a text literal until its neighbours say what it is."""
WRONG = "!"
"""The type of a part that has a problem already, so that it causes no second one."""
UNKNOWN_ROW: Mapping[str, FieldType] = {}
"""The row of a repeat that does not exist: whatever is read of it causes no problem of its own. Known by identity."""

TYPE_NAMES: dict[str, Text] = {
    "text": both("a text", "文字"),
    "integer": both("a whole number", "整數"),
    "decimal": both("a number", "數字"),
    "money": both("an amount of money", "金額"),
    "date": both("a date", "日期"),
    "boolean": both("a yes or no", "是或否"),
    "codes": both("a list of options", "選項清單"),
    "files": both("files", "檔案"),
    "rows": both("a repeat", "重複項目"),
    "null": both("nothing", "空值"),
    PENDING: both("a value between quotation marks", "引號內的值"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a rule.

    `op` is an operator's name, or one of the leaves "literal", "var", "row", or one of the carriers "list" (several
    values as one list), "each" (a value for each row), "text" (a value written as text). `value` is a literal's value
    or a name; `field` is what the author sees: label, options, fields of the rows.
    """

    op: str
    type: str
    args: tuple["Node", ...] = ()
    value: Any = None
    field: FieldType | None = None
    up: int = 0
    pointer: str = ""

    @property
    def is_number(self) -> bool:
        return self.type in NUMBERS

    @property
    def is_null(self) -> bool:
        return self.op == "literal" and self.value is None

    def with_args(self, args: tuple["Node", ...]) -> "Node":
        return replace(self, args=args)

    def typed(self, type_: str) -> "Node":
        return replace(self, type=type_)


def common_type(types: list[str]) -> str | None:
    """The one type that holds values of all `types`; None where there is none. Null fits every type."""
    if WRONG in types:
        return WRONG
    known = {t for t in types if t not in (PENDING, "null")}
    if not known:
        return PENDING if PENDING in types else "null"
    if known <= NUMBERS:
        return next(t for t in ("money", "decimal", "integer") if t in known)
    return known.pop() if len(known) == 1 else None


def accepts(wanted: str, given: str) -> bool:
    """Whether a value of type `given` may stand where `wanted` is needed: a whole number is a number."""
    if given in (wanted, "null", WRONG) or wanted == WRONG:
        return True
    return wanted in ("decimal", "money") and given in NUMBERS
