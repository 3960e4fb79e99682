"""From the authored tree to typed nodes, with every problem reported at its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, cast

from engine.language.pointers import escape
from engine.language.problems import Problem, problem
from engine.language.rules import codes as _codes  # noqa: F401  # pyright: ignore[reportUnusedImport]  the codes must be registered before a problem is made
from engine.language.rules.nodes import PENDING, TYPE_NAMES, UNKNOWN_ROW, WRONG, Node, accepts, common_type
from engine.language.rules.operators import operators
from engine.language.rules.types import NUMBERS, FieldType, Signature, Tree
from engine.language.rules.values import LIMIT, day, number, well_formed
from engine.language.text import say

MAX_DEPTH = 40
Rows = tuple[Mapping[str, FieldType], ...]


@dataclass(frozen=True)
class Place:
    """Where the checker stands: the names in reach, the pointer, the depth, and the list that problems go to."""

    signature: Signature
    rows: Rows = ()
    pointer: str = ""
    depth: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])

    def at(self, *steps: object) -> "Place":
        """The same place further down the document."""
        return replace(self, pointer=self.pointer + "".join(f"/{escape(s)}" for s in steps))

    def inside(self, rows: Mapping[str, FieldType]) -> "Place":
        """The same place inside one more repeat."""
        return replace(self, rows=(*self.rows, rows))

    def report(self, code: str, **facts: object) -> Node:
        """Enters a problem; the node returned causes no other."""
        self.problems.append(problem(code, self.pointer, **facts))
        return Node("literal", WRONG, pointer=self.pointer)

    # -- reading the tree --

    def read(self, tree: Tree) -> Node:
        """The typed node of an authored tree."""
        if isinstance(tree, Mapping):
            return self._read_operator(cast(Mapping[str, Any], tree))
        if isinstance(tree, str):
            if not well_formed(tree) or "\0" in tree:
                return self.report("rules.wrong-literal", value="\ufffd", wanted=TYPE_NAMES["text"])
            return Node("literal", PENDING, value=tree, pointer=self.pointer)
        if isinstance(tree, float):
            return self.report("rules.float", value=tree)
        if tree is None or isinstance(tree, bool):
            return Node("literal", "null" if tree is None else "boolean", value=tree, pointer=self.pointer)
        if isinstance(tree, int) and -LIMIT < tree < LIMIT:
            return Node("literal", "integer", value=tree, pointer=self.pointer)
        return self.report("rules.not-a-rule")

    def _read_operator(self, tree: Mapping[str, Any]) -> Node:
        if "row" in tree and set(tree) <= {"row", "up"}:
            return self._read_row(tree["row"], tree.get("up", 0))
        if len(tree) != 1:
            return self.report("rules.not-a-rule")
        [(name, arguments)] = tree.items()
        if name == "var":
            return self._read_var(arguments)
        if name not in operators:
            return self.report("rules.unknown-operator", name=name, near=near(name, [*operators, "var", "row"]))
        return self._apply(name, arguments)

    def _apply(self, name: str, arguments: Any) -> Node:
        if self.depth >= MAX_DEPTH:
            return self.report("rules.too-deep", limit=MAX_DEPTH)
        operator = operators.get(name)
        deeper = replace(self.at(name), depth=self.depth + 1)
        if isinstance(arguments, list):
            return operator.read(cast(list[Any], arguments), deeper)
        if operator.least <= 1 and operator.most in (1, 2):
            return operator.read([arguments], deeper, alone=True)
        return self.report("rules.not-a-list", name=name)

    def _read_var(self, name: Any) -> Node:
        if not isinstance(name, str):
            return self.report("rules.not-a-rule")
        found = self.signature.fields.get(name)
        if found is None:
            return self.report("rules.unknown-name", name=name, near=near(name, self.signature.fields))
        return Node("var", found.type, value=name, field=found, pointer=self.pointer)

    def _read_row(self, key: Any, up: Any) -> Node:
        if not isinstance(key, str) or type(up) is not int or up < 0:
            return self.report("rules.not-a-rule")
        if up >= len(self.rows):
            return self.report("rules.not-in-a-row", depth=len(self.rows))
        fields = self.rows[-1 - up]
        if fields is UNKNOWN_ROW:
            return Node("literal", WRONG, pointer=self.pointer)
        if key not in fields:
            return self.report("rules.unknown-name", name=key, near=near(key, fields))
        return Node("row", fields[key].type, value=key, field=fields[key], up=up, pointer=self.pointer)

    # -- types --

    def need(self, node: Node, *wanted: str) -> Node:
        """`node` as one of the `wanted` types (a pending literal takes the first); otherwise a problem."""
        if node.type == PENDING:
            node = self.settle(node, wanted[0])
        if node.type == PENDING or not any(accepts(w, node.type) for w in wanted):
            return self._mismatch(node, wanted[0])
        return node

    def need_number(self, node: Node) -> Node:
        return self.need(node, "decimal")

    def unite(self, nodes: Sequence[Node]) -> tuple[list[Node], str]:
        """The nodes with one type between them; literals take the type, and the options, of the others."""
        type_ = common_type([n.type for n in nodes])
        if type_ is None:
            first, *rest = [n for n in nodes if n.type not in (PENDING, "null")]
            other = next(n for n in rest if common_type([first.type, n.type]) is None)
            self.report("rules.types-differ", first=TYPE_NAMES[first.type], second=TYPE_NAMES[other.type])
            return list(nodes), WRONG
        shown = next((n.field for n in nodes if n.field is not None), None)
        settled = [self.settle(n, type_, shown) for n in nodes]
        return settled, common_type([n.type for n in settled]) or type_

    def settle(self, node: Node, type_: str, shown: FieldType | None = None) -> Node:
        """A pending node, and the pending parts it is made of, as `type_`; any other node as it is."""
        if type_ == "money" and node.op == "literal" and node.type == "integer":
            return node.typed("money")
        if node.type != PENDING or type_ == PENDING:
            return node
        if type_ == WRONG:
            return node.typed(WRONG)
        if node.op != "literal":
            return replace(node, type=type_, args=tuple(self.settle(a, type_, shown) for a in node.args))
        value = literal_value(node.value, type_)
        if value is None:
            here = replace(self, pointer=node.pointer)
            here.report("rules.wrong-literal", value=node.value, wanted=TYPE_NAMES.get(type_, ""))
            return node.typed(WRONG)
        if type_ == "text" and shown and shown.options is not None:
            self._check_option(node, shown)
        if type_ in ("integer", "decimal"):
            type_ = "integer" if isinstance(value, int) else "decimal"
        return replace(node, type=type_, value=value, field=shown)

    def settled(self, node: Node) -> Node:
        """`node`, unless it is still pending: then nothing can tell its type, which is a problem."""
        if node.type != PENDING:
            return node
        literal = next(iter(_pending_literals(node)), node)
        return replace(self, pointer=literal.pointer).report("rules.ambiguous-literal", value=literal.value)

    def _check_option(self, node: Node, shown: FieldType) -> None:
        options = shown.options or {}
        if node.value not in options:
            here = replace(self, pointer=node.pointer)
            label = {language: say(shown.label, language) for language in ("en", "zh-Hant")}
            here.report("rules.unknown-option", value=node.value, field=label, near=near(node.value, options))

    def _mismatch(self, node: Node, wanted: str) -> Node:
        given = TYPE_NAMES.get(node.type, "")
        return replace(self, pointer=node.pointer).report("rules.wrong-type", wanted=TYPE_NAMES[wanted], given=given)


def literal_value(written: str, type_: str) -> Any:
    """What a text literal means as `type_`; None where it means nothing."""
    if type_ in NUMBERS:
        value = number(written)
        return int(value) if value is not None and type_ != "money" and "." not in written else value
    if type_ == "date":
        return day(written)
    return written if type_ == "text" else None


def near(name: object, known: Any) -> str:
    """The known names most like `name`, or the first few there are."""
    return ", ".join(get_close_matches(str(name), list(known), n=3) or list(known)[:8]) or "–"


def _pending_literals(node: Node) -> list[Node]:
    if node.op == "literal":
        return [node] if node.type == PENDING else []
    return [found for a in node.args for found in _pending_literals(a)]


def read_rule(
    tree: Tree, signature: Signature, *, expects: str | None = None, pointer: str = "", rows: Rows = ()
) -> tuple[Node, list[Problem]]:
    """The typed node of a rule, and everything that is wrong with it."""
    place = Place(signature, rows, pointer)
    node = place.read(tree)
    node = place.settled(node) if expects is None else place.need(node, expects)
    return node, place.problems
