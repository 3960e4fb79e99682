"""Filters of the administration's pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.functional import Promise

from engine.people.wording import KINDS

register = template.Library()


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What the mapping holds under `key`; nothing when it holds nothing."""
    return mapping.get(key, ())


@register.filter
def branch(depth: int) -> str:
    """The drawn branch before a unit that lies `depth` levels down."""
    return "　" * (depth - 1) + "└ "


@register.filter
def kindname(kind: str) -> str | Promise:
    """What a kind of unit is called."""
    return KINDS.get(kind, kind)
