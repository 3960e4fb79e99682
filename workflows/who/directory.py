"""The people as the database knows them, for one process on one day: what `choosing` asks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q

from engine.language.text import Text, both
from engine.people.models import Role, Unit, User
from engine.people.queries import absent_among, holders, manager_of, present_deputy_of
from engine.prepared import Prepared
from workflows.models import Assignment
from workflows.who.choosing import Candidate, Place

Row = TypeVar("Row", Unit, User)

_role_names: Prepared[Role] = Prepared(lambda role: Role.objects.filter(code=role).values_list("name"), role=str)


@dataclass(frozen=True)
class PeopleOfProcess:
    """A directory (see `choosing.Directory`) for a process, real or only thought of.

    `ref` answers what a reference field of a node's form holds (an id, "" for nothing), `doer` who did a node last.
    """

    unit: Unit
    starter: User
    on: date
    ref: Callable[[str, str], str]
    doer: Callable[[str], User | None]
    barred: frozenset[UUID] = frozenset()

    def place(self, at: Mapping[str, Any] | None) -> Place | None:
        found = self._unit(at or {})
        return _place(found) if found else None

    def _unit(self, at: Mapping[str, Any]) -> Unit | None:
        if "parent" in at:
            return self.unit.parent
        if "field" in at:
            return _row(Unit, self._referred(at["field"]))
        if "unit" in at or "parent_of" in at:
            named = Unit.objects.select_related("parent").filter(code=at.get("unit", at.get("parent_of"))).first()
            return named.parent if named and "parent_of" in at else named
        return self.unit

    def holders(self, role: str, place: Place, *, weighed: bool) -> Iterator[tuple[Place, Sequence[Candidate]]]:
        where: Unit | None = self.unit if place.id == self.unit.pk else Unit.objects.get(pk=place.id)
        while where is not None:
            people = holders(role, where, self.on)
            yield _place(where), self._weighed(people) if weighed else [_candidate(person) for person in people]
            where = where.parent

    def role_name(self, role: str) -> Text:
        (name,) = _role_names.first(role=role) or (role,)
        return name if isinstance(name, Mapping) else both(str(name), str(name))

    def named(self, way: str, rule: Mapping[str, Any]) -> Candidate | None:
        person = self._named(way, rule)
        if person is None or not person.is_active:
            return None
        return self._with_absence(person)

    def _named(self, way: str, rule: Mapping[str, Any]) -> User | None:
        if way == "field":
            return _row(User, self._referred(rule["field"]))
        if way == "supervisor":
            return manager_of(self.starter, self.on)
        if way == "doer_of":
            return self.doer(rule["doer_of"])
        return self.starter

    def _referred(self, path: str) -> str:
        node, _, field = path.partition(".")
        return self.ref(node, field)

    def _with_absence(self, person: User) -> Candidate:
        if not absent_among([person.pk], self.on):
            return _candidate(person)
        deputy = present_deputy_of(person, self.on)
        return Candidate(person.pk, _name(person), away=True, stand_in=_candidate(deputy) if deputy else None)

    def _weighed(self, people: Sequence[User]) -> list[Candidate]:
        away, load = absent_among([person.pk for person in people], self.on), _load(people)
        return [
            Candidate(person.pk, _name(person), person.pk in away, None, *load.get(person.pk, (0, None)))
            for person in people
        ]


def _load(people: Sequence[User]) -> dict[UUID, tuple[int, datetime | None]]:
    """How many open tasks each has in their own name, and when they were last given one."""
    rows = Assignment.objects.filter(user__in=people).order_by().values_list("user")
    still = Count("task", distinct=True, filter=Q(state=Assignment.OPEN))
    return {user: (count, last) for user, count, last in rows.annotate(still=still, last=Max("created_at"))}


def _row(model: type[Row], pk: str) -> Row | None:
    try:
        return model._default_manager.filter(pk=pk).first() if pk else None
    except (ValidationError, ValueError):
        return None


def _candidate(person: User) -> Candidate:
    return Candidate(person.pk, _name(person))


def _name(person: User) -> Text:
    return both(person.name("en"), person.name("zh-Hant"))


def _place(unit: Unit) -> Place:
    return Place(unit.pk, both(unit.name("en"), unit.name("zh-Hant")))
