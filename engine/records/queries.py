"""What may be read of records: narrowed by the reader's scope before anything else."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from engine.catalogue.models import Version
from engine.catalogue.queries import available, spec
from engine.language.errors import NotFound
from engine.people.actor import Actor
from engine.people.models import Unit
from engine.people.queries import units_in
from engine.records.models import Record
from engine.records.ports import Event, timelines
from engine.records.spec import RegisterSpec


def visible(actor: Actor) -> QuerySet[Record]:
    """The records that `actor` may see; those of persons take the permission to read what is personal."""
    seen, personal = actor.scope("see").q("unit__path"), actor.scope("see_personal").q("unit__path")
    rows = Record.objects.filter(seen & (~Q(register__in=_of_persons()) | personal))
    return rows.select_related("unit", "worker", "version")


def _of_persons() -> list[str]:
    """The keys of the registers of persons, in any version."""
    rows = Version.objects.filter(definition__kind="register").exclude(state=Version.DRAFT)
    rows = rows.select_related("definition", "definition__owner")
    return sorted({version.definition.key for version in rows if spec(version).person})


def one(actor: Actor, pk: object) -> Record:
    """The record, when `actor` may see it; raises NotFound."""
    found = visible(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def on_register(actor: Actor, register: str, words: str = "", status: str = "") -> QuerySet[Record]:
    """The register's records that `actor` may see and whose number or title holds every word."""
    found = visible(actor).filter(register=register)
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(number__icontains=word))
    return (found.filter(status=status) if status else found).order_by("-changed_at")


def registers(actor: Actor, on: date) -> Mapping[str, Version]:
    """The registers that some unit of `actor` may use, by key; the nearest owner's version wins."""
    found: dict[str, Version] = {}
    for unit in units_in(actor.scope("see")):
        for version in available("register", unit, on):
            if not spec(version).person or actor.may("see_personal", unit):
                found.setdefault(version.definition.key, version)
    return found


def counts(actor: Actor) -> Mapping[str, int]:
    """How many records of each register `actor` may see."""
    rows = visible(actor).order_by().values_list("register").annotate(Count("pk"))
    return dict(cast("list[tuple[str, int]]", list(rows)))


def units_to_fill(actor: Actor) -> QuerySet[Unit]:
    """The units for which `actor` may add a record."""
    return units_in(actor.scope("fill"))


def version_for(register: str, unit: Unit, on: date) -> Version:
    """The register's version in force at `unit`; raises NotFound."""
    for version in available("register", unit, on):
        if version.definition.key == register:
            return version
    raise NotFound


def history(record: Record, actor: Actor) -> list[Event]:
    """Everything that happened to the record and that `actor` may see, latest first."""
    events = [event for timeline in timelines.values() for event in timeline(record, actor)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def status_history(record: Record, actor: Actor) -> list[Event]:
    """The record's own part of its timeline: when it was opened and how its status changed."""
    register: RegisterSpec = spec(record.version)
    changes: Any = record.status_changes.select_related("by")
    return [
        Event(
            at=change.at,
            title={code: register.status_label(change.status, code) for code in ("en", "zh-Hant")},
            detail=change.reason,
            who=change.by.name(actor.language) if change.by else "",
        )
        for change in changes
    ]
