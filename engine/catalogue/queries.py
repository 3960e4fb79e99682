"""Reading the catalogue: which version serves a unit on a day, and its compiled spec."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from engine.catalogue.models import Definition, Version
from engine.language.compiling import check
from engine.language.documents import Document, read
from engine.language.kinds import Compiled, kinds
from engine.people.models import Unit

_specs: dict[UUID, Any] = {}
_references: dict[UUID, frozenset[tuple[str, str]]] = {}
_lock = threading.Lock()
forgetters: list[Callable[[UUID], None]] = []


def document(version: Version) -> Document:
    """The version's text, read. A stored version always reads: it was checked when it was saved."""
    found, problems = read(version.source)
    if found is None:
        raise ValueError(f"{version} does not read: {[p.code for p in problems]}")
    return found


def owners_for(unit: Unit | None) -> list[UUID]:
    """The ids of the units whose definitions serve `unit`, nearest first: itself, then each one above."""
    return [UUID(part) for part in reversed(unit.path.strip("/").split("/"))] if unit else []


def _serving(unit: Unit | None) -> Q:
    return Q(definition__owner__isnull=True) | Q(definition__owner__in=owners_for(unit))


def _in_force(kind: str, key: str | None, unit: Unit | None, on: date) -> QuerySet[Version]:
    rows = Version.objects.select_related("definition", "definition__owner").filter(
        _serving(unit), definition__kind=kind, state=Version.PUBLISHED
    )
    if key is not None:
        rows = rows.filter(definition__key=key)
    return rows.filter(Q(effective__isnull=True) | Q(effective__lte=on))


def _rank(version: Version, owners: Sequence[UUID]) -> tuple[int, date, int]:
    owner = version.definition.owner_id
    near = owners.index(owner) if owner in owners else len(owners)
    return (-near, version.effective or date.min, version.number)


def resolve(kind: str, key: str, unit: Unit | None, on: date) -> Version | None:
    """The version that serves `unit` on a day: the nearest owner's, then the latest in effect; or None."""
    owners = owners_for(unit)
    return max(_in_force(kind, key, unit, on), key=lambda v: _rank(v, owners), default=None)


def available(kind: str, unit: Unit | None, on: date) -> list[Version]:
    """The version of each key of `kind` that serves `unit` on a day, ordered by key."""
    owners = owners_for(unit)
    best: dict[str, Version] = {}
    for version in _in_force(kind, None, unit, on):
        key = version.definition.key
        if key not in best or _rank(version, owners) > _rank(best[key], owners):
            best[key] = version
    return [best[key] for key in sorted(best)]


def spec(version: Version) -> Any:
    """The compiled spec of a published version, kept for the life of the process; of a draft, compiled afresh."""
    with _lock:
        if version.pk in _specs:
            return _specs[version.pk]
    compiled = compile_version(version)
    if compiled.spec is None:
        raise ValueError(f"{version} does not compile: {[p.code for p in compiled.problems]}")
    if version.state == Version.DRAFT:
        return compiled.spec
    with _lock:
        return _specs.setdefault(version.pk, compiled.spec)


def forget(version_id: UUID) -> None:
    """Drops what is kept of a version, here and with everybody who listens in `forgetters`.

    `publish` calls it first: an attempt that was rolled back may have left the spec of a text that changed since.
    """
    with _lock:
        _specs.pop(version_id, None)
        _references.pop(version_id, None)
    for forget_too in forgetters:
        forget_too(version_id)


def forget_specs() -> None:
    """Empties the cache of compiled specs (tests, whose database rows come and go)."""
    with _lock:
        _specs.clear()


def compile_version(version: Version, beside: Iterable[Version] = ()) -> Compiled:
    """What the compiler says of a version, against its pins, the set published beside it, and what serves its owner."""
    return check(document(version), VersionLibrary(version, {}, beside))


class VersionLibrary:
    """What one version's references mean: pins first, then recorded bindings, then the set beside it, then today's.

    A document that needs itself finds None, as `MemoryLibrary` has it.
    """

    def __init__(
        self,
        version: Version,
        bindings: Mapping[str, str],
        beside: Iterable[Version] = (),
        known: dict[UUID, Any] | None = None,
    ) -> None:
        self._version = version
        self._bindings = bindings
        self._beside = {(v.definition.kind, v.definition.key): v for v in beside}
        self._pins: dict[tuple[str, str], Version] | None = None
        self._known: dict[UUID, Any] = {version.pk: None} if known is None else known

    def version(self, kind: str, key: str) -> Version | None:
        """The version that (kind, key) means here."""
        if self._pins is None:
            rows = self._version.pins.select_related("target", "target__definition", "target__definition__owner")
            self._pins = {(pin.kind, pin.key): pin.target for pin in rows}
        if (kind, key) in self._pins:
            return self._pins[kind, key]
        if bound := self._bindings.get(f"{kind}:{key}"):
            return Version.objects.select_related("definition", "definition__owner").get(pk=bound)
        return self._beside.get((kind, key)) or resolve(kind, key, self._version.definition.owner, date.max)

    def find(self, kind: str, key: str) -> Any | None:
        found = self.version(kind, key)
        if found is None:
            return None
        if found.pk not in self._known:
            self._known[found.pk] = None
            self._known[found.pk] = self._compiled(found)
        return self._known[found.pk]

    def _compiled(self, found: Version) -> Any | None:
        if found.state != Version.DRAFT and found not in self._beside.values():
            return spec(found)
        library = VersionLibrary(found, {}, self._beside.values(), self._known)
        return check(document(found), library).spec


BoundLibrary = VersionLibrary


def pinned(version: Version, kind: str, key: str) -> Version | None:
    """The version that `version` is pinned to for (kind, key)."""
    pin = version.pins.select_related("target", "target__definition").filter(kind=kind, key=key).first()
    return pin.target if pin else None


def dated_references(version: Version) -> frozenset[tuple[str, str]]:
    """The (kind, key) of each dated reference; of a published version, read once."""
    with _lock:
        if version.pk in _references:
            return _references[version.pk]
    found = kinds.get(version.definition.kind).references(document(version))
    names = frozenset((r.kind, r.key) for r in found if r.binding == "dated")
    if version.state != Version.DRAFT:
        with _lock:
            _references[version.pk] = names
    return names


def latest(definition: Definition) -> Version | None:
    """The newest published version of a definition."""
    return definition.versions.filter(state=Version.PUBLISHED).order_by("-number").first()


def source_of(definition: Definition) -> Version:
    """The draft, or else the newest version: what an edit begins from."""
    rows = definition.versions.select_related("definition", "definition__owner")
    found = rows.filter(state=Version.DRAFT).first() or rows.order_by("-number").first()
    if found is None:
        raise Version.DoesNotExist
    return found
