"""Deciding a requisition: who is asked in which order, who may not, and what each verdict does.

D1 each band asks its own people, one after another; the last approval issues the order
D2 nobody decides their own request, nor two steps of one round: not through two roles, not for a colleague
D3 a rejection has a coded reason, a return has words; a return voids the round and everybody decides anew
D4 the second of two is told who was first and when; a role that ended decides nothing
D5 a decision is never changed
"""

from datetime import timedelta

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
from engine.people.models import Holding
from tests.cast import NOW, TODAY
from tests.integration.approvals.conftest import Desk, give, stand_in
from workflows.models import Assignment

pytestmark = pytest.mark.django_db


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
