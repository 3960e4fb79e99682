"""What the branches of a for-each keep for themselves, and what is noted when they are not needed any more."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine.audit.models import Entry
from tests.cast import Cast
from tests.workflow_desk import Desk, open_desk
from workflows.models import Assignment, Process, Task
from workflows.nodes import each
from workflows.refusals import TooManyBranches

pytestmark = pytest.mark.django_db
SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
LINES = [{"item": "Pen", "price": "5.00"}, {"item": "Desk", "price": "800.00"}, {"item": "Ink", "price": "9.00"}]


def desk_of(cast: Cast, scenario: str, *lines: dict[str, Any]) -> Desk:
    read = [json.loads((SCENARIOS / scenario / name).read_text()) for name in ("definition.json", "beside-form.json")]
    desk = open_desk(cast, *read)
    desk.submit("owner", title="Room", lines=list(lines))
    return desk


def test_results_have_a_row_for_each_branch_and_nothing_else_is_kept(cast: Cast) -> None:
    desk = desk_of(cast, "each_row_parallel", *LINES)
    desk.answer("supervisor", "fetch#3", "done")
    desk.answer("supervisor", "fetch#1", "done")
    desk.answer("finance_head", "buy", "done")
    left = desk.process.data
    assert [(row["item"], row["index"], row.get("buy_outcome")) for row in left["lines"]["results"]] == [
        ("Ink", 3, None), ("Pen", 1, None), ("Desk", 2, "done"),
    ]  # fmt: skip
    assert {key for key in left if key.startswith("@")} == set() and "fetch" not in left


def test_what_is_not_needed_any_more_is_noted_and_asks_nobody(cast: Cast) -> None:
    desk = desk_of(cast, "each_until_a_rule_holds", *LINES)
    desk.answer("finance_head", "buy", "refuse")
    dropped = Task.objects.filter(process_id=desk.process_id, status="CANCELED")
    assert {task.node for task in dropped} == {"fetch"}
    entries = Entry.objects.filter(stream=f"process:{desk.process_id}", action="task.dropped")
    assert {entry.reason for entry in entries} == {"enough"} and entries.count() == 2
    assert not Assignment.objects.filter(task__in=dropped, state=Assignment.OPEN).exists()


def test_one_after_another_only_the_first_has_begun(cast: Cast) -> None:
    desk = desk_of(cast, "each_row_sequential", *LINES)
    assert desk.nodes(finished=False) == ["fetch"]


def test_more_rows_than_a_process_can_hold_are_refused_in_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(each, "MOST", 2)
    with pytest.raises(TooManyBranches):
        desk_of(cast, "each_row_parallel", *LINES)
    assert not Process.objects.exists()


def test_the_next_branch_asks_by_its_own_rule_and_not_who_did_the_last(cast: Cast) -> None:
    desk = desk_of(cast, "each_row_sequential", *[LINES[0]] * 2)
    desk.answer("supervisor", "fetch", "done")
    (asked,) = Assignment.objects.filter(task=desk.task("fetch"), state=Assignment.OPEN)
    assert asked.role == "supervisor" and asked.user is None
