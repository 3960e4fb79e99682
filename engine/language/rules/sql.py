"""A rule as a Django Q, for filters of reports. Django is imported only when a rule is translated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Any

from engine.language.rules.compiling import run_of, sound_rule
from engine.language.rules.nodes import Node
from engine.language.rules.operators import operators
from engine.language.rules.operators.base import NotTranslatable
from engine.language.rules.types import NUMBERS, FieldType, Scope, Signature, Tree

Stored = Callable[[FieldType, Any], Any]


def as_it_is(field: FieldType, value: Any) -> Any:
    """The default of `stored`: the column keeps the value itself."""
    return value


def to_q(
    tree: Tree,
    signature: Signature,
    path_of: Callable[[str], str],
    *,
    stored: Stored = as_it_is,
    today: date | None = None,
) -> Any:
    """The condition as a Q that keeps exactly the rows for which the rule is true.

    `path_of(name)` is the ORM path of a field; `stored(field, value)` is a constant as that column keeps it (money in
    cents, say; when `stored` is given, columns of numbers keep whole numbers). A part that reads no field is computed
    first, with `today`. Raises NotTranslatable for operators that no query can do, and Invalid for a rule with errors.
    """
    node = sound_rule(tree, signature, (), "boolean")
    return _Translator(path_of, stored, today).condition(node)


@dataclass(frozen=True)
class _Translator:
    path_of: Callable[[str], str]
    stored: Stored
    today: date | None

    def condition(self, node: Node) -> Any:
        from django.db.models import Q

        if not _reads_fields(node):
            return self.always(self._constant(node) is True)
        if node.op == "var":
            path = self.path_of(node.value)
            return Q(**{path: self._stored(node, True), f"{path}__isnull": False})
        return operators.get(node.op).query(node, self)

    def compare(self, left: Node, lookup: str, right: Node) -> Any:
        """`left lookup right`, false where either is missing, so that its contrary is true there."""
        from django.db.models import F, Q

        if lookup == "in" and (left.op != "var" or right.op != "list"):
            raise NotTranslatable("“in” needs a field and a list of values in a database filter")
        if left.op != "var":
            left, lookup, right = self._turned(left, lookup, right)
        path = self.path_of(left.value)
        present = Q(**{f"{path}__isnull": False})
        if right.op == "var":
            other = self.path_of(right.value)
            return Q(**{f"{path}__{lookup}": F(other)}) & present & Q(**{f"{other}__isnull": False})
        value = self._value(left, right)
        if self._is_whole(left) and lookup != "in":
            value = _settled(value, lookup)
        return self.always(False) if value is None else Q(**{f"{path}__{lookup}": value}) & present

    def position(self, whole: Node, part: Node, *, first: bool) -> Any:
        """Whether one text is within another, or at its start. LIKE would not do: SQLite's ignores case."""
        from django.db.models import F, Q, Value
        from django.db.models.functions import StrIndex
        from django.db.models.lookups import Exact, GreaterThan

        if whole.op != "var":
            raise NotTranslatable("the text that is searched must be a field in a database filter")
        sought = part.value if part.op == "literal" else None
        if sought is None:
            raise NotTranslatable("the text that is sought must stand in the rule in a database filter")
        path = self.path_of(whole.value)
        at = StrIndex(F(path), Value(self._stored(whole, sought)))
        found = Exact(at, 1) if first else GreaterThan(at, 0)
        return Q(found) & Q(**{f"{path}__isnull": False})

    def missing(self, node: Node, *, blank: bool) -> Any:
        from django.db.models import Q

        if node.op != "var" or node.type in ("codes", "files", "rows"):
            raise NotTranslatable("only a single field can be asked whether it is empty in a database filter")
        path = self.path_of(node.value)
        absent = Q(**{f"{path}__isnull": True})
        return absent | Q(**{path: ""}) if blank else absent

    def always(self, truth: bool) -> Any:
        from django.db.models import Q

        return ~Q(pk__in=[]) if truth else Q(pk__in=[])

    def _turned(self, left: Node, lookup: str, right: Node) -> tuple[Node, str, Node]:
        if right.op != "var" or lookup not in _TURNED:
            raise NotTranslatable("one side of a comparison must be a field in a database filter")
        return right, _TURNED[lookup], left

    def _value(self, field: Node, node: Node) -> Any:
        if node.op == "list":
            values = [self._stored(field, member.value) for member in node.args]
            return (
                [_settled(v, "exact") for v in values if _settled(v, "exact") is not None]
                if self._is_whole(field)
                else values
            )
        if _reads_fields(node):
            raise NotTranslatable("a database filter compares a field with a value or with another field")
        value = self._constant(node)
        return None if value is None else self._stored(field, value)

    def _is_whole(self, field: Node) -> bool:
        """Whether the column keeps whole numbers only: a whole number itself, or any number as `stored` scales it."""
        return field.type == "integer" or (field.type in NUMBERS and self.stored is not as_it_is)

    def _stored(self, node: Node, value: Any) -> Any:
        return self.stored(node.field or FieldType(node.type), value)

    def _constant(self, node: Node) -> Any:
        return run_of(node)(Scope({}, today=self.today))


def _settled(value: Any, lookup: str) -> int | None:
    """The whole number that decides like `value` in a column of whole numbers; None when none is like it.

    A column takes no 2.5, and a database would cut it down: what is at least 2.5 is at least 3, and nothing is 2.5.
    """
    if value is None or (lookup == "exact" and value != int(value)):
        return None
    return ceil(value) if lookup in ("lt", "gte") else floor(value)


_TURNED = {"exact": "exact", "lt": "gt", "lte": "gte", "gt": "lt", "gte": "lte"}


def _reads_fields(node: Node) -> bool:
    return node.op in ("var", "row") or any(_reads_fields(a) for a in node.args)
