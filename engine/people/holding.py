"""Services: giving and ending roles, and what a role may do."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from engine.language.text import Text
from engine.people import guards
from engine.people.actor import PERMISSIONS, SYSTEM, Actor
from engine.people.clock import day_of
from engine.people.models import Holding, Role, Unit, User
from engine.people.refusals import RoleAlreadyHeld, UnknownPermission
from engine.people.trail import note


@transaction.atomic
def give_role(
    *, user: User, role: Role, unit: Unit, starts: date, ends: date | None = None, by: Actor, at: datetime
) -> Holding:
    """`user` holds `role` over `unit` and all beneath it from `starts` to `ends`, both included.

    Refuses: NotAllowed, NotFound (a stranger), PersonInactive, EndsBeforeStart, PastIsFixed, RoleAlreadyHeld.
    """
    by.require("administer", unit)
    guards.require_sight(by, user)
    guards.require_active(guards.lock(user))
    guards.require_days(starts, ends, day_of(at))
    same = Holding.objects.filter(user=user, role=role, unit=unit).filter(Q(ends__isnull=True) | Q(ends__gte=starts))
    if (same if ends is None else same.filter(starts__lte=ends)).exists():
        raise RoleAlreadyHeld
    holding = Holding.objects.create(user=user, role=role, unit=unit, starts=starts, ends=ends)
    note("role_given", holding, by=by, at=at, user=user, role=role, unit=unit, starts=starts, ends=ends)
    return holding


@transaction.atomic
def end_role(*, holding: Holding, ends: date, by: Actor, at: datetime, reason: str = "") -> Holding:
    """The last day of the role is `ends`; yesterday means at once.

    Refuses: NotAllowed, EndsBeforeStart, PastIsFixed, LastAdministrator.
    """
    by.require("administer", holding.unit)
    guards.lock(holding.user)
    guards.require_days(holding.starts, ends, day_of(at))
    if "administer" in holding.role.grants:
        guards.require_administrator_left([holding.unit], ends + timedelta(days=1), Q(id=holding.id))
    holding.ends = ends
    holding.save(update_fields=["ends"])
    note("role_ended", holding, by=by, at=at, reason=reason, ends=ends)
    return holding


@transaction.atomic
def edit_role(*, role: Role, name: Text, grants: Sequence[str], by: Actor, at: datetime) -> Role:
    """Says what `role` is called and what it may do, everywhere.

    Refuses: NotAllowed, UnknownPermission, LastAdministrator.
    """
    guards.require_everywhere(by)
    if set(grants) - set(PERMISSIONS):
        raise UnknownPermission
    if "administer" in role.grants and "administer" not in grants:
        others = [other.code for other in Role.objects.exclude(code=role.code) if "administer" in other.grants]
        guards.require_administrator_left(list(Unit.objects.filter(parent=None)), day_of(at), Q(pk__in=[]), others)
    role.name, role.grants, role.edited = name, [p for p in PERMISSIONS if p in grants], True
    role.save()
    note("role_edited", role, by=by, at=at, name=name, grants=role.grants)
    return role


@transaction.atomic
def load_roles(path: Path, *, at: datetime) -> list[Role]:
    """Writes the shipped roles of a JSON file; the ones new or changed. A role that somebody edited is left alone."""
    changed: list[Role] = []
    for entry in json.loads(path.read_text(encoding="utf-8"))["roles"]:
        role = Role.objects.filter(code=entry["code"]).first() or Role(code=entry["code"])
        if role.edited or (role.name, role.grants) == (entry["name"], entry["grants"]):
            continue
        if set(entry["grants"]) - set(PERMISSIONS):
            raise UnknownPermission
        role.name, role.grants = entry["name"], entry["grants"]
        role.save()
        note("role_loaded", role, by=SYSTEM, at=at, name=role.name, grants=role.grants)
        changed.append(role)
    return changed
