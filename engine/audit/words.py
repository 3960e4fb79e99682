"""What the codes of the trail are called. An entry keeps the code; its reader gets the words, in their own language.

Every room enters the words of what it notes. What nobody entered is said as it is stored: the reasons that people
typed, and codes of long ago.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.language.registry import Registry
from engine.language.text import Text, say

actions: Registry[Text] = Registry("audited action")
kinds: Registry[Text] = Registry("kind of audited thing")
reasons: Registry["Phrase"] = Registry("noted reason")

BETWEEN = "; "


@dataclass(frozen=True)
class Phrase:
    """A reason as the product writes it, `{}` standing for one word or number, and as people read it."""

    pattern: re.Pattern[str]
    said: Text

    def fill(self, stored: str) -> Text | None:
        """The words for what is stored, or None where it is something else."""
        found = self.pattern.fullmatch(stored)
        if found is None:
            return None
        texts = {"en": say(self.said, "en"), "zh-Hant": say(self.said, "zh-Hant")}
        return {language: words.format(*found.groups()) for language, words in texts.items()}


def enter(
    *,
    did: Mapping[str, Text] | None = None,
    about: Mapping[str, Text] | None = None,
    why: Mapping[str, Text] | None = None,
) -> None:
    """Enters a room's words: for actions, for kinds of things, for reasons (`{}` stands for one word or number)."""
    for code, words in (did or {}).items():
        actions.register(code, words)
    for code, words in (about or {}).items():
        kinds.register(code, words)
    for code, words in (why or {}).items():
        pattern = re.compile("(.+)".join(map(re.escape, code.split("{}"))))
        reasons.register(code, Phrase(pattern, words))


def did(action: str) -> Text:
    """What was done, in words."""
    return actions.get(action) if action in actions else action


def about(kind: str) -> Text:
    """To what, in words."""
    return kinds.get(kind) if kind in kinds else kind


def why(reason: str) -> list[Text]:
    """Why, in words; one text for each reason of an entry."""
    return [_phrase(part) or part for part in reason.split(BETWEEN)] if _is_ours(reason) else [reason]


def codes_saying(words: str) -> Iterator[str]:
    """The codes of the actions and kinds whose words, in any language, hold `words`."""
    for entered in (actions, kinds):
        for code in entered:
            if any(words.lower() in text.lower() for text in _every(entered.get(code))):
                yield code


def _is_ours(reason: str) -> bool:
    """A sentence that a person typed may hold a semicolon too: it is left whole."""
    return all(_phrase(part) for part in reason.split(BETWEEN))


def _phrase(part: str) -> Text | None:
    return next((said for phrase in reasons.values() if (said := phrase.fill(part))), None)


def _every(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())
