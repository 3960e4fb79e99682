"""Comparisons: XPath turns anything into anything, our rules compare like with like."""

from typing import Any

from engine.language.text import both
from form_builder.exchange.xpath.nodes import NotCarried
from form_builder.exchange.xpath.typed import Typed, not_of_type

_WORDS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_TRUE = frozenset({"true", "1", "true()"})


def compare(operator: str, left: Typed, right: Typed) -> Typed:
    """`left operator right` as a condition."""
    if operator not in ("=", "!="):
        return Typed({_WORDS[operator]: _ordered(left, right)}, "boolean")
    blank = next((side for side in (left, right) if side.literal == "" and side.type == "text"), None)
    if blank is not None:
        return Typed(_emptiness(right if blank is left else left, operator), "boolean")
    tree = _equality(left, right)
    return Typed(_without(tree) if operator == "!=" else tree, "boolean")


def same_type(left: Typed, right: Typed) -> str:
    """The type of a number made of two."""
    return (
        left.type if left.type == right.type else next(t for t in ("money", "decimal") if t in (left.type, right.type))
    )


def _emptiness(found: Typed, operator: str) -> Any:
    empty = {"empty": [found.tree]}
    return empty if operator == "=" else {"not": [empty]}


def _equality(left: Typed, right: Typed) -> Any:
    if left.literal is not None and right.literal is None:
        left, right = right, left
    if left.type == "boolean":
        return _of_boolean(left, right)
    if right.type == "boolean":
        return _of_boolean(right, left)
    if left.type == "codes":
        return _of_codes(left, right)
    if left.type == "text" and right.literal is not None:
        return {"==": [left.tree, right.literal]}
    return {"==": _like(left, right)}


def _of_boolean(asked: Typed, other: Typed) -> Any:
    if other.type == "boolean":
        return {"==": [asked.tree, other.tree]}
    if other.literal is None:
        raise not_of_type(other, "boolean")
    yes, no = asked.origin.words if asked.origin and asked.origin.words else ("true", "false")
    if other.literal not in (yes, no, "true", "false", "1", "0"):
        said = other.literal
        raise NotCarried(both(f"“{said}” is neither yes nor no.", f"「{said}」既不是「是」，也不是「否」。"))
    return {"==": [asked.tree, other.literal == yes or other.literal in _TRUE]}


def _of_codes(chosen: Typed, other: Typed) -> Any:
    """Several options are equal to one where it is chosen and no other."""
    if other.type != "text":
        raise not_of_type(other, "text")
    return {"and": [{"contains": [chosen.tree, other.tree]}, {"==": [{"count": [chosen.tree]}, 1]}]}


def _without(tree: Any) -> Any:
    return {"!=": tree["=="]} if "==" in tree else {"not": [tree]}


def _ordered(left: Typed, right: Typed) -> list[Any]:
    for side in (left, right):
        if side.literal is None and not side.numeric and side.type != "date":
            raise not_of_type(side, "decimal")
    return _like(left, right)


def _like(left: Typed, right: Typed) -> list[Any]:
    """The two trees, where they are of one sort; a literal takes the sort of the other."""
    sorts = {("number" if side.numeric else side.type) for side in (left, right) if side.literal is None}
    if len(sorts) > 1 and "null" not in sorts:
        raise not_of_type(right, left.type)
    return [left.tree, right.tree]
