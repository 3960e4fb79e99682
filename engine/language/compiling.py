"""From a document to its spec: shape, identity, translations and meaning, every problem at once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from engine.language.documents import Document
from engine.language.kinds import Compiled, kinds
from engine.language.pointers import walk
from engine.language.problems import Problem, has_errors, problem
from engine.language.references import Library
from engine.language.schema import check_shape
from engine.language.text import LANGUAGES, both, missing_languages, say

_LANGUAGE_NAMES = {"en": both("English", "英文"), "zh-Hant": both("Traditional Chinese", "繁體中文")}


def check(document: Document, library: Library) -> Compiled:
    """The document's spec and all its problems. Meaning is checked once the shape is right."""
    problems = [*check_shape(document), *_ids(document), *_translations(document)]
    if has_errors(problems):
        return Compiled(None, problems)
    compiled = kinds.get(document.kind).compile(document, library)
    everything = [*problems, *compiled.problems]
    return Compiled(None if has_errors(everything) else compiled.spec, everything)


class MemoryLibrary:
    """A library of documents in memory, compiled when first asked for. A document that needs itself finds None."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {(d.kind, d.key): d for d in documents}
        self._compiled: dict[tuple[str, str], Compiled] = {}
        self._busy: set[tuple[str, str]] = set()

    def find(self, kind: str, key: str) -> Any | None:
        compiled = self.compiled(kind, key)
        return compiled.spec if compiled else None

    def compiled(self, kind: str, key: str) -> Compiled | None:
        """What the compiler said of the document, or None when it is not here."""
        name = (kind, key)
        if name not in self._documents or name in self._busy:
            return None
        if name not in self._compiled:
            self._busy.add(name)
            try:
                self._compiled[name] = check(self._documents[name], self)
            finally:
                self._busy.discard(name)
        return self._compiled[name]


def _ids(document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for pointer, value, _ in walk(document.body):
        if not isinstance(value, Mapping):
            continue
        found = cast(Mapping[str, Any], value).get("id")
        if isinstance(found, str) and found in seen:
            yield problem("document.duplicate-id", f"{pointer}/id", id=found)
        elif isinstance(found, str):
            seen.add(found)


def _translations(document: Document) -> Iterator[Problem]:
    for pointer, value, _ in walk(document.body):
        if isinstance(value, Mapping) and value and set(cast(Mapping[str, Any], value)) <= set(LANGUAGES):
            text = cast(Mapping[str, str], value)
            for language in missing_languages(text):
                name = _LANGUAGE_NAMES[language]
                yield problem("document.missing-translation", pointer, text=say(text, "en"), language=name)
