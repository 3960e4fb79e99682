"""What the system does by itself after a deadline: once, said in the trail with its reason, and never an approval."""

from typing import Any

import pytest

from engine.audit.models import Entry
from tests.cast import Cast
from tests.unit.workflows.test_compiler import codes
from tests.workflow_desk import ASK_NODE, ENDS, READ, Desk, open_desk, workflow
from workflows import timers
from workflows.models import Assignment, Task

pytestmark = pytest.mark.django_db


def late(cast: Cast, **more: Any) -> Desk:
    read = {**READ, "due": {"days": 1}, **more}
    desk = open_desk(cast, workflow({"ask": ASK_NODE, "read": read, **ENDS}))
    desk.submit("owner", title="Paper")
    return desk


def entries(desk: Desk, action: str) -> list[tuple[str, str]]:
    rows = Entry.objects.filter(stream=f"process:{desk.process_id}", action=action)
    return [(row.reason, row.who) for row in rows]


def test_takes_its_outcome_by_itself_and_says_so(cast: Cast) -> None:
    desk = late(cast, lapse={"outcome": "refuse"})
    assert desk.later(days=1) == 1
    assert desk.process.outcome == "rejected" and desk.process.data["read"] == {"outcome": "refuse", "comment": ""}
    assert [reason for reason, _ in entries(desk, "task.lapsed")] == ["deadline"]
    assert {who for _, who in entries(desk, "task.lapsed")} == {"system"}
    assert Assignment.objects.get(task=desk.task("read")).state == Assignment.VOID
    assert timers.fire_due(desk.at) == 0


def test_an_answer_in_time_leaves_nothing_to_do_by_itself(cast: Cast) -> None:
    desk = late(cast, lapse={"outcome": "refuse"}, reroute={"to": {"role": "centre_manager"}})
    desk.answer("supervisor", "read", "accept")
    desk.later(days=5)
    assert desk.process.outcome == "approved"
    assert not entries(desk, "task.lapsed") and not entries(desk, "task.rerouted")


def test_is_given_to_others_and_those_asked_before_are_not_asked_any_more(cast: Cast) -> None:
    desk = late(cast, reroute={"to": {"role": "centre_manager"}})
    desk.later(days=1)
    rows = Assignment.objects.filter(task=desk.task("read")).values_list("role", "state")
    assert set(rows) == {("supervisor", "void"), ("centre_manager", "open")}
    assert [reason for reason, _ in entries(desk, "task.rerouted")] == ["deadline"]


def test_stays_where_it_is_when_there_is_nobody_to_give_it_to(cast: Cast) -> None:
    desk = late(cast, reroute={"to": {"role": "nobody_holds_this"}})
    desk.later(days=1)
    assert desk.answer("supervisor", "read", "accept").outcome == "approved"
    assert [reason for reason, _ in entries(desk, "task.not-rerouted")] == ["nobody"]


def test_a_rule_that_reads_the_clock_is_asked_again_until_it_holds(cast: Cast) -> None:
    wait = {"id": "n-w", "type": "wait", "title": "W", "when": {">=": [{"today": []}, {"var": "ask.start_on"}]},
            "at_most": {"days": 60}, "next": "good"}  # fmt: skip
    desk = open_desk(cast, workflow({"ask": {**ASK_NODE, "next": "w"}, "w": wait, "good": ENDS["good"]}))
    desk.submit("owner", title="Camp", start_on="2025-11-17")
    desk.later(days=2)
    assert desk.process.is_active
    desk.later(days=1)
    assert desk.process.outcome == "approved"
    assert not Task.objects.filter(process_id=desk.process_id, finished=None).exists()


@pytest.mark.parametrize(
    ("read", "code"),
    [
        ({"lapse": {"outcome": "refuse"}}, "workflow.no-due"),
        ({"due": {"days": 1}, "lapse": {"outcome": "sing"}}, "workflow.lapse"),
        ({"due": {"days": 1}, "lapse": {"outcome": "refuse", "to": "bad"}}, "workflow.lapse"),
        ({"due": {"days": 1}, "lapse": {"to": "nowhere"}}, "workflow.unknown-target"),
        ({"due": {"days": 1}, "reroute": {"to": {"role": "x"}, "after": {"working_days": 1}}}, "workflow.no-calendar"),
    ],
)
def test_what_is_not_clear_is_refused(read: dict[str, Any], code: str) -> None:
    assert code in {found for found, _ in codes({"ask": ASK_NODE, "read": {**READ, **read}, **ENDS})}


def test_a_wait_for_a_condition_says_how_long_at_most() -> None:
    wait = {"id": "n-w", "type": "wait", "title": "W", "when": True, "next": "good"}
    nodes = {"ask": {**ASK_NODE, "next": "w"}, "w": wait, "good": ENDS["good"]}
    assert ("workflow.endless-wait", "/nodes/w") in codes(nodes)
