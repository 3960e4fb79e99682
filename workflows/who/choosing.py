"""The choice of whom a step asks, with every reason for it. Pure: whoever calls brings a directory of the people.

The same function serves the running task, the page that explains it and a simulation of a process that is not there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from engine.language.text import Text
from workflows.who import words
from workflows.who.shape import LOAD, WAYS


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be asked. `stand_in` acts for them while they are `away`; the last two weigh their work."""

    id: UUID
    name: Text
    away: bool = False
    stand_in: "Candidate | None" = None
    open_tasks: int = 0
    last_given: datetime | None = None

    @property
    def weight(self) -> tuple[int, bool, float, str]:
        """Whoever has the least of it is asked: open tasks, then longest without a new one, then a fixed order."""
        given = self.last_given.timestamp() if self.last_given else 0.0
        return self.open_tasks, self.last_given is not None, given, str(self.id)


@dataclass(frozen=True)
class Place:
    """A unit of the house."""

    id: UUID
    name: Text


class Directory(Protocol):
    """The people as they are on the day for which is asked."""

    @property
    def barred(self) -> frozenset[UUID]:
        """Who did a step from which this one is kept apart."""
        ...

    def place(self, at: Mapping[str, Any] | None) -> Place | None:
        """Where a role is looked for; None when there is no such unit."""
        ...

    def holders(self, role: str, place: Place, *, weighed: bool) -> Iterator[tuple[Place, Sequence[Candidate]]]:
        """The holders of a role, at the place and then at each unit above it. `weighed`: with absence and open tasks."""
        ...

    def role_name(self, role: str) -> Text:
        """What a role is called."""
        ...

    def named(self, way: str, rule: Mapping[str, Any]) -> Candidate | None:
        """The one person whom a rule names, if there is one who is active."""
        ...


@dataclass(frozen=True)
class Choice:
    """Who is asked: a person (perhaps for somebody who is away), or the pool of a role at a place, or nobody.

    `pool` are those of the role there who may take it.
    `why` is said to whoever is asked; `reasons` tell everything that was weighed, in order.
    """

    person: Candidate | None = None
    instead_of: Candidate | None = None
    role: str = ""
    place: Place | None = None
    why: Text = ""
    reasons: tuple[Text, ...] = ()
    waits: bool = False
    pool: tuple[Candidate, ...] = ()

    @property
    def people(self) -> tuple[Candidate, ...]:
        """Everybody who may take it: the person, or whoever of the pool is not kept apart."""
        return (self.person,) if self.person else self.pool

    @property
    def is_nobody(self) -> bool:
        """Whether nobody could be found."""
        return self.person is None and not self.role

    @property
    def needs_care(self) -> bool:
        """Whether whoever looks after the work should hear of it: nobody is asked, or only somebody who is away."""
        return self.is_nobody or self.waits


@dataclass(frozen=True)
class _Absent(Choice):
    """Of a rule that found only somebody who is away without a stand-in: nobody, but it may have to wait for them."""

    absent: Candidate | None = None
    theirs: Text = ""


def choose(rules: Iterable[Mapping[str, Any] | None], directory: Directory) -> Choice:
    """The choice by the first rule that finds somebody; an empty one, with its reasons, when none does."""
    tried: list[Choice] = []
    for rule in _spread(rules):
        found = _by_role(rule, directory) if _way(rule) == "role" else _by_name(rule, directory)
        tried.append(found)
        if not found.is_nobody:
            return replace(found, why=_led_to(tried), reasons=_all_reasons(tried))
    return _left_over(tried)


def _led_to(tried: Sequence[Choice]) -> Text:
    """Why somebody is asked; after a person who is away, that is said first."""
    absent = next((one for one in tried[:-1] if isinstance(one, _Absent)), None)
    why = tried[-1].why
    return words.joined(absent.reasons[-1], why) if absent else why


def _left_over(tried: Sequence[Choice]) -> Choice:
    """When no rule found anybody present: it waits for whoever is away, or for nobody."""
    reasons, absent = _all_reasons(tried), next((one for one in tried if isinstance(one, _Absent)), None)
    if absent is None:
        return Choice(why=words.NOBODY, reasons=(*reasons, words.NOBODY))
    waiting = words.waits_for(absent.absent.name if absent.absent else "")
    return Choice(absent.absent, why=absent.theirs, reasons=(*reasons, waiting), waits=True)


def _all_reasons(tried: Iterable[Choice]) -> tuple[Text, ...]:
    return tuple(reason for one in tried for reason in one.reasons)


def _spread(rules: Iterable[Mapping[str, Any] | None]) -> Iterator[Mapping[str, Any]]:
    """Each rule, followed by what it says `otherwise`."""
    for rule in filter(None, rules):
        yield rule
        if "otherwise" in rule:
            yield rule["otherwise"]


def _way(rule: Mapping[str, Any]) -> str:
    return next(way for way in WAYS if way in rule)


def _by_role(rule: Mapping[str, Any], directory: Directory) -> Choice:
    role, name = rule["role"], directory.role_name(rule["role"])
    place, shares = directory.place(rule.get("at")), rule.get("share") == LOAD
    if place is None:
        return Choice(reasons=(words.NO_SUCH_PLACE,))
    reasons: list[Text] = []
    for where, people in directory.holders(role, place, weighed=shares):
        if not people:
            return Choice(reasons=(*reasons, words.nobody_at(name, where.name)))
        able = [person for person in people if person.id not in directory.barred]
        if not able:
            reasons.append(words.kept_apart_at(name, where.name))
            continue
        found = _least_busy(name, where, able) if shares else None
        if found is None:
            if shares:
                reasons.append(words.all_away(name, where.name))
            reasons.append(words.pooled(name, where.name, [one.name for one in able]))
            found = Choice(why=words.for_role(name), pool=tuple(able))
        return replace(found, role=role, place=where, reasons=(*reasons, *found.reasons))
    return Choice(reasons=tuple(reasons))


def _least_busy(role: Text, where: Place, able: Sequence[Candidate]) -> Choice | None:
    present = [person for person in able if not person.away]
    if not present:
        return None
    chosen = min(present, key=lambda person: person.weight)
    away = tuple(words.left_out(person.name) for person in able if person.away)
    reason = words.least_busy(chosen.name, role, where.name, chosen.open_tasks, len(present))
    return Choice(person=chosen, why=words.your_turn(role), reasons=(*away, reason))


def _by_name(rule: Mapping[str, Any], directory: Directory) -> Choice:
    way = _way(rule)
    person = directory.named(way, rule)
    if person is None:
        return Choice(reasons=(words.NOT_FOUND[way],))
    found = words.FOUND[way](person.name)
    if person.id in directory.barred:
        return Choice(reasons=(found, words.kept_apart(person.name)))
    if person.away:
        return _instead_of(person, found, words.YOU[way], directory)
    return Choice(person=person, why=words.YOU[way], reasons=(found,))


def _instead_of(person: Candidate, found: Text, theirs: Text, directory: Directory) -> Choice:
    """For somebody who is away: their stand-in, unless that one is kept apart."""
    deputy = person.stand_in
    if deputy is None or deputy.id in directory.barred:
        reason = words.kept_apart(deputy.name) if deputy else words.away_alone(person.name)
        return _Absent(reasons=(found, reason), absent=person, theirs=theirs)
    why = words.you_stand_in(person.name)
    return Choice(deputy, person, why=why, reasons=(found, words.stands_in(deputy.name, person.name)))
