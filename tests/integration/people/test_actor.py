"""Who may do what where, on which day."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from engine.language.errors import NotAllowed
from engine.people import queries
from engine.people.actor import ANONYMOUS, SYSTEM, Scope, actor_of
from engine.people.models import Holding, LineManager, StandIn, Unit
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


def test_a_role_covers_its_unit_and_all_beneath_it(cast: Cast) -> None:
    finance = cast.actor("finance_head")
    assert finance.may("decide", cast.ngo) and finance.may("decide", cast.wts) and finance.may("decide", cast.kt)
    assert not finance.may("decide", cast.federation)
    assert not finance.may("decide", cast.other_centre)


def test_a_worker_reaches_one_centre(cast: Cast) -> None:
    owner = cast.actor("owner")
    assert owner.may("fill", cast.wts)
    assert not owner.may("fill", cast.kt) and not owner.may("fill", cast.other_centre)
    assert not owner.may_anywhere("administer")
    with pytest.raises(NotAllowed):
        owner.require("decide", cast.wts)


def test_scope_narrows_a_query(cast: Cast) -> None:
    codes = lambda scope: {unit.code for unit in queries.units_in(scope)}  # noqa: E731
    assert codes(cast.actor("owner").scope("see")) == {"WTS"}
    assert codes(cast.actor("director").scope("see")) == {"HKN", "WTS", "KT", "ST"}
    assert codes(cast.actor("owner").scope("administer")) == set()
    assert codes(Scope.everything()) == set(cast.units)


def test_scope_of_one_unit_does_not_leak_to_a_unit_whose_path_begins_alike(cast: Cast) -> None:
    scope = Scope((cast.wts.path,))
    assert scope.covers(cast.wts.path) and not scope.covers(cast.wts.path[:-1] + "0/")


@pytest.mark.parametrize(("day", "may"), [(-1, False), (0, True), (3, True), (4, False)])
def test_a_role_holds_from_its_first_to_its_last_day(cast: Cast, day: int, may: bool) -> None:
    Holding.objects.create(
        user=cast.outsider, role_id="worker", unit=cast.kt, starts=TODAY, ends=TODAY + timedelta(days=3)
    )
    assert actor_of(cast.outsider, TODAY + timedelta(days=day)).may("fill", cast.kt) is may


def test_nobody_and_the_deactivated_may_nothing(cast: Cast) -> None:
    assert actor_of(AnonymousUser(), TODAY) is ANONYMOUS
    cast.owner.is_active = False
    assert actor_of(cast.owner, TODAY) is ANONYMOUS
    assert not ANONYMOUS.may("see", cast.wts) and not ANONYMOUS.is_known


def test_the_system_may_everything(cast: Cast) -> None:
    assert SYSTEM.may("publish", cast.federation) and SYSTEM.audit_id == "system"


def test_the_nearest_holder_is_asked_first(cast: Cast) -> None:
    assert queries.holders("finance_head", cast.wts, TODAY) == [cast.finance_head]
    Holding.objects.create(user=cast.colleague, role_id="finance_head", unit=cast.wts, starts=TODAY)
    assert queries.holders("finance_head", cast.wts, TODAY) == [cast.colleague]
    assert queries.holders("finance_head", cast.kt, TODAY) == [cast.finance_head]
    assert queries.holders("finance_head", cast.other_centre, TODAY) == []


def test_a_team_is_served_by_its_centre(cast: Cast) -> None:
    team = Unit.objects.create(code="WTS-A", parent=cast.wts, kind="team", name_en="Team A")
    assert queries.holders("department_head", team, TODAY) == [cast.department_head]


def test_a_deactivated_holder_is_passed_over(cast: Cast) -> None:
    Holding.objects.create(user=cast.colleague, role_id="finance_head", unit=cast.wts, starts=TODAY)
    cast.colleague.is_active = False
    cast.colleague.save()
    assert queries.holders("finance_head", cast.wts, TODAY) == [cast.finance_head]


def test_stand_ins_and_line_managers_are_dated(cast: Cast) -> None:
    friday, monday = date(2025, 11, 14), date(2025, 11, 17)
    StandIn.objects.create(
        absent=cast.department_head, deputy=cast.team_head, set_by=cast.department_head, starts=friday, ends=friday
    )
    LineManager.objects.create(user=cast.owner, manager=cast.team_head, starts=monday)
    assert queries.deputies_of(cast.department_head, friday) == [cast.team_head]
    assert queries.deputies_of(cast.department_head, monday) == []
    assert queries.absents_of(cast.team_head, friday) == [cast.department_head]
    assert actor_of(cast.team_head, friday).stands_in_for == (cast.department_head.id,)
    assert queries.manager_of(cast.owner, friday) is None
    assert queries.manager_of(cast.owner, monday) == cast.team_head


def test_an_actor_costs_two_queries(cast: Cast, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        actor_of(cast.owner, TODAY)
