"""The inbox: who finds what, once, and nobody else's."""

from datetime import date

import pytest

from engine.people.models import Holding, StandIn
from tests.cast import NOW, TODAY, Cast
from tests.workflow_desk import ASK_NODE, ENDS, READ, Desk, open_desk, workflow
from workflows import inbox, services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


def waiting(desk: Desk, who: str) -> int:
    return inbox.open_for(desk.actor(who), TODAY).count()


def test_whoever_is_asked_and_nobody_else(asked: Desk) -> None:
    found = {who: waiting(asked, who) for who in asked.cast.people}
    assert found == {**dict.fromkeys(asked.cast.people, 0), "supervisor": 1}


def test_the_nearest_holder_is_asked_first(asked: Desk, cast: Cast) -> None:
    Holding.objects.create(user=cast.director, role_id="supervisor", unit=cast.ngo, starts=date(2024, 4, 1))
    assert (waiting(asked, "supervisor"), waiting(asked, "director")) == (1, 0)
    cast.supervisor.holdings.update(ends=date(2025, 11, 13))
    assert (waiting(asked, "supervisor"), waiting(asked, "director")) == (0, 1)


def test_a_taken_task_leaves_the_others_lists(asked: Desk, cast: Cast) -> None:
    Holding.objects.create(user=cast.colleague, role_id="supervisor", unit=cast.wts, starts=date(2024, 4, 1))
    assert (waiting(asked, "supervisor"), waiting(asked, "colleague")) == (1, 1)
    services.claim(task=asked.task("read"), by=asked.actor("colleague"), at=NOW)
    assert (waiting(asked, "supervisor"), waiting(asked, "colleague")) == (0, 1)


def test_a_stand_in_finds_it_too(asked: Desk, cast: Cast) -> None:
    StandIn.objects.create(
        absent=cast.supervisor, deputy=cast.colleague, starts=TODAY, ends=TODAY, set_by=cast.supervisor
    )
    assert waiting(asked, "colleague") == 1
    assert asked.answer("colleague", "read", "accept").outcome == "approved"


def test_what_came_back_is_with_the_one_who_asked(asked: Desk) -> None:
    asked.answer("supervisor", "read", "return", "Why?")
    assert (waiting(asked, "owner"), waiting(asked, "supervisor")) == (1, 0)


def test_the_other_lists(asked: Desk) -> None:
    assert inbox.in_centre(asked.actor("centre_manager")).count() == 1
    assert inbox.in_centre(asked.actor("outsider")).count() == 0
    asked.answer("supervisor", "read", "accept")
    assert inbox.in_centre(asked.actor("centre_manager")).count() == 0
    assert inbox.done_by(asked.actor("supervisor")).count() == 1
    assert inbox.started_by(asked.actor("owner")).count() == 1
    assert inbox.count_for(asked.actor("supervisor")) == 0


def test_an_inbox_page_costs_few_queries(asked: Desk, django_assert_max_num_queries: object) -> None:
    actor = asked.actor("supervisor")
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        list(inbox.open_for(actor, TODAY))


def kept_apart(cast: Cast) -> Desk:
    """owner, who is a supervisor too, asked; whoever asks may not read."""
    Holding.objects.create(user=cast.owner, role_id="supervisor", unit=cast.wts, starts=date(2024, 4, 1))
    desk = open_desk(cast, workflow({"ask": ASK_NODE, "read": {**READ, "different_from": ["ask"]}, **ENDS}))
    desk.submit("owner", title="Paper")
    return desk


def test_who_is_kept_apart_does_not_find_it_nor_is_it_counted(cast: Cast) -> None:
    desk = kept_apart(cast)
    assert (waiting(desk, "owner"), waiting(desk, "supervisor")) == (0, 1)
    assert inbox.count_for(desk.actor("owner")) == 0


def test_a_stand_in_for_who_is_kept_apart_does_not_find_it_either(cast: Cast) -> None:
    desk = kept_apart(cast)
    StandIn.objects.create(absent=cast.owner, deputy=cast.colleague, starts=TODAY, ends=TODAY, set_by=cast.owner)
    assert waiting(desk, "colleague") == 0
    StandIn.objects.create(
        absent=cast.supervisor, deputy=cast.colleague, starts=TODAY, ends=TODAY, set_by=cast.supervisor
    )
    assert waiting(desk, "colleague") == 1


def test_another_request_in_the_same_role_is_still_found(cast: Cast) -> None:
    desk = kept_apart(cast)
    desk.process_id = None
    desk.submit("colleague", title="Other paper")
    assert waiting(desk, "owner") == 1
