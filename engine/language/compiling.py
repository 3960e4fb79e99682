"""From a document to its spec: shape, identity, words and meaning, every problem at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from engine.language.documents import Document
from engine.language.kinds import Compiled, kinds
from engine.language.pointers import clean, walk
from engine.language.problems import Problem, cannot_run, codes, problem
from engine.language.references import Library
from engine.language.salvage import Salvaged, salvage
from engine.language.schema import MAX_PROBLEMS, Flaw, find_flaws, shape_problems
from engine.language.wording import check_wording


def check(document: Document, library: Library) -> Compiled:
    """The document's spec and all its problems: of reading, of shape, of identity, of words and of meaning."""
    body = clean(document.body)
    flaws = find_flaws(document.kind, body)
    outer = [*document.reading, *_shape(document, flaws), *_ids(document), *check_wording(document)]
    spec, meaning = _compile(document, body, flaws, library)
    problems = [*outer, *meaning]
    return Compiled(None if cannot_run(problems) else spec, problems)


def _shape(document: Document, flaws: list[Flaw]) -> list[Problem]:
    """The problems of shape that reading has not named already; beyond MAX_PROBLEMS only how many there are."""
    told = {p.pointer for p in document.reading}
    found = [
        p for p in shape_problems(flaws) if p.pointer not in told and f"{p.pointer}/{p.facts.get('name')}" not in told
    ]
    more = (
        [problem("document.more-problems", count=len(found), shown=MAX_PROBLEMS)] if len(found) > MAX_PROBLEMS else []
    )
    return [*found[:MAX_PROBLEMS], *more]


def _compile(
    document: Document, body: dict[str, Any], flaws: list[Flaw], library: Library
) -> tuple[Any, Iterable[Problem]]:
    kind = kinds.get(document.kind)
    if not flaws:
        compiled = kind.compile(replace(document, body=body) if document.reading else document, library)
        return compiled.spec, compiled.problems
    salvaged = salvage(document, body, flaws) if len(flaws) <= MAX_PROBLEMS else None
    if salvaged is None:
        return None, ()
    return None, _authored(kind.compile(salvaged.document, library).problems, salvaged)


def _authored(problems: Iterable[Problem], salvaged: Salvaged) -> Iterator[Problem]:
    """The problems as the author must see them: at the authored places, without those that only the holes explain."""
    holes = salvaged.document.holes
    for found in problems:
        if not holes.explain(codes.get(found.code).lacks, found.pointer, found.facts):
            yield replace(found, pointer=salvaged.authored(found.pointer))


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
