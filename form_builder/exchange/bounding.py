"""A constraint that says no more than a least and a greatest number."""

from typing import Any

from form_builder.exchange.xpath.nodes import Binary, Negative, Node, NotCarried, Number, Self
from form_builder.exchange.xpath.parsing import parse
from form_builder.fields import field_types

_TURNED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
_NAMES = {">=": "min", "<=": "max", ">": "min", "<": "max"}


def bounds(expression: str, type_: str) -> dict[str, Any] | None:
    """`min` and `max` of `. >= 0 and . <= 120`, for a field that has them; None for anything else."""
    kind = field_types.get(type_)
    if kind.unit or kind.rule_type not in ("integer", "decimal", "money") or not {"min", "max"} <= set(kind.properties):
        return None
    try:
        parts = _parts(parse(expression))
    except NotCarried:
        return None
    found: dict[str, Any] = {}
    for part in parts:
        bound = _bound(part, kind.rule_type)
        if bound is None or bound[0] in found:
            return None
        found[bound[0]] = bound[1]
    return found


def _parts(node: Node) -> list[Node]:
    if isinstance(node, Binary) and node.operator == "and":
        return [*_parts(node.left), *_parts(node.right)]
    return [node]


def _bound(node: Node, rule_type: str) -> tuple[str, Any] | None:
    if not isinstance(node, Binary) or node.operator not in _TURNED:
        return None
    operator, own, limit = node.operator, node.left, node.right
    if isinstance(limit, Self):
        operator, own, limit = _TURNED[operator], limit, own
    number = _number(limit)
    if not isinstance(own, Self) or number is None:
        return None
    if rule_type != "integer":
        return (_NAMES[operator], number) if operator in ("<=", ">=") else None
    if not number.lstrip("-").isdecimal():
        return None
    return _NAMES[operator], int(number) + {">": 1, "<": -1}.get(operator, 0)


def _number(node: Node) -> str | None:
    if isinstance(node, Negative) and isinstance(node.part, Number):
        return f"-{node.part.text}"
    return node.text if isinstance(node, Number) else None
