"""Actions that fail: tried again, parked, skipped; done once; and nothing of what they were given is kept of a failure."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from engine.audit.models import Entry
from engine.language.errors import NotAllowed, Refusal
from engine.notices.models import Notice
from tests.cast import Cast
from tests.workflow_desk import ASK_NODE, ENDS, Desk, open_desk, workflow
from workflows.actions import Action, ActionContext, actions
from workflows.attempts import deciding
from workflows.attempts.keeping import BACK_OFF
from workflows.attempts.trying import retry_due
from workflows.models import ActionRun
from workflows.refusals import AlreadyDone, ReasonNeeded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
SECRET = "Mrs Cheung of Flat 5B"


class Faulty:
    """An action that fails so many times, and counts what it did."""

    def __init__(self) -> None:
        self.fails, self.keys, self.by = 0, list[str](), list[str]()

    def run(self, given: Mapping[str, Any], context: ActionContext) -> Mapping[str, Any]:
        self.keys.append(context.key)
        self.by.append(context.by.audit_label)
        Notice.objects.create(
            to_id=context.process.starter_id, kind="act", channel="in_app", subject="Did it",
            created_at=context.at, due_at=context.at, sent_at=context.at,
        )  # fmt: skip
        if len(self.keys) <= self.fails:
            raise ValueError(f"no {given['title']}")
        return {"said": "yes"}


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Faulty:
    made = Faulty()
    action = Action("tests.faulty", {"title": "text"}, {"said": "text"}, made.run)
    monkeypatch.setitem(actions._entries, action.name, action)
    return made


def desk_with(cast: Cast, action: str, given: Mapping[str, Any], **answers: Any) -> Desk:
    act = {"id": "n-act", "type": "action", "title": "Act", "action": action, "with": given, "next": "good"}
    desk = open_desk(cast, workflow({"ask": {**ASK_NODE, "next": "act"}, "act": act, "good": ENDS["good"]}))
    desk.submit("owner", title=SECRET, **answers)
    return desk


@pytest.fixture
def start(cast: Cast, faulty: Faulty) -> Callable[[int], Desk]:
    def begin(fails: int) -> Desk:
        faulty.fails = fails
        return desk_with(cast, "tests.faulty", {"title": {"var": "ask.title"}})

    return begin


def until_parked(desk: Desk) -> ActionRun:
    for wait in BACK_OFF:
        desk.at += wait
        retry_due(desk.at)
    return ActionRun.objects.get()


def effects() -> int:
    return Notice.objects.filter(kind="act").count()


def test_what_works_at_once_leaves_no_row(start: Callable[[int], Desk]) -> None:
    assert start(0).process.outcome == "approved"
    assert not ActionRun.objects.exists() and effects() == 1


def test_a_failure_leaves_the_step_standing_and_nothing_of_the_effect(start: Callable[[int], Desk]) -> None:
    desk = start(1)
    assert desk.nodes(finished=False) == ["act"] and effects() == 0
    assert retry_due(desk.at) == 0
    desk.at += BACK_OFF[0]
    assert retry_due(desk.at) == 1
    assert desk.process.outcome == "approved" and desk.process.data["act"] == {"said": "yes"}
    assert effects() == 1 and retry_due(desk.at + timedelta(days=1)) == 0


def test_every_attempt_has_the_same_key_and_the_persons_name(start: Callable[[int], Desk], faulty: Faulty) -> None:
    until_parked(start(99))
    assert len(faulty.keys) == 1 + len(BACK_OFF) and len(set(faulty.keys)) == 1
    assert set(faulty.by) == {"Chan Siu Ming"}


def test_pauses_grow_then_it_is_parked_and_administrators_are_told(start: Callable[[int], Desk]) -> None:
    desk = start(99)
    first = ActionRun.objects.get()
    assert (first.due_at - desk.at, first.attempts) == (BACK_OFF[0], 1)
    assert until_parked(desk).state == ActionRun.PARKED
    told = Notice.objects.filter(kind="attention", channel="in_app").values_list("to__username", "url")
    assert ("administrator", "/attention/") in set(told)
    assert retry_due(desk.at + timedelta(days=9)) == 0


def test_nothing_of_what_was_entered_is_kept_of_a_failure(
    start: Callable[[int], Desk], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        until_parked(start(99))
    row = ActionRun.objects.get()
    assert (row.error_kind, row.error_code) == ("ValueError", "")
    assert SECRET not in caplog.text and "no Mrs" not in caplog.text
    holding = [
        model._meta.label
        for model in apps.get_models()
        for r in model._default_manager.values()
        if f"no {SECRET}" in str(r)
    ]
    assert holding == []
    assert SECRET not in str(ActionRun.objects.values()) + str(Entry.objects.values())


def test_an_administrator_has_it_tried_again_or_skips_it_with_a_reason(
    start: Callable[[int], Desk], faulty: Faulty
) -> None:
    desk = start(99)
    row = until_parked(desk)
    by = desk.actor("administrator")
    with pytest.raises(NotAllowed):
        deciding.retry(action=row, reason="Please", by=desk.actor("owner"), at=desk.at)
    with pytest.raises(ReasonNeeded):
        deciding.retry(action=row, reason=" ", by=by, at=desk.at)
    deciding.retry(action=row, reason="Mended", by=by, at=desk.at)
    assert retry_due(desk.at) == 0
    row = until_parked(desk)
    deciding.skip(action=row, reason="Done by hand", by=by, at=desk.at)
    assert desk.process.outcome == "approved" and desk.process.data["act"] == {} and effects() == 0
    with pytest.raises(AlreadyDone):
        deciding.skip(action=row, reason="Again", by=by, at=desk.at)
    done = list(Entry.objects.filter(action__startswith="action.").order_by("id").values_list("action", "who_label"))
    assert [action for action, _ in done] == ["action.parked", "action.retried", "action.parked", "action.skipped"]


def test_withdrawn_it_is_tried_no_more(start: Callable[[int], Desk]) -> None:
    desk = start(1)
    desk.withdraw("owner", "Not needed")
    assert ActionRun.objects.get().state == ActionRun.DROPPED
    assert retry_due(desk.at + timedelta(days=1)) == 0 and effects() == 0


def test_a_refusal_is_said_to_the_person_and_undoes_their_step(
    start: Callable[[int], Desk], faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(given: Any, context: Any) -> Any:
        raise AlreadyDone

    monkeypatch.setattr(faulty, "run", refuse)
    action = Action("tests.faulty", {"title": "text"}, {}, refuse)
    monkeypatch.setitem(actions._entries, action.name, action)
    with pytest.raises(Refusal):
        start(0)
    assert not ActionRun.objects.exists()


def test_the_page_says_what_it_means_and_only_to_whom_it_concerns(
    start: Callable[[int], Desk], signed_in: Callable[[str], Client]
) -> None:
    row = until_parked(start(99))
    page = signed_in("administrator").get(reverse("attention")).content.decode()
    assert "Something went wrong inside the system" in page and SECRET not in page and "ValueError" not in page
    assert str(row.pk) in page
    assert str(row.pk) not in signed_in("centre_manager").get(reverse("attention")).content.decode()
    assert signed_in("owner").get(reverse("attention")).status_code == 403
    client = signed_in("administrator")
    assert client.post(reverse("action_skip", args=[row.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("action_skip", args=[row.pk]), {"reason": "By hand"}).status_code == 302


class Listener(BaseHTTPRequestHandler):
    """Another system."""

    heard: list[tuple[Mapping[str, str], bytes]] = []
    answers = 200

    def do_POST(self) -> None:
        self.heard.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.answers)
        self.send_header("Location", "http://example.org/")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Keeps quiet."""


@pytest.fixture
def listener(settings: Any) -> Iterator[str]:
    Listener.heard, Listener.answers = [], 200
    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.WEBHOOK_HOSTS, settings.WEBHOOK_SECRET = [f"127.0.0.1:{server.server_port}"], "s3cret"
    yield f"http://127.0.0.1:{server.server_port}/in"
    server.shutdown()
    server.server_close()


def calling(cast: Cast, address: str) -> Desk:
    given = {"address": address, "event": "asked", "message": {"var": "ask.title"}}
    return desk_with(cast, "web.call", given)


class TestWebhook:
    def test_a_worker_sends_it_signed_and_with_its_key(self, cast: Cast, listener: str) -> None:
        import hashlib
        import hmac

        desk = calling(cast, listener)
        assert Listener.heard == [] and desk.nodes(finished=False) == ["act"]
        assert retry_due(desk.at) == 1
        ((heads, body),) = Listener.heard
        assert heads["X-Centreline-Signature"] == hmac.new(b"s3cret", body, hashlib.sha256).hexdigest()
        assert heads["Idempotency-Key"].startswith(str(desk.process_id)) and SECRET.encode() in body
        assert (desk.process.outcome, desk.process.data["act"]) == ("approved", {"answered": 200})

    @pytest.mark.parametrize("status", [302, 500])
    def test_another_answer_is_a_failure_and_no_way_is_followed(self, cast: Cast, listener: str, status: int) -> None:
        Listener.answers = status
        desk = calling(cast, listener)
        assert retry_due(desk.at) == 0 and len(Listener.heard) == 1
        assert ActionRun.objects.get().error_code == "refused"

    @pytest.mark.parametrize(
        "address",
        [
            "https://example.org/",
            "http://127.0.0.1:1/",
            "file:///etc/passwd",
            "http://127.0.0.1@example.org/",
            "http://[",
        ],
    )
    def test_no_host_that_was_not_allowed(self, cast: Cast, listener: str, address: str) -> None:
        desk = calling(cast, address)
        assert retry_due(desk.at) == 0
        assert ActionRun.objects.get().error_code == "host-not-allowed" and Listener.heard == []

    def test_it_is_off_until_somebody_allows_it(self, cast: Cast, listener: str, settings: Any) -> None:
        settings.WEBHOOK_SECRET = ""
        retry_due(calling(cast, listener).at)
        assert ActionRun.objects.get().error_code == "host-not-allowed" and Listener.heard == []


class TestActions:
    def test_a_number_without_gaps(self, cast: Cast) -> None:
        given = {"series": "REF"}
        numbers = [desk_with(cast, "records.issue_number", given).process.data["act"]["number"] for _ in range(2)]
        assert numbers == ["WTS-REF-2025-0001", "WTS-REF-2025-0002"]

    def test_telling_a_role_and_the_starter(self, cast: Cast) -> None:
        desk_with(cast, "notices.tell", {"role": "centre_manager", "starter": True, "message": "Look"})
        told = Notice.objects.filter(kind="told", channel="in_app")
        assert set(told.values_list("to__username", flat=True)) == {"centre_manager", "owner"}
        assert all("Look" in row.body["en"] for row in told)

    def test_who_may_not_see_it_is_told_no_words(self, cast: Cast) -> None:
        desk_with(cast, "notices.tell", {"role": "administrator", "message": {"var": "ask.title"}})
        (row,) = Notice.objects.filter(kind="told", channel="in_app")
        assert SECRET not in str(row.body) and row.url == ""

    def test_nobody_to_tell_is_kept_for_later(self, cast: Cast) -> None:
        desk_with(cast, "notices.tell", {"role": "clerk"})
        assert ActionRun.objects.get().error_code == "nobody-to-tell"

    def test_a_status_needs_a_record(self, cast: Cast) -> None:
        desk_with(cast, "records.change_status", {"status": "closed"})
        assert ActionRun.objects.get().error_code == "no-record"
