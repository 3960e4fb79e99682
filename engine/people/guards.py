"""What the services of this room check before they write."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from engine.language.errors import NotAllowed, NotFound
from engine.people import queries
from engine.people.actor import Actor
from engine.people.models import Holding, Role, Unit, User
from engine.people.refusals import EndsBeforeStart, LastAdministrator, PastIsFixed, PersonInactive


def require_person(by: Actor, user: User) -> None:
    """NotAllowed unless `by` administers the unit to which `user` belongs; a person without one: everything."""
    if not by.may("administer", user.home_unit.path if user.home_unit else "/"):
        raise NotAllowed


def require_sight(by: Actor, user: User) -> None:
    """NotFound unless `user` is among the people whom `by` administers."""
    if not queries.people_in(by.scope("administer")).filter(id=user.id).exists():
        raise NotFound


def require_everywhere(by: Actor) -> None:
    """NotAllowed unless `by` administers every tree: what roles grant holds in all of them."""
    for root in Unit.objects.filter(parent=None):
        by.require("administer", root)


def require_active(user: User) -> None:
    if not user.is_active:
        raise PersonInactive


def require_days(starts: date, ends: date | None, today: date) -> None:
    """Facts are made for today and later; yesterday's last day ends them at once."""
    if ends is None:
        return
    if ends < starts:
        raise EndsBeforeStart
    if ends < today - timedelta(days=1):
        raise PastIsFixed


def lock(user: User) -> User:
    """The same person, read again under a lock: two changes to one person take turns."""
    return User.objects.select_for_update().select_related(None).get(id=user.id)


def require_administrator_left(units: list[Unit], after: date, without: Q, roles: list[str] | None = None) -> None:
    """LastAdministrator unless, on the day `after`, each unit has an active administrator not among `without`."""
    granting = [role.code for role in Role.objects.all() if "administer" in role.grants] if roles is None else roles
    held = Holding.objects.filter(queries.on_day(after), role_id__in=granting, user__is_active=True)
    # All of them, in one order: two administrators who end each other's role take turns.
    locked = list(held.select_for_update(of=("self",)).order_by("id"))
    gone = set(held.filter(without).values_list("id", flat=True))
    reached = {holding.unit_id for holding in locked if holding.id not in gone}
    for unit in units:
        if not reached & unit_ids(unit):
            raise LastAdministrator


def unit_ids(unit: Unit) -> set[UUID]:
    """The identifiers of `unit` and of all units above it."""
    return {UUID(part) for part in unit.path.strip("/").split("/")}
