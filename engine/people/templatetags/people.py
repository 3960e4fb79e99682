"""Filters of the administration's pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language

from engine.audit import words
from engine.language.text import active, say
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


@register.filter
def did(action: str) -> str:
    """What an entry of the audit trail says was done."""
    return say(words.did(action), active(get_language()))


@register.filter
def about(kind: str) -> str:
    """To what sort of thing it was done."""
    return say(words.about(kind), active(get_language()))


@register.filter
def why(reason: str) -> str:
    """Why: the product's own reasons in the reader's language, a person's as they typed it."""
    language = active(get_language())
    return {"en": "; ", "zh-Hant": "；"}[language].join(say(one, language) for one in words.why(reason))
