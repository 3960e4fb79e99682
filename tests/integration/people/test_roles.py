"""Roles: given, ended, edited, loaded, and never left without an administrator."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engine.audit.models import Entry
from engine.audit.services import verify
from engine.language.errors import NotAllowed, NotFound
from engine.language.text import both
from engine.people import refusals, services
from engine.people.actor import Actor
from engine.people.models import Holding, Role
from tests.cast import NOW, ROLES, TODAY, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rooms")]
DAY = timedelta(days=1)
NEWCOMER = services.Newcomer("newcomer", "Mak Yee Lam", "newcomer@example.org", "麥怡霖")


def role(code: str) -> Role:
    return Role.objects.get(code=code)


def test_a_role_is_given_and_ended(cast: Cast, admin: Actor) -> None:
    held = services.give_role(user=cast.owner, role=role("clerk"), unit=cast.kt, starts=TODAY, by=admin, at=NOW)
    assert cast.actor("owner").holds("clerk", cast.kt)
    services.end_role(holding=held, ends=TODAY + DAY, by=admin, at=NOW, reason="end of cover")
    assert not cast.actor("owner", TODAY + 2 * DAY).holds("clerk", cast.kt)
    assert list(Entry.objects.values_list("action", flat=True)) == ["people.role_given", "people.role_ended"]
    assert verify() == []


@pytest.mark.parametrize(("starts", "ends"), [(0, None), (-400, 0), (5, 9)])
def test_a_role_is_not_held_twice_on_one_day(cast: Cast, admin: Actor, starts: int, ends: int | None) -> None:
    last = None if ends is None else TODAY + ends * DAY
    with pytest.raises(refusals.RoleAlreadyHeld):
        services.give_role(
            user=cast.owner,
            role=role("worker"),
            unit=cast.wts,
            starts=TODAY + starts * DAY,
            ends=last,
            by=admin,
            at=NOW,
        )


def test_a_role_may_be_held_again_after_it_ended(cast: Cast, admin: Actor) -> None:
    services.end_role(holding=cast.owner.holdings.get(), ends=TODAY, by=admin, at=NOW)
    services.give_role(user=cast.owner, role=role("worker"), unit=cast.wts, starts=TODAY + DAY, by=admin, at=NOW)


def test_a_role_cannot_end_before_it_starts_nor_in_the_past(cast: Cast, admin: Actor) -> None:
    with pytest.raises(refusals.EndsBeforeStart):
        services.give_role(
            user=cast.owner, role=role("clerk"), unit=cast.kt, starts=TODAY, ends=TODAY - DAY, by=admin, at=NOW
        )
    with pytest.raises(refusals.PastIsFixed):
        services.end_role(holding=cast.owner.holdings.get(), ends=TODAY - 2 * DAY, by=admin, at=NOW)
    assert not Entry.objects.exists()


def test_a_day_is_a_day_in_hong_kong(cast: Cast, admin: Actor) -> None:
    late = datetime.fromisoformat("2025-11-14T16:30:00+00:00")
    with pytest.raises(refusals.PastIsFixed):
        services.end_role(holding=cast.owner.holdings.get(), ends=TODAY - DAY, by=admin, at=late)


def test_nobody_without_administer_changes_roles(cast: Cast) -> None:
    for name in ("owner", "centre_manager", "director", "auditor"):
        with pytest.raises(NotAllowed):
            services.give_role(
                user=cast.colleague, role=role("clerk"), unit=cast.wts, starts=TODAY, by=cast.actor(name), at=NOW
            )


def test_a_local_administrator_stays_local(cast: Cast, local: Actor) -> None:
    services.give_role(user=cast.owner, role=role("clerk"), unit=cast.wts, starts=TODAY, by=local, at=NOW)
    with pytest.raises(NotAllowed):
        services.give_role(user=cast.owner, role=role("clerk"), unit=cast.kt, starts=TODAY, by=local, at=NOW)
    with pytest.raises(NotFound):
        services.give_role(user=cast.outsider, role=role("clerk"), unit=cast.wts, starts=TODAY, by=local, at=NOW)
    with pytest.raises(NotAllowed):
        services.end_role(holding=cast.outsider.holdings.get(), ends=TODAY, by=local, at=NOW)
    with pytest.raises(NotAllowed):
        services.deactivate(user=cast.neighbour, by=local, at=NOW)
    with pytest.raises(NotAllowed):
        services.edit_role(role=role("worker"), name="W", grants=["administer"], by=local, at=NOW)


def test_the_last_administrator_stays(cast: Cast, admin: Actor, local: Actor) -> None:
    held = cast.administrator.holdings.get()
    with pytest.raises(refusals.LastAdministrator):
        services.end_role(holding=held, ends=TODAY, by=admin, at=NOW)
    services.end_role(holding=Holding.objects.get(user_id=local.user_id), ends=TODAY, by=admin, at=NOW)
    services.give_role(
        user=cast.director, role=role("administrator"), unit=cast.federation, starts=TODAY, by=admin, at=NOW
    )
    services.end_role(holding=held, ends=TODAY, by=admin, at=NOW)


def test_an_administrator_who_leaves_soon_does_not_count(cast: Cast, admin: Actor) -> None:
    services.give_role(
        user=cast.director,
        role=role("administrator"),
        unit=cast.federation,
        starts=TODAY,
        ends=TODAY + DAY,
        by=admin,
        at=NOW,
    )
    with pytest.raises(refusals.LastAdministrator):
        services.end_role(holding=cast.administrator.holdings.get(), ends=TODAY + DAY, by=admin, at=NOW)


def test_a_role_is_edited_everywhere_at_once(cast: Cast, admin: Actor) -> None:
    services.edit_role(role=role("clerk"), name=both("Clerk", "文員"), grants=["see", "fill"], by=admin, at=NOW)
    assert role("clerk").grants == ["fill", "see"]
    with pytest.raises(refusals.UnknownPermission):
        services.edit_role(role=role("clerk"), name="Clerk", grants=["fly"], by=admin, at=NOW)
    with pytest.raises(refusals.LastAdministrator):
        services.edit_role(role=role("administrator"), name="A", grants=["see"], by=admin, at=NOW)


def test_shipped_roles_load_once_and_leave_edited_ones_alone(cast: Cast, admin: Actor) -> None:
    assert services.load_roles(ROLES, at=NOW) == []
    services.edit_role(role=role("clerk"), name="Typist", grants=["see"], by=admin, at=NOW)
    Role.objects.filter(code="worker").update(grants=[])
    Role.objects.filter(code="auditor").update(name="old", grants=["see"])
    assert {changed.code for changed in services.load_roles(ROLES, at=NOW)} == {"worker", "auditor"}
    assert role("clerk").name == "Typist" and role("clerk").grants == ["see"]
    assert role("worker").grants == ["fill", "see", "see_personal"]


def test_a_roles_file_with_an_unknown_permission_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "roles.json"
    path.write_text(
        '{"roles": [{"code": "a", "name": "A", "grants": []}, {"code": "b", "name": "B", "grants": ["fly"]}]}'
    )
    with pytest.raises(refusals.UnknownPermission):
        services.load_roles(path, at=NOW)
    assert not Role.objects.filter(code="a").exists()
