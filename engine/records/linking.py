"""How records stand to one another: a family's members, one household. What is possible, the register's document says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from engine.audit.services import record as audit
from engine.catalogue.queries import spec as spec_of
from engine.language.errors import NotFound
from engine.language.text import Text
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.records.models import Link, Record
from engine.records.queries import version_for, visible
from engine.records.refusals import AlreadyLinked, NoSuchRelation, ReasonNeeded, SameRecord
from engine.records.spec import RegisterSpec, Relation

MOST_WORDS = 500


@dataclass(frozen=True)
class Linked:
    """One line of a record's page: the words of the relation as seen from it, and the other record (None: not theirs to see)."""

    link: Link
    words: Text
    other: Record | None


def relations(record: Record, on: date) -> Mapping[str, Relation]:
    """The relations in which a record may stand, as its register says today."""
    try:
        found: RegisterSpec = spec_of(version_for(record.register, record.unit, on))
    except NotFound:
        found = spec_of(record.version)
    return found.relations


@transaction.atomic
def link(*, record: Record, other: Record, relation: str, reason: str, by: Actor, at: datetime) -> Link:
    """`record` stands in `relation` to `other` from now on.

    Raises NotAllowed, NotFound (the other is not theirs to see), NoSuchRelation, SameRecord, ReasonNeeded, AlreadyLinked.
    """
    by.require("fill", record.unit)
    meant = relations(record, day_of(at)).get(relation)
    if not visible(by).filter(pk=other.pk).exists():
        raise NotFound
    if meant is None or meant.to != other.register:
        raise NoSuchRelation
    if other.pk == record.pk:
        raise SameRecord
    words = _said(reason)
    list(Record.objects.select_for_update().filter(pk__in=[record.pk, other.pk]).order_by("pk"))
    same = Q(source=record, target=other)
    if meant.is_mutual:
        same |= Q(source=other, target=record)
    if Link.objects.filter(same, relation=relation, ended_at=None).exists():
        raise AlreadyLinked
    made = Link.objects.create(
        source=record, target=other, relation=relation, reason=words, by_id=by.user_id, at=at
    )  # fmt: skip
    _audit(made, "record.linked", by, at)
    return made


@transaction.atomic
def unlink(*, link: Link, reason: str, by: Actor, at: datetime) -> Link:
    """The two no longer stand so; that they did stays known. Raises NotAllowed, NotFound (it is over), ReasonNeeded."""
    rows = Link.objects.select_for_update(of=("self",)).select_related("source__unit", "target__unit")
    found = rows.filter(pk=link.pk, ended_at=None).first()
    if found is None:
        raise NotFound
    if not by.may("fill", found.source.unit):
        by.require("fill", found.target.unit)
    found.ended_reason, found.ended_by_id, found.ended_at = _said(reason), by.user_id, at
    found.save(update_fields=["ended_reason", "ended_by", "ended_at"])
    _audit(found, "record.unlinked", by, at)
    return found


def links_of(record: Record, actor: Actor, on: date) -> list[Linked]:
    """To whom a record stands now, seen from it, in both directions."""
    rows = list(
        Link.objects.filter(Q(source=record) | Q(target=record), ended_at=None).select_related("source", "target")
    )
    seen = {row.pk: row for row in visible(actor).filter(pk__in=[_other(row, record) for row in rows])}
    return [Linked(row, _words(row, record, on), seen.get(_other(row, record))) for row in rows]


def _other(link: Link, record: Record) -> object:
    return link.target_id if link.source_id == record.pk else link.source_id


def _words(link: Link, record: Record, on: date) -> Text:
    meant = relations(link.source, on).get(link.relation)
    if meant is None:
        return link.relation
    outwards = link.source_id == record.pk or meant.inverse is None
    return meant.label if outwards else meant.inverse or meant.label


def _said(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()[:MOST_WORDS]


def _audit(made: Link, action: str, by: Actor, at: datetime) -> None:
    fields = {"relation": made.relation, "target": str(made.target_id)}
    stream, about = f"record:{made.source_id}", ("link", str(made.pk))
    audit(stream=stream, action=action, by=by, at=at, about=about, fields=fields, reason="given")
