"""Services: a person's particulars, and how people go: their work first, then the account."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from engine.language.errors import NotAllowed
from engine.people import guards
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.handovers import handovers, waiting
from engine.people.models import Holding, LineManager, StandIn, Unit, User
from engine.people.refusals import EmailTaken, NotTheSamePerson, OpenWork, OwnAccount
from engine.people.trail import note


@transaction.atomic
def edit_person(
    *, user: User, name_en: str, name_zh: str, email: str, home_unit: Unit, by: Actor, at: datetime
) -> User:
    """A person's names, address and home. Refuses: NotAllowed, EmailTaken."""
    guards.require_person(by, user)
    by.require("administer", home_unit)
    if email and User.objects.filter(email__iexact=email).exclude(id=user.id).exists():
        raise EmailTaken
    user.name_en, user.name_zh, user.email, user.home_unit = name_en, name_zh, email, home_unit
    user.save(update_fields=["name_en", "name_zh", "email", "home_unit"])
    note("edited", user, by=by, at=at, name_en=name_en, name_zh=name_zh, email=email, home_unit=home_unit)
    return user


@transaction.atomic
def set_language(*, user: User, language: str, by: Actor, at: datetime) -> None:
    """The language in which Centreline speaks and writes to its own user. Refuses: NotAllowed."""
    if by.user_id != user.id:
        raise NotAllowed
    User.objects.filter(id=user.id).update(language=language)
    note("language_set", user, by=by, at=at, language=language)


@transaction.atomic
def hand_over(*, leaver: User, to: User, by: Actor, at: datetime) -> dict[str, int]:
    """Everything `leaver` holds (open tasks, drafts, records …) passes to `to`; how much of each sort.

    Refuses: NotAllowed, NotFound (a stranger), NotTheSamePerson, PersonInactive.
    """
    guards.require_person(by, leaver)
    guards.require_sight(by, to)
    if leaver.id == to.id:
        raise NotTheSamePerson
    guards.require_active(to)
    moved = {name: handovers.get(name).hand_over(leaver=leaver, to=to, by=by, at=at) for name in handovers}
    note("handed_over", leaver, by=by, at=at, to=to, moved=moved)
    return moved


@transaction.atomic
def deactivate(*, user: User, by: Actor, at: datetime, reason: str = "") -> User:
    """The person can no longer sign in, and holds nothing any more. Their name stays in all that they did.

    Refuses: NotAllowed, OwnAccount, LastAdministrator, OpenWork.
    """
    guards.require_person(by, user)
    if user.id == by.user_id:
        raise OwnAccount
    user, today = guards.lock(user), day_of(at)
    administered = Holding.objects.filter(user=user).select_related("role", "unit")
    places = [row.unit for row in administered if row.holds_on(today) and "administer" in row.role.grants]
    guards.require_administrator_left(places, today, Q(user=user))
    if waiting(user):
        raise OpenWork
    _end_everything(user, today)
    user.is_active = False
    user.save(update_fields=["is_active"])
    note("deactivated", user, by=by, at=at, reason=reason, is_active=False)
    return user


@transaction.atomic
def reactivate(*, user: User, by: Actor, at: datetime) -> User:
    """The person may sign in again; their roles do not come back by themselves. Refuses: NotAllowed."""
    guards.require_person(by, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    note("reactivated", user, by=by, at=at, is_active=True)
    return user


def _end_everything(user: User, today: date) -> None:
    """Facts that have not begun are taken back; those that hold end yesterday, or today when they began today."""
    facts = (
        Holding.objects.filter(user=user),
        LineManager.objects.filter(Q(user=user) | Q(manager=user)),
        StandIn.objects.filter(Q(absent=user) | Q(deputy=user)),
    )
    for rows in facts:
        rows.filter(starts__gt=today).delete()
        still = rows.filter(Q(ends__isnull=True) | Q(ends__gte=today))
        still.filter(starts=today).update(ends=today)
        still.filter(starts__lt=today).update(ends=today - timedelta(days=1))
