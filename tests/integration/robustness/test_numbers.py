"""Order numbers: no gap and no number twice, whoever approves at the same moment, whatever fails."""

from typing import Any

import pytest
from django.db import transaction

from approvals.models import Decision, PurchaseOrder
from approvals.services import decide
from tests.cast import NOW
from tests.integration.approvals.conftest import Desk
from tests.integration.robustness.racing import kinds, together
from workflows.models import Process

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


class Mishap(Exception):
    """Something failed after the order was issued, before it was committed."""


def ready(desk: Desk, who: str, unit: str) -> Process:
    """A requisition that waits for its last approval."""
    process = desk.ask("18600", who, unit)
    desk.say(process, "department_head")
    return process


def sequences(unit: Any) -> list[int]:
    return sorted(PurchaseOrder.objects.filter(unit=unit).values_list("sequence", flat=True))


def test_eight_last_approvals_at_two_centres_of_which_one_fails(purchases: Desk) -> None:
    actor = purchases.cast.actor("finance_head")
    here = [ready(purchases, "owner", "WTS") for _ in range(4)]
    there = [ready(purchases, "neighbour", "KT") for _ in range(4)]

    def agree(process: Process) -> Decision:
        return decide(task=purchases.task(process), verdict="approve", by=actor, at=NOW)

    def agree_and_fail(process: Process) -> Decision:
        with transaction.atomic():
            agree(process)
            raise Mishap

    unlucky = here[1]
    acts = [lambda p=p: (agree_and_fail if p is unlucky else agree)(p) for p in (*here, *there)]
    results = together(*acts)
    assert kinds(results) == [*["Decision"] * 7, "Mishap"], results
    assert sequences(purchases.cast.wts) == [1, 2, 3]
    assert sequences(purchases.cast.kt) == [1, 2, 3, 4]
    agree(unlucky)
    assert sequences(purchases.cast.wts) == [1, 2, 3, 4]
    assert len(set(PurchaseOrder.objects.values_list("number", flat=True))) == 8


def test_numbers_of_processes_started_together_have_no_gap(purchases: Desk) -> None:
    def ask() -> Process:
        return purchases.ask("18600")

    def ask_and_fail() -> Process:
        with transaction.atomic():
            ask()
            raise Mishap

    results = together(ask, ask_and_fail, ask, ask, ask_and_fail, ask)
    assert kinds(results) == ["Mishap", "Mishap", *["Process"] * 4], results
    numbers = sorted(Process.objects.values_list("number", flat=True))
    assert [int(number.rpartition("-")[2]) for number in numbers] == [1, 2, 3, 4]
