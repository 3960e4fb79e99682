"""Questions about people and units, asked of one day. Nothing here writes."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from engine.audit.models import Entry
from engine.people.actor import Actor, Scope
from engine.people.days import absents_of as absents_of
from engine.people.days import holdings_on, on_day
from engine.people.models import Holding, LineManager, StandIn, Unit, User
from engine.prepared import Prepared

_holders: Prepared[Holding] = Prepared(
    lambda role, above, on: (
        holdings_on(on).filter(role_id=role, unit_id__in=above, user__is_active=True).select_related("user", "unit")
    ),
    role=str,
    above=[UUID],
    on=date,
)
_deputies: Prepared[User] = Prepared(
    lambda user, on: User.objects.filter(
        on_day(on, "standing_in_for__"), standing_in_for__absent=user, is_active=True
    ).distinct(),
    user=UUID,
    on=date,
)


_absent: Prepared[StandIn] = Prepared(
    lambda people, on: StandIn.objects.filter(on_day(on), absent_id__in=people).order_by().values_list("absent_id"),
    people=[UUID],
    on=date,
)


def absent_among(people: Sequence[UUID], on: date) -> set[UUID]:
    """Which of these people are away on that day, whether or not somebody stands in."""
    return {person for (person,) in _absent(people=list(people), on=on)} if people else set()


def present_deputy_of(user: User, on: date) -> User | None:
    """Who stands in for `user` on that day and is not away too; the first by name when there are several."""
    found = sorted(deputies_of(user, on), key=lambda one: (one.name_en, str(one.pk)))
    away = absent_among([one.pk for one in found], on)
    return next((one for one in found if one.pk not in away), None)


def holders(role: str, unit: Unit, on: date) -> list[User]:
    """Who holds `role` for `unit`: the active holders at the unit itself, or else at the nearest unit above it.

    The people themselves, present or not: `deputies_of` names who stands in for each.
    """
    above = [UUID(part) for part in unit.path.strip("/").split("/")]
    rows: list[Holding] = _holders(role=role, above=above, on=on)
    found = sorted(rows, key=lambda row: (-len(row.unit.path), row.user.name_en))
    if not found:
        return []
    nearest = found[0].unit.path
    return list({row.user.id: row.user for row in found if row.unit.path == nearest}.values())


def may_decide_here(permission: str, unit: Unit, on: date) -> list[User]:
    """Everybody active whose roles grant `permission` at `unit`, whether held there or above."""
    rows = holdings_on(on).filter(unit_id__in=unit.path.strip("/").split("/"), user__is_active=True)
    granted = [row for row in rows.select_related("user", "role") if permission in row.role.grants]
    return list({row.user.id: row.user for row in granted}.values())


def holders_at_or_above(role: str, unit: Unit, on: date) -> list[User]:
    """Everybody active who holds `role` over `unit` that day, whether there or above."""
    rows = holdings_on(on).filter(role_id=role, unit_id__in=_above(unit), user__is_active=True)
    return list({row.user.id: row.user for row in rows.select_related("user")}.values())


def ended_holding(user_id: object, unit: Unit, permission: str, on: date) -> Holding | None:
    """The role granting `permission` at `unit` that this person lost last, whether held there or above."""
    over = Holding.objects.filter(user_id=user_id, unit_id__in=_above(unit), ends__lt=on).select_related("role")
    return next((row for row in over.order_by("-ends") if permission in row.role.grants), None)


def deputies_of(user: User, on: date) -> list[User]:
    """Who stands in for `user` on that day (active people only)."""
    return _deputies(user=user.pk, on=on)


def manager_of(user: User, on: date) -> User | None:
    """The line manager of `user` on that day, if there is an active one."""
    row = LineManager.objects.filter(on_day(on), user=user, manager__is_active=True).select_related("manager").first()
    return row.manager if row else None


def reports_of(user: User, on: date) -> list[User]:
    """Whose line manager `user` is on that day."""
    return list(User.objects.filter(on_day(on, "line_managers__"), line_managers__manager=user).distinct())


def units_in(scope: Scope) -> QuerySet[Unit]:
    """The units that the scope covers, in the order of the tree."""
    return Unit.objects.filter(scope.q("path")).order_by("path")


def people_in(scope: Scope) -> QuerySet[User]:
    """The people who belong to, or ever held a role at, a unit inside the scope."""
    if "/" in scope.paths:
        return User.objects.all()
    held = Holding.objects.filter(scope.q()).values("user")
    return User.objects.filter(scope.q("home_unit__path") | Q(id__in=held))


def units_to_start_in(actor: Actor, permission: str = "fill") -> QuerySet[Unit]:
    """Where the actor may begin something."""
    return units_in(actor.scope(permission))


def stand_ins_of(user: User) -> QuerySet[StandIn]:
    """All stand-ins ever set for `user`, latest first."""
    return StandIn.objects.filter(absent=user).select_related("deputy", "set_by").order_by("-starts")


def colleagues_of(user: User) -> QuerySet[User]:
    """The other active people of the same NGO and above it; for somebody above the NGOs, also all beneath."""
    home = user.home_unit
    while home and home.parent and home.kind != "ngo":
        home = home.parent
    if home is None:
        return User.objects.none()
    inside = Q(home_unit__path__startswith=home.path) | Q(home_unit__in=Unit.objects.filter(id__in=_above(home)))
    return User.objects.filter(inside, is_active=True).exclude(id=user.id)


def _above(unit: Unit) -> list[str]:
    return unit.path.strip("/").split("/")


def is_set_up() -> bool:
    """Whether there is anybody at all."""
    return User.objects.exists()


def may_everywhere(permission: str, actor: Actor) -> bool:
    """Whether the actor may do this in every tree of units."""
    return all(actor.may(permission, root) for root in Unit.objects.filter(parent=None))


def trail_for(actor: Actor) -> QuerySet[Entry]:
    """The entries that the actor may audit, newest first: all, or those of the people of the units they audit."""
    entries = Entry.objects.order_by("-at", "-id")
    if may_everywhere("audit", actor):
        return entries
    people = people_in(actor.scope("audit")).values_list("id", flat=True)
    return entries.filter(who__in=[str(person) for person in people])
