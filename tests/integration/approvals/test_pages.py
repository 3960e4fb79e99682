"""The task page of an approval: what it shows, what a press does, and that nothing typed is lost on a refusal.

P1 the page says why you, what comes next, and offers only what the document allows
P2 without a script the first press asks for the words; the second decides
P3 a refusal shows the page again, with what was typed
P4 whoever may not decide sees why, and no buttons
"""

from typing import Any

import pytest

from approvals.models import Decision, Step
from engine.people.models import User
from tests.integration.approvals.conftest import Desk
from workflows.models import Process

pytestmark = pytest.mark.django_db


def address(desk: Desk, process: Process) -> str:
    return f"/tasks/{desk.task(process).pk}/"


def step(process: Process) -> str:
    return str(Step.objects.get(round__process=process, state="open").pk)


def test_the_page_says_why_you_and_what_comes_next(desk: Desk, signed_in: Any) -> None:
    process = desk.ask("18600")
    page = signed_in("department_head").get(address(desk, process)).content.decode()
    for words in (
        "Sensory room equipment",
        "HK$18,600.00",
        "HK$5,000 to HK$20,000 needs the department head, then the head of finance.",
        "On approval it goes to: Head of finance.",
        'value="approve"',
        'value="return"',
        'value="reject"',
        "Over budget",
    ):
        assert words in page


def test_the_last_step_says_that_an_order_follows(desk: Desk, signed_in: Any) -> None:
    process = desk.ask("18600")
    desk.say(process, "department_head")
    page = signed_in("finance_head").get(address(desk, process)).content.decode()
    assert "the next order number is issued" in page
    assert "Awarded" in page and "Tang Kin Fai" in page


def test_in_chinese_too(desk: Desk, signed_in: Any) -> None:
    process = desk.ask("18600")
    User.objects.filter(pk=desk.cast.department_head.pk).update(language="zh-hant")
    browser = signed_in("department_head")
    page = browser.get(address(desk, process))
    assert "HK$5,000 至 HK$20,000 須由部門主管、財務主管依次審批。" in page.content.decode()


def test_one_press_approves(desk: Desk, signed_in: Any) -> None:
    process = desk.ask("18600")
    posted = {"verdict": "approve", "step": step(process)}
    answer = signed_in("department_head").post(address(desk, process), posted)
    assert answer.status_code == 302
    assert Decision.objects.get().verdict == "approve"


def test_without_a_script_the_first_press_asks_for_the_words(desk: Desk, signed_in: Any) -> None:
    process, browser = desk.ask("18600"), signed_in("department_head")
    answer = browser.post(address(desk, process), {"verdict": "return", "step": step(process)})
    assert answer.url.endswith("?ask=return")
    assert "What must be changed?" in browser.get(answer.url).content.decode()
    assert not Decision.objects.exists()


def test_a_refusal_keeps_what_was_typed(desk: Desk, signed_in: Any) -> None:
    process = desk.ask("18600")
    posted = {
        "verdict": "reject",
        "step": step(process),
        "asked": "1",
        "reason": "",
        "comment": "Twice the usual price",
    }
    answer = signed_in("department_head").post(address(desk, process), posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Twice the usual price" in page and "Choose a reason for rejecting." in page
    assert not Decision.objects.exists()


def test_the_second_of_two_reads_who_was_first(desk: Desk, signed_in: Any) -> None:
    process = desk.ask("18600")
    seen, where = step(process), address(desk, process)
    desk.say(process, "department_head")
    answer = signed_in("department_head").post(where, {"verdict": "approve", "step": seen})
    assert answer.status_code == 409
    assert "Already decided: awarded by Tang Kin Fai" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("auditor", 200), ("outsider", 404), ("neighbour", 404)])
def test_whoever_may_not_decide_sees_no_buttons(desk: Desk, signed_in: Any, who: str, status: int) -> None:
    process = desk.ask("18600")
    answer = signed_in(who).get(address(desk, process))
    assert answer.status_code == status
    assert 'value="approve"' not in answer.content.decode()


def test_a_press_of_an_outsider_changes_nothing(desk: Desk, signed_in: Any) -> None:
    process = desk.ask("18600")
    for who, status in (("outsider", 404), ("owner", 403), ("finance_head", 403)):
        posted = {"verdict": "approve", "step": step(process)}
        assert signed_in(who).post(address(desk, process), posted).status_code == status
    assert not Decision.objects.exists()


def test_the_record_of_decisions_can_be_filed(desk: Desk, signed_in: Any) -> None:
    process = desk.ask("18600")
    desk.say(process, "department_head", "return", comment="Second quotation missing.")
    page = signed_in("auditor").get(f"/approvals/records/{process.pk}/").content.decode()
    assert "Second quotation missing." in page and "Tang Kin Fai" in page
    assert signed_in("outsider").get(f"/approvals/records/{process.pk}/").status_code == 404
