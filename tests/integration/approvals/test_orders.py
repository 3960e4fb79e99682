"""Purchase orders: gap-free numbers for each centre and financial year, one order a process, a page to print.

O1 the financial year turns on 1 April in Hong Kong, whatever the clock of the server says
O2 a process has one order, however often the action runs
O3 lines keep their labels, so an order reads the same after the form has changed
O4 an order is shown to those who may see its centre, and to nobody else
"""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from approvals.actions import issue_purchase_order
from approvals.models import PurchaseOrder
from approvals.years import financial_year
from engine.language.text import say
from tests.cast import NOW
from tests.integration.approvals.conftest import Desk
from workflows.actions import ActionContext
from workflows.models import Process

pytestmark = pytest.mark.django_db
HONG_KONG = ZoneInfo("Asia/Hong_Kong")


def ordered(desk: Desk, amount: str = "18600", unit: str = "WTS", at: datetime = NOW) -> PurchaseOrder:
    who = {"WTS": ("owner", "department_head"), "KT": ("neighbour", "director")}[unit]
    process = desk.ask(amount, who[0], unit, at)
    desk.say(process, who[1], at=at)
    desk.say(process, "finance_head", at=at)
    return PurchaseOrder.objects.get(process=process)


def test_numbers_run_without_gaps_for_each_centre_and_year(desk: Desk) -> None:
    last_minute = datetime(2026, 3, 31, 23, 59, tzinfo=HONG_KONG)
    numbers = [
        ordered(desk).number,
        ordered(desk).number,
        ordered(desk, at=last_minute).number,
        ordered(desk, at=last_minute + timedelta(minutes=1)).number,
    ]
    assert numbers == ["WTS-2025-26-0001", "WTS-2025-26-0002", "WTS-2025-26-0003", "WTS-2026-27-0001"]


def test_a_rejected_request_takes_no_number(desk: Desk) -> None:
    process = desk.ask("18600")
    desk.say(process, "department_head", "reject", reason_code="duplicate")
    assert ordered(desk).number == "WTS-2025-26-0001"


def test_the_action_run_twice_finds_the_first_order(desk: Desk) -> None:
    order = ordered(desk)
    context = ActionContext(Process.objects.get(), "issue_po", desk.cast.actor("finance_head"), NOW)
    again = issue_purchase_order({"supplier": "Other", "lines": [], "amount": "1"}, context)
    assert again["number"] == order.number
    assert PurchaseOrder.objects.count() == 1


def test_an_order_keeps_its_lines_with_their_labels(desk: Desk) -> None:
    order = ordered(desk, "18600.50")
    assert order.amount_cents == 1_860_050
    assert (order.supplier, order.title) == ("Harbour", "Sensory room equipment")
    assert [(c["key"], say(c["label"], "zh-Hant"), c["number"]) for c in order.columns] == [
        ("item", "物品或服務", False),
        ("quantity", "數量", True),
        ("unit_price", "單價", True),
        ("amount", "金額", True),
    ]
    assert order.issued_by == desk.cast.finance_head


@pytest.mark.parametrize(
    ("day", "year"), [((2025, 3, 31), "2024-25"), ((2025, 4, 1), "2025-26"), ((2099, 12, 31), "2099-00")]
)
def test_the_financial_year(day: tuple[int, int, int], year: str) -> None:
    assert financial_year(datetime(*day).date()) == year


SEES = [("owner", 200), ("auditor", 200), ("director", 200), ("neighbour", 404), ("outsider", 404)]


@pytest.mark.parametrize(("who", "status"), SEES)
def test_who_may_read_an_order(desk: Desk, signed_in: Any, who: str, status: int) -> None:
    order = ordered(desk)
    assert signed_in(who).get(f"/approvals/orders/{order.pk}/").status_code == status
    listed = signed_in(who).get("/approvals/orders/").content.decode()
    assert (order.number in listed) == (status == 200)


def test_the_order_page_says_what_is_ordered_and_by_whom(desk: Desk, signed_in: Any) -> None:
    order = ordered(desk)
    page = signed_in("owner").get(f"/approvals/orders/{order.pk}/").content.decode()
    for words in (
        order.number,
        "Harbour",
        "Bubble tube",
        "18,600.00",
        "HK$18,600.00",
        "Awarded",
        "Agreed",
        "Cheung Man Kit",
    ):
        assert words in page


def test_what_a_supplier_is_called_cannot_become_html(desk: Desk, signed_in: Any) -> None:
    order = ordered(desk)
    PurchaseOrder.objects.filter(pk=order.pk).update(supplier="<script>alert(1)</script>")
    page = signed_in("owner").get(f"/approvals/orders/{order.pk}/").content.decode()
    assert "<script>alert" not in page


def test_nobody_reads_an_order_without_signing_in(desk: Desk) -> None:
    order = ordered(desk)
    assert Client().get(f"/approvals/orders/{order.pk}/").status_code in (302, 403, 404)
