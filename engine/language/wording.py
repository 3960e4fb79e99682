"""The words of a document, apart from its meaning: translations, markup, characters that turn the direction of writing."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from engine.language.documents import Document
from engine.language.pointers import walk
from engine.language.problems import Problem, problem
from engine.language.text import LANGUAGES, both, missing_languages, say

_LANGUAGE_NAMES = {"en": both("English", "英文"), "zh-Hant": both("Traditional Chinese", "繁體中文")}
_WORDS = frozenset({*LANGUAGES, "title", "label", "hint", "message", "note", "instructions"})
_MARKUP = re.compile(r"</?[a-z!][^<>]*>|&(#\d+|[a-z]+);", re.IGNORECASE)
_TURNS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_FORCED = ("\u202d", "\u202e")
_SHOWN = 80


def check_wording(document: Document) -> Iterator[Problem]:
    """What is wrong with the texts of a document, in document order."""
    for pointer, value, _ in walk(document.body):
        if isinstance(value, Mapping):
            yield from _translations(cast(Mapping[str, Any], value), pointer)
        elif isinstance(value, str):
            if _turned(value):
                yield problem("document.direction", pointer)
            if pointer.rpartition("/")[2] in _WORDS and _MARKUP.search(value):
                yield problem("document.markup", pointer, text=value[:_SHOWN])


def _translations(value: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    if value and set(value) <= set(LANGUAGES) and all(isinstance(text, str) for text in value.values()):
        for language in missing_languages(value):
            yield problem(
                "document.missing-translation", pointer, text=say(value, "en"), language=_LANGUAGE_NAMES[language]
            )


def _turned(text: str) -> bool:
    """Whether a hidden character forces a direction, or begins one that does not end within the text."""
    waiting: list[str] = []
    for character in text:
        if character in _FORCED:
            return True
        if character in _TURNS:
            waiting.append(_TURNS[character])
        elif waiting and character == waiting[-1]:
            waiting.pop()
    return bool(waiting)
