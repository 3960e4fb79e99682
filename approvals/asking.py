"""Whom a step asks: the nearest holders of its roles who may decide, and further up when those nearest may not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engine.people.models import Unit, User
from engine.people.queries import deputies_of, holders


@dataclass(frozen=True)
class Asked:
    """A role asked at a unit: whoever holds it there or above. `people` are the nearest who may decide, to be told."""

    role: str
    unit: Unit
    people: tuple[User, ...]


def ask(role: str, unit: Unit, on: date, barred: frozenset[UUID]) -> Asked | None:
    """The nearest holders of `role` at or above `unit` of whom at least one is not barred; None when there are none."""
    for place in _upwards(unit):
        able = tuple(person for person in holders(role, place, on) if person.pk not in barred)
        if able:
            return Asked(role, place, able)
    return None


def ask_all(roles: Iterable[str], unit: Unit, on: date, barred: frozenset[UUID]) -> list[Asked]:
    """The roles that somebody can answer for."""
    return [asked for role in roles if (asked := ask(role, unit, on, barred))]


def to_tell(asked: Iterable[Asked], on: date, barred: frozenset[UUID]) -> list[User]:
    """Everybody asked and everybody who stands in for them today, once each."""
    people: dict[UUID, User] = {}
    for person in (person for one in asked for person in one.people):
        people[person.pk] = person
        people.update({deputy.pk: deputy for deputy in deputies_of(person, on) if deputy.pk not in barred})
    return list(people.values())


def _upwards(unit: Unit) -> Iterator[Unit]:
    place: Unit | None = unit
    while place is not None:
        yield place
        place = place.parent
