"""The dataset `decisions`: one row a decision, inside the reader's scope, with delays, verdicts and coded reasons."""

from datetime import timedelta

import pytest

from approvals.datasets import Decisions, DecisionSource
from approvals.descriptions import DECISIONS
from engine.datasets import Library, describe
from engine.language.text import say
from tests.cast import NOW
from tests.integration.approvals.conftest import Desk

pytestmark = pytest.mark.django_db
KEYS = ["step", "act", "role", "verdict", "reason", "hours", "days", "amount", "workflow"]


def test_one_row_a_decision(desk: Desk) -> None:
    process = desk.ask("18600")
    desk.say(process, "department_head", at=NOW + timedelta(hours=3))
    desk.say(process, "finance_head", "reject", reason_code="over_budget", at=NOW + timedelta(hours=27))
    scope = desk.cast.actor("director").scope("report")
    assert list(Decisions().rows(scope, KEYS)) == [
        (1, "award", "department_head", "approve", None, 30, 1, 1860000, "purchase-requisition"),
        (2, "agree", "finance_head", "reject", "over_budget", 240, 10, 1860000, "purchase-requisition"),
    ]


def test_a_reader_gets_only_their_scope(desk: Desk) -> None:
    process = desk.ask("18600")
    desk.say(process, "department_head")
    seen = {who: len(list(Decisions().rows(desk.cast.actor(who).scope("report"), ["id"]))) for who in desk.cast.people}
    readers = {"auditor", "team_head", "supervisor", "department_head", "centre_manager", "finance_head", "director"}
    assert {who for who, rows in seen.items() if rows} == readers


def test_every_column_has_a_value_and_a_label(desk: Desk) -> None:
    process = desk.ask("18600")
    desk.say(process, "department_head", "reject", reason_code="duplicate")
    dataset = DecisionSource().find("decisions", None)
    assert dataset
    (row,) = dataset.rows(desk.cast.actor("director").scope("report"), list(DECISIONS.columns))
    assert len(row) == len(DECISIONS.columns)
    assert say((dataset.columns["reason"].options or {})["duplicate"], "zh-Hant") == "重複申請"
    assert say((dataset.columns["role"].options or {})["department_head"], "en") == "Department head"


def test_it_is_described_without_rows(desk: Desk) -> None:
    class Nothing(Library):
        def find(self, kind: str, key: str) -> None:
            return None

    assert describe("decisions", Nothing()) is DECISIONS
