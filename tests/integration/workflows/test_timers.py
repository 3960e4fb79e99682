"""Deadlines, reminders, escalation and waits: what is due lives in rows, and fires once."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.notices.models import Notice
from tests.cast import NOW, Cast
from tests.workflow_desk import ASK_NODE, ENDS, READ, Desk, open_desk, workflow
from workflows import timers
from workflows.models import Assignment, Timer

pytestmark = pytest.mark.django_db
HK = ZoneInfo("Asia/Hong_Kong")
TIMED = {
    **READ,
    "due": {"working_days": 3},
    "remind": {"before": {"working_days": 1}},
    "escalate": {"to": {"role": "centre_manager"}},
}


def timed(cast: Cast, read: dict[str, Any] = TIMED, **more: Any) -> Desk:
    desk = open_desk(cast, workflow({"ask": ASK_NODE, "read": read, **ENDS}, calendar="hong-kong", **more))
    desk.submit("owner", title="Paper")
    return desk


def told(kind: str = "task") -> list[str]:
    rows = Notice.objects.filter(kind=kind, channel="in_app") or Notice.objects.filter(kind=kind)
    return list(rows.order_by("created_at", "pk").values_list("to__username", flat=True))


def test_three_working_days_from_a_friday(cast: Cast) -> None:
    assert timed(cast).task("read").due == datetime(2025, 11, 19, 17, tzinfo=HK)


def test_general_holidays_do_not_count(cast: Cast) -> None:
    desk = open_desk(cast, workflow({"ask": ASK_NODE, "read": TIMED, **ENDS}, calendar="hong-kong"))
    desk.at = datetime(2025, 12, 24, 10, tzinfo=HK)
    desk.submit("owner", title="Paper")
    assert desk.task("read").due == datetime(2025, 12, 31, 17, tzinfo=HK)


def test_reminded_a_working_day_before_and_escalated_at_the_deadline(cast: Cast) -> None:
    desk = timed(cast)
    assert desk.later(days=3) == 0
    assert desk.later(days=1, hours=7) == 1
    assert told().count("supervisor") == 2
    assert desk.later(days=1) == 1
    assert "centre_manager" in told()
    roles = Assignment.objects.filter(task=desk.task("read"), state="open").values_list("role", flat=True)
    assert set(roles) == {"supervisor", "centre_manager"}
    assert desk.answer("centre_manager", "read", "accept").outcome == "approved"


def test_nothing_fires_for_a_task_that_is_done(cast: Cast) -> None:
    desk = timed(cast)
    desk.answer("supervisor", "read", "accept")
    before = Notice.objects.count()
    desk.later(days=30)
    assert Notice.objects.count() == before
    assert not Assignment.objects.filter(role="centre_manager").exists()


def test_fires_once_however_often_the_sweep_runs(cast: Cast) -> None:
    desk = timed(cast)
    desk.later(days=30)
    before = Notice.objects.count()
    assert timers.fire_due(desk.at) == 0
    assert Notice.objects.count() == before


def test_a_timer_that_fails_is_tried_again_and_stops_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = timed(cast)
    first = desk.process_id
    desk.process_id = None
    desk.submit("owner", title="Another")
    real = timers._ACTS[Timer.REMIND]

    def broken(task: Any, at: datetime) -> None:
        if task.process_id == first:
            raise RuntimeError("no mail today")
        real(task, at)

    with monkeypatch.context() as patch:
        patch.setitem(timers._ACTS, Timer.REMIND, broken)
        assert desk.later(days=4, hours=8) == 1
    assert timers.fire_due(desk.at) == 1


def test_waits_for_a_span_and_for_a_day(cast: Cast) -> None:
    nodes = {
        "ask": {**ASK_NODE, "next": "span"},
        "span": {"id": "n-span", "type": "wait", "title": "Span", "for": {"hours": 2}, "next": "day"},
        "day": {"id": "n-day", "type": "wait", "title": "Day", "until": {"var": "ask.start_on"}, "next": "read"},
        "read": READ,
        **ENDS,
    }
    desk = open_desk(cast, workflow(nodes))
    desk.submit("owner", title="Camp", start_on=date(2025, 11, 17).isoformat())
    assert desk.nodes(finished=False) == ["span"]
    desk.later(hours=1, minutes=59)
    assert desk.nodes(finished=False) == ["span"]
    desk.later(minutes=2)
    assert desk.nodes(finished=False) == ["day"]
    desk.later(days=2)
    assert desk.nodes(finished=False) == ["day"]
    desk.later(days=1)
    assert desk.nodes(finished=False) == ["read"]


def test_a_day_that_nobody_gave_does_not_wait_for_ever(cast: Cast) -> None:
    wait = {"id": "n-day", "type": "wait", "title": "Day", "until": {"var": "ask.start_on"}, "next": "read"}
    desk = open_desk(cast, workflow({"ask": {**ASK_NODE, "next": "day"}, "day": wait, "read": READ, **ENDS}))
    desk.submit("owner", title="Camp")
    desk.later(seconds=0)
    assert desk.nodes(finished=False) == ["read"]


def test_the_calendar_is_the_one_of_the_start(cast: Cast) -> None:
    """A calendar that changes afterwards moves no deadline that was counted before, nor those of running processes."""
    desk = timed(cast)
    assert "calendar:hong-kong" in desk.process.bindings


def test_the_command_fires_what_is_due(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from io import StringIO

    from django.core.management import call_command

    timed(cast)
    monkeypatch.setattr("workflows.management.commands.fire_due.now", lambda: NOW + timedelta(days=30))
    out = StringIO()
    call_command("fire_due", stdout=out)
    assert out.getvalue() == "2 fired\n"
