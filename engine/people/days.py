"""What holds on one day: roles, stand-ins. Below the Actor, who is made of them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from engine.people.models import Holding, Role, User
from engine.prepared import Prepared


def on_day(on: date, prefix: str = "") -> Q:
    """The condition that a dated row holds on `on`: from its first day to its last, both included."""
    begun = Q(**{f"{prefix}starts__lte": on})
    return begun & (Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": on}))


def holdings_on(on: date) -> QuerySet[Holding]:
    """The roles held on `on`."""
    return Holding.objects.filter(on_day(on))


_absents: Prepared[User] = Prepared(
    lambda user, on: User.objects.filter(on_day(on, "stand_ins__"), stand_ins__deputy=user).distinct(),
    user=UUID,
    on=date,
)


def absents_of(user: User, on: date) -> list[User]:
    """For whom `user` stands in on that day."""
    return _absents(user=user.pk, on=on)


_held: Prepared[Holding] = Prepared(
    lambda user, on: holdings_on(on).filter(user_id=user).select_related("role", "unit"), user=UUID, on=date
)


def held_by(user: User, on: date) -> list[Holding]:
    """The roles that `user` holds on that day, each with its role and unit."""
    return _held(user=user.pk, on=on)


_roles: Prepared[Role] = Prepared(lambda codes: Role.objects.filter(code__in=codes), codes=[str])


def roles_called(codes: Collection[str]) -> list[Role]:
    """The roles with these codes, in the order of their codes."""
    return sorted(_roles(codes=sorted(codes)), key=lambda role: role.code)
