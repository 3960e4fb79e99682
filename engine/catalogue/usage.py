"""What reads a part of a definition: the one room that the impact of a draft and the designers ask.

Each kind tells of its documents what they read of others (`uses`) and by which parts it is read itself (`parts`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import VersionLibrary, document, latest, owners_for, resolve
from engine.language.documents import Document
from engine.language.kinds import kinds
from engine.language.references import Binding, Library
from engine.language.registry import Registry
from engine.language.text import Text


@dataclass(frozen=True)
class Part:
    """A part that others may read: its id, which never changes, the names it is read by, its label, its type."""

    id: str
    names: tuple[str, ...]
    label: Text
    type: str


@dataclass(frozen=True)
class Use:
    """A place that reads `name` of the definition (`kind`, `key`); `where` is that place in the author's words."""

    kind: str
    key: str
    name: str
    where: Text


@dataclass(frozen=True)
class Reading:
    """A version that reads a part, how it is bound to it, and every place where it does."""

    version: Version
    binding: Binding
    places: list[Text] = field(default_factory=list)


uses: Registry[Callable[[Document, Library], Iterable[Use]]] = Registry("what a kind reads")
parts: Registry[Callable[[Document], Iterable[Part]]] = Registry("what is read of a kind")


def parts_of(found: Document) -> dict[str, Part]:
    """The parts of a document by id; none while its shape is not right yet."""
    if found.kind not in parts:
        return {}
    try:
        return {part.id: part for part in parts.get(found.kind)(found)}
    except (KeyError, TypeError, AttributeError, ValueError):
        return {}


def part_named(name: str, among: Iterable[Part]) -> Part | None:
    """The part that a name reads: the one with the longest name that it is, or begins with."""
    named = {own: part for part in among for own in part.names}
    while name and name not in named:
        name = name.rpartition(".")[0]
    return named.get(name)


class Readers:
    """Everything that reads one definition, asked of the database once."""

    def __init__(self, definition: Definition) -> None:
        newest = latest(definition) or definition.versions.filter(state=Version.DRAFT).first()
        self._found: list[tuple[Version, Binding, Use]] = [
            (reader, binding, use)
            for reader in reading_versions(definition)
            if (binding := binding_of(reader, definition)) is not None
            for use in _uses_of(reader, definition, newest)
        ]

    def of(self, part: Part, among: Mapping[str, Part]) -> list[Reading]:
        """Who reads the part, as the document with the parts `among` has it; what is in force before drafts."""
        found: dict[object, Reading] = {}
        for reader, binding, use in self._found:
            if part_named(use.name, among.values()) == part:
                reading = found.setdefault(reader.definition_id, Reading(reader, binding))
                if reading.version == reader and use.where not in reading.places:
                    reading.places.append(use.where)
        return list(found.values())


def reading_versions(definition: Definition) -> list[Version]:
    """The newest published version, then the draft, of each definition that names this one and is served by it."""
    rows = Version.objects.exclude(state=Version.RETIRED).filter(source__contains=definition.key)
    rows = rows.exclude(definition=definition).filter(_in_line_with(definition))
    rows = rows.select_related("definition__owner").order_by("definition__kind", "definition__key", "number")
    newest = {(row.definition_id, row.state): row for row in rows}
    return sorted(newest.values(), key=lambda row: row.state == Version.DRAFT)


def _in_line_with(definition: Definition) -> Q:
    """At the definition's owner, beneath it, or above it: where its key could mean it."""
    if definition.owner is None:
        return Q()
    above = Q(definition__owner__in=owners_for(definition.owner)) | Q(definition__owner=None)
    return above | Q(definition__owner__path__startswith=definition.owner.path)


def binding_of(reader: Version, definition: Definition) -> Binding | None:
    """How the reader is bound to this very definition; None when its key means another, or it does not name it.

    What is kept above a definition and bound late follows it where it is read, as a report of a whole agency does.
    """
    try:
        named = kinds.get(reader.definition.kind).references(document(reader))
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    ours = [ref for ref in named if (ref.kind, ref.key) == (definition.kind, definition.key)]
    if not ours or not (_serves(definition, reader) or (ours[0].binding == "late" and _is_above(reader, definition))):
        return None
    return ours[0].binding


def _serves(definition: Definition, reader: Version) -> bool:
    if latest(definition) is None:  # nothing of it is in force yet, and its first version will serve
        return True
    found = resolve(definition.kind, definition.key, reader.definition.owner, date.max)
    return found is not None and found.definition_id == definition.pk


def _is_above(reader: Version, definition: Definition) -> bool:
    owner, reads = definition.owner, reader.definition.owner
    return reads is None or (owner is not None and owner.path.startswith(reads.path))


def _uses_of(reader: Version, definition: Definition, newest: Version | None) -> Sequence[Use]:
    if reader.definition.kind not in uses:
        return []
    library = VersionLibrary(reader, {}, [newest] if newest else [])
    try:
        found = list(uses.get(reader.definition.kind)(document(reader), library))
    except (KeyError, TypeError, AttributeError, ValueError):  # a draft whose shape is not right yet
        return []
    return [use for use in found if (use.kind, use.key) == (definition.kind, definition.key)]


def visible_first(readings: Sequence[Reading], seen: QuerySet[Definition]) -> tuple[list[Reading], int]:
    """Those of definitions that the reader may see, and how many others there are."""
    ids = set(seen.filter(pk__in=[r.version.definition_id for r in readings]).values_list("pk", flat=True))
    shown = [reading for reading in readings if reading.version.definition_id in ids]
    return shown, len(readings) - len(shown)
