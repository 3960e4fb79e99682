"""Parts of a page that are made of nothing but the values they are given: rendered once for each, and then kept.

The template of such a part sees its values and the language, never the request or the person. So what is kept cannot be
stale, nor somebody else's: other values are another part. What a person may do is worked out anew for each request, and
only its outcome (the doors that are open) is among the values.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST = 2000


def part(name: str, **values: Any) -> SafeString:
    """The template `name`, rendered with these values (each hashable) in the language of the moment."""
    return _rendered(name, get_language(), _house(), **values)


def address(name: str) -> str:
    """The address of a page that takes no arguments; nothing when that part of the house is not installed."""
    return _address(name, *_house())


def _house() -> tuple[str, str]:
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()


@lru_cache(maxsize=MOST, typed=True)  # typed: a safe text is not the same as one that must be escaped
def _rendered(name: str, language: str, house: tuple[str, str], **values: Any) -> SafeString:
    return SafeString(get_template(name).render(values))


@lru_cache(maxsize=MOST)
def _address(name: str, urlconf: str, prefix: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
