"""What a kind of document is. Each app registers its own; the language knows only this protocol."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.language.documents import Document, known_kinds
from engine.language.problems import Problem
from engine.language.references import Library, Reference
from engine.language.registry import Registry


@dataclass(frozen=True)
class Compiled:
    """A frozen spec, or None when an error stopped it, with every problem found on the way."""

    spec: Any | None
    problems: Sequence[Problem] = field(default_factory=tuple)


class Kind(Protocol):
    """One kind of document. `dated` kinds carry `effective` and are chosen by the day a thing starts."""

    @property
    def name(self) -> str: ...
    @property
    def dated(self) -> bool: ...
    @property
    def meta_schema(self) -> Mapping[str, Any]: ...

    def references(self, document: Document) -> list[Reference]:
        """Every other document that this one names."""
        ...

    def compile(self, document: Document, library: Library) -> Compiled:
        """The spec of a document whose shape is right already."""
        ...


class _Kinds(Registry[Kind]):
    """The registry of kinds, which tells the reader of documents what there is."""

    def register(self, name: str, value: Kind) -> Kind:
        known_kinds[name] = None
        return super().register(name, value)


kinds = _Kinds("kind of document")
