"""What publishing a draft touches: work that is under way, and other documents that read what was removed or renamed."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import document
from engine.language.diff import Change, diff
from engine.language.documents import Document
from engine.language.registry import Registry
from engine.language.text import Text


@dataclass(frozen=True)
class Impact:
    """Something that goes on with an older version: how many, and in words."""

    what: Text
    count: int


@dataclass(frozen=True)
class Touched:
    """A thing that the draft removes or renames, and the definitions that read it by its key."""

    change: Change
    key: str
    readers: tuple[Definition, ...]


impacts: Registry[Callable[[Definition], Iterable[Impact]]] = Registry("impact")
"""What each room says goes on with the published versions of a definition."""


def under_way(definition: Definition) -> list[Impact]:
    """What goes on with the published versions; it stays on them."""
    return [found for tell in impacts.values() for found in tell(definition) if found.count]


def touched(before: Version, draft: Version) -> list[Touched]:
    """What the draft removes or renames, with who reads it."""
    older = document(before)
    readers = _readers(before.definition)
    found: list[Touched] = []
    for change in diff(older, document(draft)):
        key = change.before if change.verb == "renamed" else _key_of_removed(older, change)
        if isinstance(key, str):
            found.append(Touched(change, key, tuple(d for d, text in readers if _reads(text, key))))
    return found


def _key_of_removed(older: Document, change: Change) -> object:
    return older.at(change.pointer).get("key") if change.verb == "removed" else None


def _readers(definition: Definition) -> list[tuple[Definition, str]]:
    """The definitions whose newest published text names this one."""
    rows = Version.objects.filter(state=Version.PUBLISHED, source__contains=definition.key)
    rows = rows.exclude(definition=definition).select_related("definition__owner").order_by("number")
    newest = {row.definition_id: row for row in rows}
    return [(row.definition, row.source) for row in newest.values() if _names(row.source, definition)]


def _names(text: str, definition: Definition) -> bool:
    return re.search(rf'"({definition.kind}:)?{re.escape(definition.key)}(/[a-z0-9_]+)?"', text) is not None


def _reads(text: str, key: str) -> bool:
    """Whether a text reads a field: its key alone, or behind the words that lead to it."""
    return re.search(rf'"([a-z0-9_-]+\.)*{re.escape(key)}(\.[a-z0-9_.]+)?"', text) is not None
