"""Who acts, and how far what they may do reaches. Plain values: services take an Actor, never a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q

from engine.language.errors import NotAllowed
from engine.language.text import active

PERMISSIONS = (
    "fill",
    "see",
    "see_personal",
    "see_identity",
    "decide",
    "assign",
    "report",
    "export",
    "design",
    "publish",
    "administer",
    "audit",
)


class HasPath(Protocol):
    """Anything with a place in the tree of units."""

    path: Any


@dataclass(frozen=True)
class Held:
    """A role held today over a unit and all beneath it."""

    role: str
    unit_id: UUID
    unit_path: str


@dataclass(frozen=True)
class Scope:
    """The parts of the tree that a query may read. No paths: nothing; the path "/": everything."""

    paths: tuple[str, ...] = ()
    user_id: UUID | None = None

    @classmethod
    def everything(cls) -> "Scope":
        return cls(("/",))

    @property
    def is_empty(self) -> bool:
        return not self.paths

    def covers(self, path: str) -> bool:
        """Whether the unit at `path` lies inside."""
        return path.startswith(self.paths) if self.paths else False

    def q(self, lookup: str = "unit__path") -> Q:
        """The condition that narrows a query; `lookup` is the way from the row to its unit's path."""
        if "/" in self.paths:
            return Q()
        if not self.paths:
            return Q(pk__in=[])
        narrowed = Q()
        for path in self.paths:
            narrowed |= Q(**{f"{lookup}__startswith": path})
        return narrowed


@dataclass(frozen=True)
class Actor:
    """A person (or the system) at one moment: who they are and what they may do where.

    `language` is written as documents write it: "en" or "zh-Hant".
    `stands_in_for` names the people whose work this person does today.
    """

    user_id: UUID | None
    username: str
    label: str
    language: str = "en"
    holdings: tuple[Held, ...] = ()
    grants_by_path: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)
    home_unit_id: UUID | None = None
    stands_in_for: tuple[UUID, ...] = ()
    is_system: bool = False

    @property
    def audit_id(self) -> str:
        return "system" if self.is_system else str(self.user_id or "anonymous")

    @property
    def audit_label(self) -> str:
        return self.label

    @property
    def is_known(self) -> bool:
        """Whether this is somebody who signed in, or the system itself."""
        return self.is_system or self.user_id is not None

    def may(self, permission: str, unit: HasPath | str) -> bool:
        """Whether they may do this at `unit` (a Unit or its path)."""
        return self.scope(permission).covers(unit if isinstance(unit, str) else str(unit.path))

    def may_anywhere(self, permission: str) -> bool:
        return not self.scope(permission).is_empty

    def scope(self, permission: str) -> Scope:
        """Where they may do this."""
        if self.is_system:
            return Scope.everything()
        paths = (path for path, granted in self.grants_by_path.items() if permission in granted)
        return Scope(tuple(sorted(paths)), self.user_id)

    def require(self, permission: str, unit: HasPath | str) -> None:
        """Raises NotAllowed unless they may do this at `unit`."""
        if not self.may(permission, unit):
            raise NotAllowed

    def holds(self, role: str, unit: HasPath | str) -> bool:
        """Whether they hold `role` over `unit` or over something above it."""
        path = unit if isinstance(unit, str) else str(unit.path)
        return any(held.role == role and path.startswith(held.unit_path) for held in self.holdings)


SYSTEM = Actor(None, "system", "Centreline", is_system=True)
ANONYMOUS = Actor(None, "", "")


def actor_of(user: Any, on: date) -> Actor:
    """The Actor that `user` is on the day `on`; ANONYMOUS for nobody and for a deactivated person. Two queries."""
    from engine.people.days import absents_of, held_by  # late: an Actor is wanted where no model can be loaded

    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return ANONYMOUS
    held: list[Held] = []
    grants: dict[str, frozenset[str]] = {}
    for holding in held_by(user, on):
        path = holding.unit.path
        held.append(Held(holding.role.code, holding.unit.id, path))
        grants[path] = grants.get(path, frozenset()) | frozenset(holding.role.grants)
    return Actor(
        user_id=user.id,
        username=user.username,
        label=user.name_en,
        language=active(user.language),
        holdings=tuple(held),
        grants_by_path=grants,
        home_unit_id=user.home_unit_id,
        stands_in_for=tuple(absent.id for absent in absents_of(user, on)),
    )
