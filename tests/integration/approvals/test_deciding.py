"""Deciding a requisition: who is asked in which order, who may not, and what each verdict does.

D1 each band asks its own people, one after another; the last approval issues the order
D2 nobody decides their own request, nor two steps of one round: not through two roles, not for a colleague
D3 a rejection has a coded reason, a return has words; a return voids the round and everybody decides anew
D4 the second of two is told who was first and when; a role that ended decides nothing
D5 a decision is never changed
"""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from approvals.models import Decision, DecisionIsFinal, PurchaseOrder, Round, Step
from approvals.refusals import (
    AlreadyDecided,
    CommentNeeded,
    KeptApart,
    NotAsked,
    OwnRequest,
    ReasonNeeded,
    UnknownVerdict,
)
from engine.audit.models import Entry
from engine.language.text import say
from engine.notices.models import Notice
from engine.people.models import Holding, StandIn
from tests.cast import LONG_AGO, NOW, TODAY
from tests.integration.approvals.conftest import Desk
from workflows import giving, inbox
from workflows.models import Assignment, Process
from workflows.timers import fire_due

pytestmark = pytest.mark.django_db


def give(desk: Desk, who: str, role: str, unit: str = "WTS", ends: date | None = None) -> None:
    user = desk.cast.people[who]
    Holding.objects.create(user=user, role_id=role, unit=desk.cast.unit(unit), starts=LONG_AGO, ends=ends)


def stand_in(desk: Desk, absent: str, deputy: str) -> None:
    people = desk.cast.people
    StandIn.objects.create(
        absent=people[absent], deputy=people[deputy], starts=TODAY, ends=TODAY, set_by=people[absent]
    )


CHAINS = [
    ("4999.99", "team_head finance_head"),
    ("5000.00", "department_head finance_head"),
    ("20000.00", "department_head finance_head"),
    ("20000.01", "team_head department_head finance_head"),
    ("20000.01", "team_head centre_manager finance_head"),
]


@pytest.mark.parametrize(("amount", "deciders"), CHAINS)
def test_each_band_asks_its_people_in_order(desk: Desk, amount: str, deciders: str) -> None:
    process = desk.ask(amount)
    for who in deciders.split():
        asked = {a.role for a in Assignment.objects.filter(process=process, state="open")}
        assert who in asked
        desk.say(process, who)
    process.refresh_from_db()
    assert (process.outcome, process.finished) == ("approved", NOW)
    assert PurchaseOrder.objects.get(process=process).amount_cents == process.amount_cents


def test_nobody_out_of_turn(desk: Desk) -> None:
    process = desk.ask("18600")
    for who in ("finance_head", "team_head", "colleague", "outsider", "auditor", "administrator"):
        with pytest.raises(NotAsked):
            desk.say(process, who)
    assert Decision.objects.count() == 0


def test_nobody_decides_their_own_request(desk: Desk) -> None:
    give(desk, "colleague", "department_head")
    process = desk.ask("18600", "department_head")
    with pytest.raises(OwnRequest):
        desk.say(process, "department_head")
    desk.say(process, "colleague")


def test_own_request_goes_further_up_when_nobody_else_is_near(desk: Desk) -> None:
    give(desk, "director", "department_head", "HKN")
    process = desk.ask("18600", "department_head")
    asked = Assignment.objects.get(process=process, state="open")
    assert (asked.role, asked.unit.code) == ("department_head", "HKN")
    desk.say(process, "director")


def test_two_roles_are_still_one_person(desk: Desk) -> None:
    give(desk, "department_head", "finance_head", "HKN")
    process = desk.ask("18600")
    desk.say(process, "department_head")
    with pytest.raises(KeptApart):
        desk.say(process, "department_head")
    desk.say(process, "finance_head")
    assert PurchaseOrder.objects.count() == 1


def test_standing_in_is_recorded_and_does_not_open_a_second_door(desk: Desk) -> None:
    stand_in(desk, "department_head", "colleague")
    stand_in(desk, "finance_head", "colleague")
    process = desk.ask("18600")
    decision = desk.say(process, "colleague")
    assert (decision.by, decision.on_behalf_of) == (desk.cast.colleague, desk.cast.department_head)
    with pytest.raises(KeptApart):
        desk.say(process, "colleague")


def test_a_requester_cannot_decide_for_the_absent_head(desk: Desk) -> None:
    stand_in(desk, "department_head", "owner")
    process = desk.ask("18600")
    with pytest.raises(OwnRequest):
        desk.say(process, "owner")


def test_nobody_decides_for_an_absent_requester(desk: Desk) -> None:
    give(desk, "director", "department_head", "HKN")
    stand_in(desk, "department_head", "colleague")
    process = desk.ask("18600", "department_head")
    with pytest.raises((OwnRequest, NotAsked)):
        desk.say(process, "colleague")


def test_a_role_that_ended_yesterday_decides_nothing(desk: Desk) -> None:
    process = desk.ask("18600")
    Holding.objects.filter(user=desk.cast.department_head).update(ends=TODAY - timedelta(days=1))
    with pytest.raises(NotAsked):
        desk.say(process, "department_head")


def test_a_rejection_needs_a_reason_from_the_list(desk: Desk) -> None:
    process = desk.ask("18600")
    for code in ("", "mood"):
        with pytest.raises(ReasonNeeded):
            desk.say(process, "department_head", "reject", reason_code=code, comment="No")
    decision = desk.say(process, "department_head", "reject", reason_code="over_budget")
    assert say(decision.reason_label, "zh-Hant") == "超出預算"
    process.refresh_from_db()
    assert process.outcome == "rejected"
    assert not PurchaseOrder.objects.exists()
    assert set(Step.objects.values_list("state", flat=True)) == {"done", "void"}


def test_a_verdict_that_is_none_is_refused(desk: Desk) -> None:
    process = desk.ask("18600")
    with pytest.raises(UnknownVerdict):
        desk.say(process, "department_head", "perhaps")


def test_a_return_needs_words_and_voids_the_round(desk: Desk) -> None:
    process = desk.ask("20000.01")
    desk.say(process, "team_head")
    with pytest.raises(CommentNeeded):
        desk.say(process, "department_head", "return", comment="  ")
    desk.say(process, "department_head", "return", comment="Second quotation missing.")
    assert Round.objects.get(process=process).void
    back = Assignment.objects.get(process=process, state="open")
    assert (back.user, back.task.node) == (desk.cast.owner, "request")
    process.refresh_from_db()
    assert process.notes["return"]["reason"] == "Second quotation missing."


def test_two_at_one_step_the_second_reads_who_was_first(desk: Desk) -> None:
    give(desk, "director", "department_head", "WTS")
    process = desk.ask("18600")
    seen = Step.objects.get(round__process=process, state="open").pk
    desk.say(process, "department_head", step=seen)
    with pytest.raises(AlreadyDecided) as refusal:
        desk.say(process, "director", step=seen)
    assert "Tang Kin Fai" in say(refusal.value.message, "en") and "14 Nov 2025, 10:42" in say(
        refusal.value.message, "en"
    )
    assert "鄧健輝" in say(refusal.value.message, "zh-Hant")


def test_a_finished_task_takes_no_decision(desk: Desk) -> None:
    process = desk.ask("18600")
    task = desk.task(process)
    desk.say(process, "department_head")
    desk.say(process, "finance_head")
    from approvals.services import decide

    with pytest.raises(AlreadyDecided) as refusal:
        decide(task=task, verdict="approve", by=desk.cast.actor("finance_head"), at=NOW)
    assert "Cheung Man Kit" in say(refusal.value.message, "en")


def test_a_decision_is_final(desk: Desk) -> None:
    process = desk.ask("18600")
    decision = desk.say(process, "department_head")
    decision.comment = "changed"
    with pytest.raises(DecisionIsFinal):
        decision.save()
    with pytest.raises(DecisionIsFinal):
        decision.delete()


def test_what_was_decided_is_in_the_trail_without_its_words(desk: Desk) -> None:
    process = desk.ask("18600")
    desk.say(process, "department_head", "return", comment="Mrs Chan's quotation is missing")
    entries = Entry.objects.filter(stream=f"process:{process.pk}", action="decision.return")
    assert entries.count() == 1
    assert "Chan" not in str(list(entries.values()))


def test_those_asked_are_told_and_so_is_whoever_asked(desk: Desk) -> None:
    stand_in(desk, "department_head", "colleague")
    process = desk.ask("18600")
    assert {n.to.username for n in Notice.objects.all()} == {"department_head", "colleague"}
    Notice.objects.all().delete()
    desk.say(process, "department_head", "reject", reason_code="duplicate", comment="Asked last week")
    told = Notice.objects.filter(to=desk.cast.owner)
    assert told.exists()
    assert all("Sensory" not in str(n.subject) and "week" not in str(n.subject) for n in told)


def test_nobody_to_ask_is_never_silent(desk: Desk) -> None:
    Holding.objects.filter(role_id__in=["department_head", "centre_manager"]).delete()
    process = desk.ask("18600")
    assert not Assignment.objects.filter(process=process, state="open").exists()
    assert Notice.objects.filter(to=desk.cast.administrator, kind="parked").exists()
    give(desk, "director", "department_head", "HKN")
    from approvals.services import ask_again

    ask_again(task=desk.task(process), by=desk.cast.actor("administrator"), at=NOW)
    desk.say(process, "director")
    assert Process.objects.get().is_active


def test_a_missing_role_goes_to_whom_the_node_escalates(desk: Desk) -> None:
    Holding.objects.filter(role_id="department_head").delete()
    process = desk.ask("18600")
    assert Assignment.objects.get(process=process, state="open").role == "centre_manager"
    desk.say(process, "centre_manager")
    desk.say(process, "finance_head")
    assert PurchaseOrder.objects.exists()


def test_each_step_has_its_own_deadline_and_escalates_to_more_people(desk: Desk) -> None:
    process = desk.ask("18600")
    monday = NOW + timedelta(days=3)
    desk.say(process, "department_head", at=monday)
    waiting = Assignment.objects.get(process=process, state="open")
    assert waiting.due and waiting.due.astimezone(NOW.tzinfo).date() == date(2025, 11, 20)
    assert fire_due(date_at(date(2025, 11, 19))) == 1  # the reminder
    fire_due(date_at(date(2025, 11, 21)))
    roles = set(Assignment.objects.filter(process=process, state="open").values_list("role", "escalated"))
    assert roles == {("finance_head", False), ("centre_manager", True)}
    desk.say(process, "centre_manager", at=date_at(date(2025, 11, 21)))
    assert PurchaseOrder.objects.exists()


def test_escalation_never_reaches_whoever_asked(desk: Desk) -> None:
    process = desk.ask("18600", "centre_manager")
    fire_due(date_at(date(2025, 11, 21)))
    assert set(Assignment.objects.filter(process=process, state="open").values_list("role", flat=True)) == {
        "department_head"
    }


def date_at(day: date) -> datetime:
    return datetime.combine(day, time(18), tzinfo=NOW.tzinfo)


def waiting_for(desk: Desk, who: str) -> int:
    return inbox.open_for(desk.cast.actor(who), TODAY).count()


def test_who_decided_the_first_step_does_not_find_the_second(desk: Desk) -> None:
    cast = desk.cast
    Holding.objects.create(user=cast.department_head, role_id="finance_head", unit=cast.ngo, starts=LONG_AGO)
    process = desk.ask("18600")
    assert waiting_for(desk, "department_head") == 1
    desk.say(process, "department_head")
    assert (waiting_for(desk, "department_head"), waiting_for(desk, "finance_head")) == (0, 1)


def test_an_approval_is_given_only_to_who_may_decide_it(desk: Desk) -> None:
    cast = desk.cast
    for who in ("owner", "director"):
        Holding.objects.create(user=cast.people[who], role_id="department_head", unit=cast.wts, starts=LONG_AGO)
    process = desk.ask("18600")
    task = desk.task(process)
    seats = {seat.person.username: seat.key for seat in giving.seats(task, TODAY)}
    assert set(seats) == {"department_head", "director"}
    giving.give(task=task, seat=seats["director"], reason="Ill", by=cast.actor("centre_manager"), at=NOW)
    assert (waiting_for(desk, "department_head"), waiting_for(desk, "director")) == (0, 1)
    assert desk.say(process, "director").by == cast.director


def test_an_administrator_has_the_missing_approvers_asked_again(desk: Desk, signed_in: Any) -> None:
    cast = desk.cast
    held = Holding.objects.filter(role_id__in=["department_head", "centre_manager"])
    held.update(ends=LONG_AGO)
    process = desk.ask("18600")
    client, address = signed_in("administrator"), f"/tasks/{desk.task(process).pk}/ask-again/"
    assert address in client.get(f"/processes/{process.pk}/").content.decode()
    held.update(ends=None)
    assert client.post(address).status_code == 302
    assert waiting_for(desk, "department_head") == 1
    assert client.post(address).status_code == 409
    assert cast.administrator
