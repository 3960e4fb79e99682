"""A try among the people of the house, on one day at one unit. Reads only."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from engine.catalogue.models import Version
from engine.catalogue.queries import BoundLibrary, dated_references, resolve, spec
from engine.people.models import Unit, User
from workflows.trying.trial import Trial
from workflows.trying.walking import Walk, walk
from workflows.who.directory import PeopleOfProcess

Answers = Mapping[str, Mapping[str, Any]]


def try_route(
    version: Version, *, answers: Answers, choices: Mapping[str, Sequence[str]], unit: Unit, starter: User, on: date
) -> Walk:
    """The way that `answers` would take if `starter` began it at `unit` on that day, and whom each step would ask.

    Nothing is written or noted. Raises ValueError when the version does not compile.
    """

    def people(barred: frozenset[UUID], doers: Mapping[str, UUID]) -> PeopleOfProcess:
        def doer(node: str) -> User | None:
            return User.objects.filter(pk=doers[node]).first() if node in doers else None

        def ref(node: str, field: str) -> str:
            return str(answers.get(node, {}).get(field) or "")

        return PeopleOfProcess(unit, starter, on, ref, doer, barred)

    library = BoundLibrary(version, _bindings(version, unit, on))
    return walk(Trial(spec(version), library, people, cast(UUID, starter.pk), on, answers, choices))


def _bindings(version: Version, unit: Unit, on: date) -> dict[str, str]:
    """What a process begun there on that day would be bound to."""
    found = ((kind, key, resolve(kind, key, unit, on)) for kind, key in dated_references(version))
    return {f"{kind}:{key}": str(one.pk) for kind, key, one in found if one is not None}


def by_node(given: Mapping[str, Any], start: str, nodes: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Answers as a person writes them: by node, or those of the first form alone."""
    if given and all(name in nodes and isinstance(value, Mapping) for name, value in given.items()):
        return dict(given)
    return {start: given}
