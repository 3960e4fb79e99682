"""The outbox: written with its reason, delivered once, tried again, shown to nobody else."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from engine.language.errors import NotFound
from engine.language.text import both
from engine.notices import queries, services
from engine.notices.models import Notice
from engine.people.models import User
from tests.cast import NOW, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rooms")]


def tell(user: User, at: datetime = NOW, url: str = "/") -> None:
    subject, body = both("A task waits for you", "有工作待你處理"), both("Requisition 12", "採購申請 12")
    services.notify(to=user, kind="task", subject=subject, body=body, url=url, at=at)


def break_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise ConnectionRefusedError("secret.example.org said no")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)


def test_a_notice_goes_by_page_and_by_mail_once(cast: Cast) -> None:
    tell(cast.owner)
    assert queries.unread_count(cast.actor("owner")) == 1
    assert mail.outbox == []
    assert services.deliver_due(NOW) == 1
    assert services.deliver_due(NOW) == 0
    [message] = mail.outbox
    assert (message.to, message.subject) == (["owner@example.org"], "A task waits for you")
    assert "Requisition 12" in message.body and message.body.endswith("http://localhost:8000/")


def test_the_mail_is_in_the_language_its_receiver_reads_when_it_goes(cast: Cast) -> None:
    tell(cast.owner)
    User.objects.filter(pk=cast.owner.pk).update(language="zh-hant")
    assert services.deliver_due(NOW) == 1
    [message] = mail.outbox
    assert message.subject == "有工作待你處理" and message.body.startswith("採購申請 12")


def test_the_page_says_a_notice_in_the_language_it_is_read_in(client: Client, cast: Cast) -> None:
    tell(cast.owner)
    client.force_login(cast.owner)
    assert "A task waits for you" in client.get("/notices/").content.decode()
    client.cookies["django_language"] = "zh-hant"
    page = client.get("/notices/").content.decode()
    assert "有工作待你處理" in page and "採購申請 12" in page and "A task waits" not in page


def test_a_notice_goes_with_the_transaction_that_wrote_it(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(cast.owner)
        raise ZeroDivisionError
    assert not Notice.objects.exists()


def test_without_an_address_there_is_only_the_page(cast: Cast) -> None:
    cast.owner.email = ""
    tell(cast.owner)
    assert Notice.objects.get().channel == "in_app"


def test_a_deactivated_person_is_told_nothing(cast: Cast) -> None:
    cast.owner.is_active = False
    tell(cast.owner)
    assert not Notice.objects.exists()


def test_a_failed_mail_is_tried_again_later_and_longer(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(cast.owner)
    with monkeypatch.context() as patch:
        break_mail(patch)
        waits = []
        at = NOW
        for _ in range(3):
            assert services.deliver_due(at) == 0
            due = Notice.objects.get(channel="email").due_at
            waits.append(due - at)
            assert services.deliver_due(at) == 0
            at = due
    assert waits == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    notice = Notice.objects.get(channel="email")
    assert (notice.attempts, notice.error) == (3, "ConnectionRefusedError")
    assert services.deliver_due(at) == 1
    assert len(mail.outbox) == 1 and Notice.objects.get(channel="email").error == ""


def test_after_the_last_attempt_it_is_given_up_and_listed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    break_mail(monkeypatch)
    tell(cast.owner)
    for day in range(services.MOST_ATTEMPTS + 2):
        services.deliver_due(NOW + timedelta(days=day))
    assert queries.undeliverable().get().attempts == services.MOST_ATTEMPTS


def test_one_bad_address_does_not_hold_up_the_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.notices.channels.email import Email

    send = Email.send

    def pick(self: Email, notice: Notice, at: datetime) -> None:
        if notice.to_id == cast.owner.id:
            raise OSError
        send(self, notice, at)

    monkeypatch.setattr(Email, "send", pick)
    tell(cast.owner)
    tell(cast.colleague)
    assert services.deliver_due(NOW) == 1
    assert mail.outbox[0].to == ["colleague@example.org"]


def test_a_worker_that_dies_while_sending_leaves_the_notice_to_the_next(cast: Cast) -> None:
    tell(cast.owner)
    assert len(services._claim(NOW, 10)) == 1
    assert services.deliver_due(NOW + timedelta(minutes=1)) == 0
    assert services.deliver_due(NOW + services.LEASE) == 1


def test_a_line_break_cannot_reach_the_header_of_a_mail(cast: Cast) -> None:
    services.notify(to=cast.owner, kind="task", subject="One\nBcc: x@example.org", at=NOW)
    services.deliver_due(NOW)
    assert mail.outbox[0].subject == "One Bcc: x@example.org"


def test_the_page_lists_my_notices_only(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    tell(cast.owner)
    assert "A task waits for you" in signed_in("owner").get("/notices/").content.decode()
    page = signed_in("colleague").get("/notices/").content.decode()
    assert "A task waits for you" not in page and "Nothing yet" in page


def test_opening_marks_as_read_and_goes_there(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    tell(cast.owner, url="/accounts/")
    notice = queries.mine(cast.actor("owner")).get()
    answer = signed_in("owner").post(f"/notices/{notice.id}/read/", {"open": "1"})
    assert answer.headers["Location"] == "/accounts/"
    assert queries.unread_count(cast.actor("owner")) == 0
    assert queries.mine(cast.actor("owner")).get().read_at == NOW


def test_a_notice_never_leads_to_another_site(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    tell(cast.owner, url="//evil.example.org/")
    notice = queries.mine(cast.actor("owner")).get()
    answer = signed_in("owner").post(f"/notices/{notice.id}/read/", {"open": "1"})
    assert answer.headers["Location"] == "/notices/"


def test_nobody_reads_for_another(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    tell(cast.owner)
    notice = queries.mine(cast.actor("owner")).get()
    assert signed_in("colleague").post(f"/notices/{notice.id}/read/").status_code == 404
    with pytest.raises(NotFound):
        services.mark_read(notices=[notice.id], by=cast.actor("outsider"), at=NOW)
    assert queries.unread_count(cast.actor("owner")) == 1


def test_marking_is_never_done_by_following_a_link(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    tell(cast.owner)
    assert signed_in("owner").get("/notices/read/").status_code == 405
    signed_in("owner").post("/notices/read/")
    assert queries.unread_count(cast.actor("owner")) == 0
