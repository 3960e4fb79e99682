"""Conditions, calculations and checks: a closed, typed JSON tree, checked at publish, compiled once, said in words.

No Django here: `to_q` imports it when it is called.
"""

from engine.language.problems import Problem
from engine.language.rules.checking import MAX_DEPTH, Rows, read_rule
from engine.language.rules.compiling import compile_rule
from engine.language.rules.explaining import explain
from engine.language.rules.operators import operators
from engine.language.rules.operators.base import NotTranslatable
from engine.language.rules.ordering import names_used, order, paths_read, row_names_used
from engine.language.rules.sql import to_q
from engine.language.rules.tables import normalise_table
from engine.language.rules.types import FieldType, Scope, Signature, TableSignature, Tree, Value
from engine.language.rules.values import from_wire, settle, to_wire
from engine.language.rules.wire import normalise


def check_rule(
    tree: Tree, signature: Signature, *, expects: str | None, pointer: str, rows: Rows = ()
) -> list[Problem]:
    """Everything that is wrong with a rule, each at its place under `pointer`.

    `expects` is the type that its value must have, None for any; `rows` are the fields of the repeats around it, the
    innermost last.
    """
    return read_rule(tree, signature, expects=expects, pointer=pointer, rows=rows)[1]


__all__ = [
    "MAX_DEPTH",
    "FieldType",
    "NotTranslatable",
    "Scope",
    "Signature",
    "TableSignature",
    "Value",
    "check_rule",
    "compile_rule",
    "explain",
    "from_wire",
    "names_used",
    "normalise",
    "normalise_table",
    "operators",
    "order",
    "paths_read",
    "row_names_used",
    "settle",
    "to_q",
    "to_wire",
]
