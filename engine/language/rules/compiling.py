"""From typed nodes to closures: compiled once, run many times."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from engine.language.errors import Invalid
from engine.language.problems import has_errors
from engine.language.rules.checking import Rows, read_rule
from engine.language.rules.nodes import WRONG, Node, Run
from engine.language.rules.operators import operators
from engine.language.rules.operators.repeats import run_each, run_list
from engine.language.rules.operators.texts import text_of
from engine.language.rules.types import Scope, Signature, Tree, Value
from engine.language.rules.values import from_wire


def sound_rule(tree: Tree, signature: Signature, rows: Rows, expects: str | None) -> Node:
    """The typed node of a rule that has no errors; raises Invalid with its problems otherwise."""
    node, problems = read_rule(tree, signature, expects=expects, rows=rows)
    if has_errors(problems) or node.type == WRONG:
        raise Invalid(problems)
    return node


def compile_rule(
    tree: Tree, signature: Signature, *, rows: Rows = (), expects: str | None = None
) -> Callable[[Scope], Value]:
    """The rule as a function of a scope. Raises Invalid where `check_rule` finds an error.

    `rows` are the fields of the repeats around the rule, the innermost last, as in `Scope.rows`.
    """
    return run_of(sound_rule(tree, signature, rows, expects))


def run_of(node: Node) -> Run:
    """The closure of a typed node."""
    make = _LEAVES.get(node.op)
    if make:
        return make(node)
    parts = [run_of(a) for a in node.args]
    if node.op == "each":
        return run_each(parts[0], parts[1])
    if node.op == "list":
        return run_list(parts)
    if node.op == "text":
        return text_of(node.args[0].type, parts[0])
    return operators.get(node.op).run(node, parts)


def _literal(node: Node) -> Run:
    value = node.value
    return lambda scope: value


def _var(node: Node) -> Run:
    name, type_, path = node.value, node.type, node.value.split(".")

    def run(scope: Scope) -> Value:
        found = scope.values.get(name)
        return from_wire(_walk(scope.values, path) if found is None and len(path) > 1 else found, type_)

    return run


def _walk(values: Any, path: list[str]) -> Any:
    for step in path:
        values = cast(Mapping[str, Any], values).get(step) if isinstance(values, Mapping) else None
    return values


def _row(node: Node) -> Run:
    key, type_, index = node.value, node.type, -1 - node.up
    return lambda scope: from_wire(scope.rows[index].get(key), type_)


_LEAVES: dict[str, Callable[[Node], Run]] = {"literal": _literal, "var": _var, "row": _row}
