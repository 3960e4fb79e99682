"""What the services of people and units do, and what they refuse."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core import mail

from engine.audit.models import Entry
from engine.audit.services import verify
from engine.language.errors import NotAllowed, NotFound
from engine.language.text import both
from engine.people import arriving, queries, refusals, services
from engine.people.actor import Actor, actor_of
from engine.people.handovers import handovers
from engine.people.models import LineManager, Role, StandIn, Unit, User
from tests.cast import NOW, TODAY, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rooms")]
DAY = timedelta(days=1)
NEWCOMER = services.Newcomer("newcomer", "Mak Yee Lam", "newcomer@example.org", "麥怡霖")


def role(code: str) -> Role:
    return Role.objects.get(code=code)


# units


def test_a_unit_is_created_and_renamed(cast: Cast, admin: Actor) -> None:
    team = services.create_unit(parent=cast.wts, kind="team", code="WTS-A", name_en="Team A", by=admin, at=NOW)
    assert team.path == f"{cast.wts.path}{team.id}/"
    services.rename_unit(unit=team, name_en="Team One", name_zh="第一隊", by=admin, at=NOW)
    team.refresh_from_db()
    assert (team.name("en"), team.name("zh-Hant"), team.code) == ("Team One", "第一隊", "WTS-A")


def test_units_stand_in_their_order_and_codes_are_unique(cast: Cast, admin: Actor) -> None:
    for parent, kind in ((cast.wts, "ngo"), (cast.wts, "centre"), (cast.wts, "palace"), (None, "team")):
        with pytest.raises(refusals.UnitMisplaced):
            services.create_unit(parent=parent, kind=kind, code="NEW", name_en="New", by=admin, at=NOW)
    with pytest.raises(refusals.UnitCodeTaken):
        services.create_unit(parent=cast.ngo, kind="centre", code="wts", name_en="New", by=admin, at=NOW)


# line managers and stand-ins


def test_a_line_manager_follows_another_from_a_day_on(cast: Cast, admin: Actor) -> None:
    monday = TODAY + 3 * DAY
    services.set_line_manager(user=cast.owner, manager=cast.team_head, starts=TODAY, by=admin, at=NOW)
    services.set_line_manager(user=cast.owner, manager=cast.supervisor, starts=monday, by=admin, at=NOW)
    assert queries.manager_of(cast.owner, monday - DAY) == cast.team_head
    assert queries.manager_of(cast.owner, monday) == cast.supervisor
    services.set_line_manager(user=cast.owner, manager=None, starts=monday, by=admin, at=NOW)
    assert queries.manager_of(cast.owner, monday) is None
    assert LineManager.objects.filter(user=cast.owner).count() == 1


def test_managers_do_not_go_in_circles(cast: Cast, admin: Actor) -> None:
    services.set_line_manager(user=cast.owner, manager=cast.team_head, starts=TODAY, by=admin, at=NOW)
    services.set_line_manager(user=cast.team_head, manager=cast.director, starts=TODAY, by=admin, at=NOW)
    with pytest.raises(refusals.ManagersInACircle):
        services.set_line_manager(user=cast.director, manager=cast.owner, starts=TODAY, by=admin, at=NOW)
    with pytest.raises(refusals.NotTheSamePerson):
        services.set_line_manager(user=cast.owner, manager=cast.owner, starts=TODAY, by=admin, at=NOW)


def test_people_name_their_own_stand_in(cast: Cast) -> None:
    me = cast.actor("department_head")
    days = {"starts": TODAY, "ends": TODAY + 4 * DAY}
    row = services.set_stand_in(absent=cast.department_head, deputy=cast.team_head, **days, by=me, at=NOW)
    assert row.set_by == cast.department_head
    assert queries.deputies_of(cast.department_head, TODAY) == [cast.team_head]
    with pytest.raises(refusals.AlreadyStandingIn):
        services.set_stand_in(absent=cast.department_head, deputy=cast.team_head, **days, by=me, at=NOW)
    services.end_stand_in(stand_in=row, by=me, at=NOW + DAY)
    assert queries.deputies_of(cast.department_head, TODAY) == [cast.team_head]
    assert queries.deputies_of(cast.department_head, TODAY + DAY) == []


def test_nobody_names_a_stand_in_for_somebody_else(cast: Cast, admin: Actor, local: Actor) -> None:
    days = {"starts": TODAY, "ends": TODAY}
    with pytest.raises(NotAllowed):
        services.set_stand_in(absent=cast.owner, deputy=cast.colleague, **days, by=cast.actor("colleague"), at=NOW)
    with pytest.raises(refusals.NotAColleague):
        services.set_stand_in(absent=cast.owner, deputy=cast.outsider, **days, by=cast.actor("owner"), at=NOW)
    with pytest.raises(refusals.NotTheSamePerson):
        services.set_stand_in(absent=cast.owner, deputy=cast.owner, **days, by=cast.actor("owner"), at=NOW)
    services.set_stand_in(absent=cast.owner, deputy=cast.colleague, **days, by=local, at=NOW)


# coming and going


def test_an_invited_person_chooses_a_password_once(
    cast: Cast, admin: Actor, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        user = services.invite(newcomer=NEWCOMER, unit=cast.kt, role=role("worker"), starts=TODAY, by=admin, at=NOW)
    [message] = mail.outbox
    token = message.body.split("/people/join/")[1].split("/")[0]
    assert message.to == ["newcomer@example.org"] and not user.has_usable_password()
    assert arriving.invited(token, NOW) == user
    services.accept_invitation(token=token, password="a fine long password", at=NOW)
    user.refresh_from_db()
    assert user.check_password("a fine long password") and actor_of(user, TODAY).may("fill", cast.kt)
    with pytest.raises(refusals.InvitationOver):
        services.accept_invitation(token=token, password="another password", at=NOW)
    with pytest.raises(refusals.InvitationOver):
        services.invite_again(user=user, by=admin, at=NOW)


def test_an_invitation_expires_and_cannot_be_forged(cast: Cast, admin: Actor) -> None:
    user = services.invite(newcomer=NEWCOMER, unit=cast.kt, role=role("worker"), starts=TODAY, by=admin, at=NOW)
    token = arriving.invitation_path(user, NOW).split("/")[-2]
    assert arriving.invited(token, NOW + 7 * DAY) == user
    for bad, at in ((token, NOW + 7 * DAY + timedelta(seconds=1)), (token[:-1] + "A", NOW), ("nonsense", NOW)):
        with pytest.raises(refusals.InvitationOver):
            arriving.invited(bad, at)
    services.deactivate(user=user, by=admin, at=NOW)
    with pytest.raises(refusals.InvitationOver):
        arriving.invited(token, NOW)


@pytest.mark.parametrize(
    ("newcomer", "refusal"),
    [
        (services.Newcomer("OWNER", "X"), refusals.UsernameTaken),
        (services.Newcomer("x", "X", "Owner@Example.org"), refusals.EmailTaken),
    ],
)
def test_names_and_addresses_are_used_once(
    cast: Cast, admin: Actor, newcomer: services.Newcomer, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        services.invite(newcomer=newcomer, unit=cast.kt, role=role("worker"), starts=TODAY, by=admin, at=NOW)
    assert User.objects.filter(name_en="X").count() == 0


class FakeWork:
    """Three open things of the leaver."""

    label = both("Open things", "未完成事項")

    def __init__(self) -> None:
        self.held: dict[object, int] = {}

    def waiting(self, leaver: User) -> int:
        return self.held.get(leaver.id, 0)

    def hand_over(self, *, leaver: User, to: User, by: Actor, at: datetime) -> int:
        self.held[to.id] = moved = self.held.pop(leaver.id, 0)
        return moved


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Iterator[FakeWork]:
    fake = FakeWork()
    fake.held[cast.owner.id] = 3
    monkeypatch.setattr(handovers, "_entries", {"fake": fake})
    yield fake


def test_a_leaver_hands_over_before_the_account_is_closed(cast: Cast, admin: Actor, work: FakeWork) -> None:
    with pytest.raises(refusals.OpenWork):
        services.deactivate(user=cast.owner, by=admin, at=NOW)
    assert services.hand_over(leaver=cast.owner, to=cast.colleague, by=admin, at=NOW) == {"fake": 3}
    assert work.held == {cast.colleague.id: 3}
    services.deactivate(user=cast.owner, by=admin, at=NOW, reason="left")
    cast.owner.refresh_from_db()
    assert not cast.owner.is_active and not cast.actor("owner").may("fill", cast.wts)
    assert Entry.objects.filter(action="people.handed_over").count() == 1


def test_work_goes_to_somebody_else_who_is_there(cast: Cast, admin: Actor, local: Actor, work: FakeWork) -> None:
    with pytest.raises(refusals.NotTheSamePerson):
        services.hand_over(leaver=cast.owner, to=cast.owner, by=admin, at=NOW)
    User.objects.filter(id=cast.colleague.id).update(is_active=False)
    cast.colleague.refresh_from_db()
    with pytest.raises(refusals.PersonInactive):
        services.hand_over(leaver=cast.owner, to=cast.colleague, by=admin, at=NOW)
    with pytest.raises(NotFound):
        services.hand_over(leaver=cast.owner, to=cast.outsider, by=local, at=NOW)
    assert work.held == {cast.owner.id: 3}


def test_deactivating_ends_everything_dated(cast: Cast, admin: Actor) -> None:
    me = cast.actor("owner")
    services.set_stand_in(
        absent=cast.owner, deputy=cast.colleague, starts=TODAY, ends=TODAY + 9 * DAY, by=me, at=NOW - DAY
    )
    services.set_line_manager(user=cast.owner, manager=cast.team_head, starts=TODAY + DAY, by=admin, at=NOW)
    services.deactivate(user=cast.owner, by=admin, at=NOW)
    assert cast.owner.holdings.get().ends == TODAY - DAY
    assert StandIn.objects.get().ends == TODAY
    assert not LineManager.objects.exists()
    services.reactivate(user=cast.owner, by=admin, at=NOW)
    cast.owner.refresh_from_db()
    assert cast.owner.is_active and cast.actor("owner", TODAY + DAY).holdings == ()


def test_nobody_closes_their_own_account_nor_the_last_administrators(cast: Cast, admin: Actor, local: Actor) -> None:
    with pytest.raises(refusals.OwnAccount):
        services.deactivate(user=cast.administrator, by=admin, at=NOW)
    services.give_role(
        user=cast.director, role=role("administrator"), unit=cast.federation, starts=TODAY, by=admin, at=NOW
    )
    director = cast.actor("director")
    services.deactivate(user=cast.administrator, by=director, at=NOW)
    with pytest.raises(refusals.OwnAccount):
        services.deactivate(user=cast.director, by=director, at=NOW)


def test_the_first_run_makes_an_organisation_and_its_administrator_once(db: None) -> None:
    first = {"organisation": Unit(kind="ngo", code="NEW", name_en="New NGO"), "password": "a long enough password"}
    user = services.first_run(**first, newcomer=NEWCOMER, at=NOW)
    assert actor_of(user, TODAY).may("administer", user.home_unit)  # type: ignore[arg-type]
    assert Role.objects.count() == 11
    with pytest.raises(refusals.AlreadySetUp):
        services.first_run(
            organisation=Unit(kind="ngo", code="TWO", name_en="Two"), newcomer=NEWCOMER, password="x", at=NOW
        )
    assert Unit.objects.count() == 1 and verify() == []
