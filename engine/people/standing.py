"""Services: who leads whom, and who stands in for whom."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from engine.language.errors import NotAllowed
from engine.people import guards, queries
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import LineManager, StandIn, User
from engine.people.refusals import (
    AlreadyStandingIn,
    ManagersInACircle,
    NotAColleague,
    NotTheSamePerson,
    PastIsFixed,
)
from engine.people.trail import note


@transaction.atomic
def set_line_manager(*, user: User, manager: User | None, starts: date, by: Actor, at: datetime) -> LineManager | None:
    """From `starts` on, `manager` (or nobody) is the line manager of `user`.

    Refuses: NotAllowed, NotFound (a stranger), NotTheSamePerson, PersonInactive, PastIsFixed, ManagersInACircle.
    """
    guards.require_person(by, user)
    guards.lock(user)
    if starts < day_of(at):
        raise PastIsFixed
    if manager:
        _fit_to_lead(manager, user, starts, by)
    _end_line(user, starts)
    row = LineManager.objects.create(user=user, manager=manager, starts=starts) if manager else None
    note("line_manager_set", user, by=by, at=at, manager=manager, starts=starts)
    return row


@transaction.atomic
def set_stand_in(*, absent: User, deputy: User | None, starts: date, ends: date, by: Actor, at: datetime) -> StandIn:
    """`absent` is away from `starts` to `ends`, both included, and `deputy` (or nobody) does their work on these days.

    Set by oneself or an administrator.

    Refuses: NotAllowed, NotTheSamePerson, PersonInactive, EndsBeforeStart, PastIsFixed, NotAColleague,
    AlreadyStandingIn.
    """
    _require_own_or_administered(absent, by)
    if deputy is not None:
        _fit_to_stand_in(deputy, absent)
    guards.require_days(starts, ends, day_of(at))
    if starts < day_of(at):
        raise PastIsFixed
    if StandIn.objects.filter(absent=absent, deputy=deputy, starts__lte=ends, ends__gte=starts).exists():
        raise AlreadyStandingIn
    row = StandIn.objects.create(
        absent=absent, deputy=deputy, starts=starts, ends=ends, set_by_id=by.user_id or absent.id
    )
    note("stand_in_set", row, by=by, at=at, absent=absent, deputy=deputy, starts=starts, ends=ends)
    return row


def _fit_to_stand_in(deputy: User, absent: User) -> None:
    if absent.id == deputy.id:
        raise NotTheSamePerson
    guards.require_active(guards.lock(deputy))
    if not queries.colleagues_of(absent).filter(id=deputy.id).exists():
        raise NotAColleague


@transaction.atomic
def end_stand_in(*, stand_in: StandIn, by: Actor, at: datetime) -> None:
    """Nobody stands in from today on; one that has not begun is taken back whole. Refuses: NotAllowed, PastIsFixed."""
    _require_own_or_administered(stand_in.absent, by)
    today = day_of(at)
    if stand_in.ends is not None and stand_in.ends < today:
        raise PastIsFixed
    note("stand_in_ended", stand_in, by=by, at=at, ends=today - timedelta(days=1))
    if stand_in.starts >= today:
        stand_in.delete()
    else:
        stand_in.ends = today - timedelta(days=1)
        stand_in.save(update_fields=["ends"])


def _require_own_or_administered(absent: User, by: Actor) -> None:
    if by.user_id is None and not by.is_system:
        raise NotAllowed
    if absent.id != by.user_id:
        guards.require_person(by, absent)


def _fit_to_lead(manager: User, user: User, starts: date, by: Actor) -> None:
    if manager.id == user.id:
        raise NotTheSamePerson
    guards.require_sight(by, manager)
    guards.require_active(manager)
    above: User | None = manager
    seen: set[object] = set()
    while above and above.id not in seen:
        seen.add(above.id)
        above = queries.manager_of(above, starts)
        if above and above.id == user.id:
            raise ManagersInACircle


def _end_line(user: User, starts: date) -> None:
    """Line managers that begin on or after `starts` never will; the present one ends the day before."""
    LineManager.objects.filter(user=user, starts__gte=starts).delete()
    still = LineManager.objects.filter(user=user).filter(Q(ends__isnull=True) | Q(ends__gte=starts))
    still.update(ends=starts - timedelta(days=1))
