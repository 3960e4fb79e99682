"""Whom a running step asks: named people, other centres, shared work, people who are away, and nobody at all."""

from datetime import timedelta
from typing import Any

import pytest

from engine.audit.models import Entry
from engine.notices.models import Notice
from engine.people import services as people
from engine.people.models import Holding, StandIn
from tests.cast import LONG_AGO, NOW, TODAY, Cast
from tests.workflow_desk import ASK_NODE, ENDS, READ, Desk, field_of, open_desk, publish, small_form, workflow
from workflows import giving, inbox
from workflows.assigning import ask_again
from workflows.models import Assignment
from workflows.refusals import NobodyMissing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
WHO = small_form(
    "who",
    field_of("who", "text", "title", required=True),
    field_of("who", "reference", "officer", to="person"),
    field_of("who", "reference", "centre", to="unit"),
)


def desk_with(cast: Cast, assign: dict[str, Any], **more: Any) -> Desk:
    publish(WHO)
    nodes = {"ask": {**ASK_NODE, "form": "who"}, "read": {**READ, "assign": assign, **more}, **ENDS}
    return open_desk(cast, workflow(nodes))


def asked(desk: Desk, **answers: Any) -> Assignment:
    """Owner asks for something; the one assignment of the next step."""
    desk.process_id = None
    desk.submit("owner", title="Paper", **answers)
    return Assignment.objects.get(task=desk.task("read"), state="open")


def away(cast: Cast, who: str, deputy: str = "") -> None:
    stands_in = cast.people[deputy] if deputy else None
    StandIn.objects.create(absent=cast.people[who], deputy=stands_in, starts=TODAY, ends=TODAY, set_by=cast.owner)


def told(**about: Any) -> set[str]:
    return set(Notice.objects.filter(channel="in_app", **about).values_list("to__username", flat=True))


def ref(thing: Any) -> dict[str, str]:
    return {"ref": str(thing.pk), "text": thing.name_en}


def test_the_colleague_named_in_a_field(cast: Cast) -> None:
    desk = desk_with(cast, {"field": "ask.officer", "otherwise": {"role": "supervisor"}})
    found = asked(desk, officer=ref(cast.colleague))
    assert (found.user, found.why["en"]) == (cast.colleague, "You were named.")
    assert desk.answer("colleague", "read", "accept").outcome == "approved"
    assert asked(desk).role == "supervisor"


def test_a_role_at_another_centre_at_the_parent_and_at_a_centre_in_a_field(cast: Cast) -> None:
    assert asked(desk_with(cast, {"role": "worker", "at": {"unit": "KT"}})).unit == cast.kt
    assert asked(desk_with(cast, {"role": "director", "at": {"parent_of": "KT"}})).unit == cast.ngo
    assert asked(desk_with(cast, {"role": "director", "at": {"parent": True}})).unit == cast.ngo
    desk = desk_with(cast, {"role": "worker", "at": {"field": "ask.centre"}})
    assert asked(desk, centre=ref(cast.kt)).unit == cast.kt
    assert desk.answer("neighbour", "read", "accept").outcome == "approved"


def test_the_requesters_line_manager(cast: Cast) -> None:
    people.set_line_manager(
        user=cast.owner, manager=cast.team_head, starts=TODAY, by=cast.actor("administrator"), at=NOW
    )
    assert asked(desk_with(cast, {"supervisor": True})).user == cast.team_head


class TestSharedWork:
    @pytest.fixture
    def desk(self, cast: Cast) -> Desk:
        for who in ("colleague", "team_head"):
            Holding.objects.create(user=cast.people[who], role_id="clerk", unit=cast.wts, starts=LONG_AGO)
        return desk_with(cast, {"role": "clerk", "share": "load"})

    def test_it_goes_round(self, desk: Desk) -> None:
        given = [asked(desk).user.username for _ in range(4)]
        assert set(given[:2]) == set(given[2:]) == {"colleague", "team_head"}
        assert told() == {"colleague", "team_head"}

    def test_who_finished_theirs_is_next(self, desk: Desk, cast: Cast) -> None:
        first, second = asked(desk).user.username, asked(desk).user.username
        desk.answer(second, "read", "accept")
        assert (asked(desk).user.username, first != second) == (second, True)

    def test_never_to_somebody_away(self, desk: Desk, cast: Cast) -> None:
        away(cast, "colleague")
        assert {asked(desk).user for _ in range(3)} == {cast.team_head}
        away(cast, "team_head")
        pooled = asked(desk)
        assert (pooled.user, pooled.role) == (None, "clerk")

    def test_what_was_given_can_be_given_back_to_all(self, desk: Desk) -> None:
        who = asked(desk).user.username
        from workflows import services

        services.release(task=desk.task("read"), by=desk.actor(who), at=desk.at)
        assert inbox.open_for(desk.actor("colleague"), TODAY).count() == 1


class TestAway:
    def test_the_stand_in_does_it_and_it_is_shown_so(self, cast: Cast) -> None:
        away(cast, "colleague", deputy="team_head")
        desk = desk_with(cast, {"field": "ask.officer"})
        found = asked(desk, officer=ref(cast.colleague))
        assert (found.user, found.for_user) == (cast.team_head, cast.colleague)
        assert "Lee Ka Yan is away" in found.why["en"]
        desk.answer("team_head", "read", "accept")
        from workflows.timeline import of_process

        done = next(m for m in of_process(desk.process, desk.at) if m.who == (cast.team_head,))
        assert done.for_user == cast.colleague

    def test_one_whose_stand_in_is_away_too_counts_as_alone(self, cast: Cast) -> None:
        away(cast, "colleague", deputy="team_head")
        away(cast, "team_head")
        desk = desk_with(cast, {"field": "ask.officer", "otherwise": {"role": "supervisor"}})
        found = asked(desk, officer=ref(cast.colleague))
        assert (found.role, found.user) == ("supervisor", None) and "nobody stands in" in found.why["en"]

    def test_without_a_role_behind_it_waits_and_is_looked_after(self, cast: Cast) -> None:
        away(cast, "colleague")
        assert asked(desk_with(cast, {"field": "ask.officer"}), officer=ref(cast.colleague)).user == cast.colleague
        assert "centre_manager" in told(kind="attention")


class TestNobody:
    @pytest.fixture
    def desk(self, cast: Cast) -> Desk:
        return desk_with(cast, {"role": "clerk"})

    def test_the_task_is_kept_and_whoever_looks_after_the_work_is_told(self, desk: Desk) -> None:
        found = asked(desk)
        assert found.asks_nobody and "Nobody could be asked" in found.why["en"]
        assert told(kind="attention") == {"centre_manager", *told(kind="attention")}
        assert told(kind="task") == set()
        assert inbox.open_for(desk.actor("centre_manager"), TODAY).count() == 0

    def test_it_can_be_given_to_somebody(self, desk: Desk, cast: Cast) -> None:
        seat = next(s for s in giving.seats(_kept(desk), TODAY) if s.person == cast.colleague)
        giving.give(task=_kept(desk), seat=seat.key, reason="No clerk", by=desk.actor("centre_manager"), at=NOW)
        assert desk.answer("colleague", "read", "accept").outcome == "approved"

    def test_it_is_asked_again_when_there_is_somebody(self, desk: Desk, cast: Cast) -> None:
        task = _kept(desk)
        Holding.objects.create(user=cast.colleague, role_id="clerk", unit=cast.wts, starts=LONG_AGO)
        ask_again(task, by=desk.actor("administrator"), at=NOW + timedelta(hours=1))
        assert inbox.open_for(desk.actor("colleague"), TODAY).count() == 1
        assert Entry.objects.filter(action="task.asked-again").count() == 1
        with pytest.raises(NobodyMissing):
            ask_again(task, by=desk.actor("administrator"), at=NOW)


def _kept(desk: Desk) -> Any:
    if desk.process_id is None:
        asked(desk)
    return desk.task("read")
