"""What a reference may name: records of a register, units, colleagues; never more than the person may see.

Each sort of thing is one `Source`, entered in `sources` under the word that a reference's `to` says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet

from engine.catalogue.queries import spec as spec_of_register
from engine.language.registry import Registry
from engine.people.actor import Actor
from engine.people.models import Unit, User
from engine.people.queries import colleagues_of
from engine.records import queries as records
from engine.records.models import Record
from engine.records.services import note_read

MOST = 20


@dataclass(frozen=True)
class Match:
    """Something that may be chosen: its id, the title that the answer keeps, and what tells it from its namesakes."""

    ref: str
    text: str
    number: str = ""
    detail: str = ""


class Source(Protocol):
    """One sort of thing that references name."""

    def search(self, register: str, words: str, actor: Actor, at: datetime) -> list[Match]:
        """Those whose name or number holds every word, at most one more than `MOST`."""
        ...

    def find(self, register: str, ref: UUID, actor: Actor) -> Match | None:
        """The one with this id, if the actor may see it."""
        ...


class Records:
    """The records of a register. A search among persons is a read of personal data, and leaves its entry."""

    def search(self, register: str, words: str, actor: Actor, at: datetime) -> list[Match]:
        found = list(records.on_register(actor, register, words)[: MOST + 1])
        if found and spec_of_register(found[0].version).person:
            note_read(records=found, why="reference search", by=actor, at=at)
        return [self._match(record, actor.language) for record in found]

    def find(self, register: str, ref: UUID, actor: Actor) -> Match | None:
        found = records.visible(actor).filter(register=register, pk=ref).first()
        return self._match(found, actor.language) if found else None

    def _match(self, record: Record, language: str) -> Match:
        status = spec_of_register(record.version).status_label(record.status, language)
        return Match(str(record.pk), record.title, record.number, status)


class Units:
    """The units of the actor's own agency: whom one refers somebody to is no secret inside it."""

    def search(self, register: str, words: str, actor: Actor, at: datetime) -> list[Match]:
        found = self._all(actor)
        for word in words.split():
            found = found.filter(Q(name_en__icontains=word) | Q(name_zh__icontains=word) | Q(code__icontains=word))
        return [self._match(unit, actor.language) for unit in found.order_by("path")[: MOST + 1]]

    def find(self, register: str, ref: UUID, actor: Actor) -> Match | None:
        found = self._all(actor).filter(pk=ref).first()
        return self._match(found, actor.language) if found else None

    def _all(self, actor: Actor) -> QuerySet[Unit]:
        home = Unit.objects.select_related("parent").filter(pk=actor.home_unit_id).first()
        while home and home.parent and home.kind != "ngo":
            home = home.parent
        return Unit.objects.filter(path__startswith=home.path) if home else Unit.objects.none()

    def _match(self, unit: Unit, language: str) -> Match:
        return Match(str(unit.pk), unit.name(language), unit.code)


class People:
    """The actor and the colleagues of their agency."""

    def search(self, register: str, words: str, actor: Actor, at: datetime) -> list[Match]:
        found = self._all(actor)
        for word in words.split():
            found = found.filter(Q(name_en__icontains=word) | Q(name_zh__icontains=word) | Q(username__icontains=word))
        return [self._match(user, actor.language) for user in found.order_by("name_en")[: MOST + 1]]

    def find(self, register: str, ref: UUID, actor: Actor) -> Match | None:
        found = self._all(actor).filter(pk=ref).first()
        return self._match(found, actor.language) if found else None

    def _all(self, actor: Actor) -> QuerySet[User]:
        me = User.objects.select_related("home_unit").filter(pk=actor.user_id).first()
        if me is None:
            return User.objects.none()
        known = User.objects.filter(Q(pk__in=colleagues_of(me).values("pk")) | Q(pk=me.pk))
        return known.select_related("home_unit")

    def _match(self, user: User, language: str) -> Match:
        return Match(
            str(user.pk), user.name(language), user.username, user.home_unit.name(language) if user.home_unit else ""
        )


sources: Registry[Source] = Registry("source of references")
sources.register("record", Records())
sources.register("unit", Units())
sources.register("person", People())


def search(options: Any, words: str, actor: Actor, at: datetime) -> tuple[Sequence[Match], bool]:
    """What a reference with these options may name, and whether there is more than is shown."""
    found = sources.get(options.get("to", "record")).search(options.get("register", ""), words, actor, at)
    return found[:MOST], len(found) > MOST


def named(what: str, register: str, words: str, actor: Actor, at: datetime) -> Match | None:
    """The one thing with this id, or else with this number or exact name, that the actor may see; None when none or
    several are meant."""
    source = sources.get(what)
    try:
        return source.find(register, UUID(words), actor)
    except ValueError:
        pass
    spoken = " ".join(words.split()).casefold()
    found = source.search(register, words, actor, at)
    exact = [one for one in found if spoken in (one.text.casefold(), one.number.casefold())]
    return exact[0] if len(exact) == 1 else None
