"""The normalised rule: what the browser's evaluator is sent, so that it needs no signature.

`normalise` gives `{"type": …, "rule": …}`, with `"places"` too for a calculated field. In `rule` every part is plain:

    null, true, false, "text", "2025-05-01"          a literal
    ["n", "12.50"]                                    a number
    ["var", path, type]   ["row", key, up, type]      a value read; its type says how it is taken from the wire
    ["list", …]           ["each", rows, rule]        several values; a value for each row
    ["text", rule, type]                              a value written as text
    ["lookup", table, [[input, rule, type], …], output, type]
    ["matches", rule, portable pattern]               to match the whole text
    [operator, …]                                     any other operator
"""

from collections.abc import Callable
from typing import Any

from engine.language.rules.checking import Rows
from engine.language.rules.compiling import sound_rule
from engine.language.rules.nodes import Node
from engine.language.rules.types import NUMBERS, FieldType, Signature, Tree
from engine.language.rules.values import plain


def normalise(
    tree: Tree, signature: Signature, *, expects: str | FieldType | None = None, rows: Rows = ()
) -> dict[str, Any]:
    """The rule for the browser; raises Invalid where `check_rule` finds an error.

    Given a FieldType as `expects`, the rule is a field's calculation: its value is rounded to the field's places.
    """
    field = expects if isinstance(expects, FieldType) else None
    wanted = field.type if field else expects if isinstance(expects, str) else None
    node = sound_rule(tree, signature, rows, wanted)
    normal: dict[str, Any] = {"type": wanted or node.type, "rule": _part(node)}
    if field and field.type in NUMBERS:
        normal["places"] = field.places
    return normal


def _part(node: Node) -> Any:
    special = _SPECIAL.get(node.op)
    return special(node) if special else [node.op, *map(_part, node.args)]


def _literal(node: Node) -> Any:
    value = node.value
    if node.type in NUMBERS:
        return ["n", plain(value)]
    return value.isoformat() if node.type == "date" else value


def _lookup(node: Node) -> Any:
    key, output, inputs, _title = node.value
    named = [[name, _part(arg), type_] for (name, type_), arg in zip(inputs, node.args, strict=True)]
    return ["lookup", key, named, output, node.type]


_SPECIAL: dict[str, Callable[[Node], Any]] = {
    "literal": _literal,
    "var": lambda node: ["var", node.value, node.type],
    "row": lambda node: ["row", node.value, node.up, node.type],
    "text": lambda node: ["text", _part(node.args[0]), node.args[0].type],
    "round": lambda node: ["round", _part(node.args[0]), node.args[1].value],
    "matches": lambda node: ["matches", _part(node.args[0]), node.value[1]],
    "lookup": _lookup,
}
