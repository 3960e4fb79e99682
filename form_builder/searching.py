"""Options that match words: those whose label begins with them first, in either language. Pure."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from engine.language.text import say
from form_builder.spec import Choice

MOST = 30


def matches(
    choices: Iterable[Choice], typed: str, language: str, *, today: date, under: str | None = None
) -> list[tuple[str, str]]:
    """(key, label) of every option that holds all the words typed, the best first; all of them when nothing is typed.

    Options that have ended are left out; `under` keeps those of one parent, and those that have none.
    """
    words = _plain(typed).split()
    found: list[tuple[int, str, str]] = []
    for choice in choices:
        if (choice.until is not None and choice.until < today) or not _beneath(choice, under):
            continue
        rank = _rank(choice, words)
        if rank is not None:
            found.append((rank, choice.key, say(choice.label, language, choice.key)))
    return [(key, label) for _, key, label in sorted(found, key=lambda one: one[0])]


def _beneath(choice: Choice, under: str | None) -> bool:
    return under is None or choice.parent is None or choice.parent == under


def _rank(choice: Choice, words: list[str]) -> int | None:
    texts = [_plain(say(choice.label, language)) for language in ("en", "zh-Hant")] + [_plain(choice.key)]
    if not all(any(word in text for text in texts) for word in words):
        return None
    whole = " ".join(words)
    return 0 if any(text.startswith(whole) for text in texts) else 1


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
