"""How a version stands at a unit on a day: whether it serves there, and what its dated references mean; in one query.

Resolving asks the database each time, so that what another process publishes counts at once. Only what can never
change is kept: the names that a published version, and what it pins, refer to.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from engine.catalogue.models import Pin, Version
from engine.catalogue.queries import dated_references, forgetters, owners_for
from engine.people.models import Unit
from engine.prepared import Prepared

Name = tuple[str, str]
_names: dict[UUID, frozenset[Name]] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Standing:
    """`serves`: new starts at the unit take this version. `bindings`: {"table:fees": version id}."""

    serves: bool
    bindings: Mapping[str, str]


def standing(version: Version, unit: Unit, on: date) -> Standing:
    """Whether `version` serves `unit` on a day, and what its dated references, and those of what it pins, mean there."""
    own, refers = (version.definition.kind, version.definition.key), set(_references(version))
    wanted, asked, found = {own} | refers, set[Name](), dict[Name, UUID]()
    while wanted:
        asked |= wanted
        more = serving_ids(wanted, unit, on)
        found.update(more)
        wanted = {name for key, pk in more.items() if key in refers for name in _references_of(pk)} - asked
        refers |= wanted
    bound = {f"{kind}:{key}": str(pk) for (kind, key), pk in found.items() if (kind, key) in refers}
    return Standing(found.get(own) == version.pk, bound)


def bindings_for(version: Version, unit: Unit, on: date) -> dict[str, str]:
    """What the dated references of a version, and of what it pins, mean at a unit on a day: {"table:fees": version id}.

    Record it when a process or draft starts; a later change of a table then leaves it alone.
    """
    return dict(standing(version, unit, on).bindings)


def serving_ids(names: Iterable[Name], unit: Unit, on: date) -> dict[Name, UUID]:
    """The id of the version that `resolve` finds for each (kind, key); names that mean nothing are left out."""
    owners, wanted = owners_for(unit), frozenset(names)
    kinds, keys = sorted({kind for kind, _ in wanted}), sorted({key for _, key in wanted})
    best: dict[Name, tuple[tuple[int, date, int], UUID]] = {}
    for pk, kind, key, owner, effective, number in _in_force(kinds=kinds, keys=keys, owners=owners, on=on):
        rank = _rank(owner, effective, number, owners)
        if (kind, key) in wanted and ((kind, key) not in best or rank > best[kind, key][0]):
            best[kind, key] = (rank, pk)
    return {name: pk for name, (_, pk) in best.items()}


def _rank(owner: UUID | None, effective: date | None, number: int, owners: Sequence[UUID]) -> tuple[int, date, int]:
    near = owners.index(owner) if owner in owners else len(owners)
    return (-near, effective or date.min, number)


_in_force: Prepared[Version] = Prepared(
    lambda kinds, keys, owners, on: (
        Version.objects.filter(
            Q(definition__owner__isnull=True) | Q(definition__owner__in=owners),
            Q(effective__isnull=True) | Q(effective__lte=on),
            definition__kind__in=kinds,
            definition__key__in=keys,
            state=Version.PUBLISHED,
        )
        .order_by()
        .values_list("pk", "definition__kind", "definition__key", "definition__owner_id", "effective", "number")
    ),
    kinds=[str],
    keys=[str],
    owners=[UUID],
    on=date,
)


def _references_of(pk: UUID) -> frozenset[Name]:
    with _lock:
        if pk in _names:
            return _names[pk]
    return _references(Version.objects.select_related("definition").get(pk=pk))


def _references(version: Version) -> frozenset[Name]:
    """The dated references of a version and of all that it pins, directly or not; of a published version, read once."""
    with _lock:
        if version.pk in _names:
            return _names[version.pk]
    names, level, seen = set[Name](), [version], {version.pk}
    while level:
        names.update(name for one in level for name in dated_references(one))
        pins = Pin.objects.filter(version__in=[one.pk for one in level]).select_related("target__definition")
        level = list({pin.target_id: pin.target for pin in pins if pin.target_id not in seen}.values())
        seen.update(one.pk for one in level)
    if version.state != Version.DRAFT:
        with _lock:
            _names[version.pk] = frozenset(names)
    return frozenset(names)


def _forget(version_id: UUID) -> None:
    with _lock:
        _names.pop(version_id, None)


forgetters.append(_forget)
