"""Who is asked to decide, and who is told: nobody in silence, nobody twice, nobody who may not."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from approvals.models import PurchaseOrder
from engine.notices.models import Notice
from engine.people.models import Holding
from tests.cast import LONG_AGO, NOW, TODAY
from tests.integration.approvals.conftest import Desk, give, stand_in
from workflows import giving, inbox
from workflows.models import Assignment, Process
from workflows.timers import fire_due

pytestmark = pytest.mark.django_db


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
