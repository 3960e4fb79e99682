"""The words of roles and acts, and the codes they stand for, so that a cell may be written with either. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.language.text import LANGUAGES, Text, say


@dataclass(frozen=True)
class Names:
    """What each code is called, by code."""

    roles: Mapping[str, Text] = field(default_factory=dict[str, Text])
    acts: Mapping[str, Text] = field(default_factory=dict[str, Text])

    def role(self, code: str, language: str) -> str:
        return say(self.roles.get(code), language, code)

    def act(self, code: str, language: str) -> str:
        return say(self.acts.get(code), language, code)

    def role_called(self, words: str) -> str | None:
        """The code of the role that `words` names, in either language or by its code."""
        return self._roles.get(_folded(words))

    def act_called(self, words: str) -> str | None:
        return self._acts.get(_folded(words))

    @cached_property
    def _roles(self) -> Mapping[str, str]:
        return _codes(self.roles)

    @cached_property
    def _acts(self) -> Mapping[str, str]:
        return _codes(self.acts)


def _codes(called: Mapping[str, Text]) -> dict[str, str]:
    by_words = {_folded(say(text, language)): code for code, text in called.items() for language in LANGUAGES}
    return by_words | {_folded(code): code for code in called}


def _folded(words: str) -> str:
    return " ".join(words.replace("_", " ").split()).casefold()
