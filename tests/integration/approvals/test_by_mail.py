"""Deciding from a message: the link is one person's, for one step, for seven days; by itself it decides nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from approvals import by_mail
from approvals.models import Decision, Step
from approvals.refusals import LinkBroken, LinkExpired, LinkOfAnother, LinkUsed
from engine.notices.services import deliver_due
from engine.people.actor import Actor
from tests.cast import NOW
from tests.integration.approvals.conftest import Desk
from workflows.models import Process

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(desk: Desk) -> Process:
    return desk.ask("18600")


def link_in_mail(receiver: str) -> str:
    """The token of the link in the only message to a person."""
    deliver_due(NOW)
    (message,) = [m for m in mail.outbox if m.to == [f"{receiver}@example.org"]]
    address = next(word for word in message.body.split() if "/from-mail/" in word)
    return address.rstrip("/").rsplit("/", 1)[1]


def behind(token: str, by: Actor, at: Any = NOW) -> Any:
    return by_mail.task_behind(token, by=by, at=at)


def test_the_message_leads_whom_it_asks_to_the_request(
    desk: Desk, asked: Process, client: Client, fixed_clock: Any
) -> None:
    token = link_in_mail("department_head")
    assert behind(token, desk.cast.actor("department_head")) == desk.task(asked).pk
    client.force_login(desk.cast.department_head)
    page = client.get(f"/approvals/from-mail/{token}/", follow=True)
    assert page.redirect_chain[-1][0] == f"/tasks/{desk.task(asked).pk}/" and 'value="approve"' in page.text
    assert not Decision.objects.exists()


def test_a_stranger_to_whom_it_was_forwarded_decides_and_learns_nothing(
    desk: Desk, asked: Process, client: Client
) -> None:
    token = link_in_mail("department_head")
    assert client.get(f"/approvals/from-mail/{token}/").headers["Location"].startswith("/accounts/login/")
    for other in ("team_head", "centre_manager", "outsider", "owner"):
        with pytest.raises(LinkOfAnother):
            behind(token, desk.cast.actor(other))
    client.force_login(desk.cast.team_head)
    refused = client.get(f"/approvals/from-mail/{token}/")
    assert refused.status_code == 403 and asked.number not in refused.text and "18,600" not in refused.text


def test_it_is_used_up_when_the_step_is_decided(desk: Desk, asked: Process) -> None:
    token = link_in_mail("department_head")
    desk.say(asked, "department_head", "return", comment="Another quotation, please")
    with pytest.raises(LinkUsed):
        behind(token, desk.cast.actor("department_head"))


def test_it_lasts_seven_days_and_says_when_it_is_over(desk: Desk, asked: Process) -> None:
    token, head = link_in_mail("department_head"), desk.cast.actor("department_head")
    assert behind(token, head, NOW + timedelta(days=7))
    with pytest.raises(LinkExpired):
        behind(token, head, NOW + timedelta(days=7, seconds=1))


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "nonsense", lambda t: t.swapcase()])
def test_a_link_that_is_not_whole_is_told(desk: Desk, asked: Process, change: Any) -> None:
    with pytest.raises(LinkBroken):
        behind(change(link_in_mail("department_head")), desk.cast.actor("department_head"))


def test_a_message_that_goes_out_late_leads_to_the_page_itself(desk: Desk, asked: Process) -> None:
    Step.objects.update(state=Step.DONE)
    deliver_due(NOW)
    assert all("/from-mail/" not in message.body for message in mail.outbox)
