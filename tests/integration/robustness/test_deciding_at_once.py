"""Two people at the same step: one decides, the other reads who was first, and the process moves once."""

import pytest

from approvals.models import Decision, PurchaseOrder, Step
from approvals.refusals import AlreadyDecided
from approvals.services import decide
from engine.language.text import LANGUAGES, say
from engine.people.actor import Actor
from tests.cast import NOW
from tests.integration.approvals.conftest import Desk
from tests.integration.robustness.racing import kinds, together
from workflows.models import Assignment, Process, Task

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 32


def race(desk: Desk, process: Process, verdicts: dict[str, str]) -> Decision:
    """Everybody named decides the open step at once; the one decision that was taken."""
    seen, task = Step.objects.get(round__process=process, state=Step.OPEN), desk.task(process)

    def act(by: Actor, verdict: str) -> Decision:
        words = {"reason_code": "over_budget"} if verdict == "reject" else {"comment": "Please say why."}
        return decide(task=task, verdict=verdict, step=seen.pk, by=by, at=NOW, **words)

    actors = {desk.cast.actor(who): verdict for who, verdict in verdicts.items()}
    results = together(*[lambda a=actor, v=verdict: act(a, v) for actor, verdict in actors.items()])
    assert kinds(results) == [*["AlreadyDecided"] * (len(verdicts) - 1), "Decision"], results
    won = next(result for result in results if isinstance(result, Decision))
    for lost in (result for result in results if isinstance(result, AlreadyDecided)):
        for language in LANGUAGES:
            assert won.by.name(language) in say(lost.message, language)
    assert [row.pk for row in Decision.objects.filter(step=seen)] == [won.pk]
    return won


def test_one_wins_every_time_and_the_next_step_is_asked_once(purchases: Desk) -> None:
    for turn in range(ROUNDS):
        process = purchases.ask("18600")
        other = ("approve", "reject", "return")[turn % 3]
        won = race(purchases, process, {"department_head": "approve", "director": other})
        open_ones = Assignment.objects.filter(process=process, state=Assignment.OPEN)
        expected = {"approve": "finance_head", "return": "", "reject": None}[won.verdict]
        assert [row.role for row in open_ones] == ([] if expected is None else [expected])
        approvals = Task.objects.filter(process=process, node="approve")
        assert approvals.count() == 1
        assert Task.objects.filter(process=process, finished__isnull=True).count() == (won.verdict != "reject")


def test_the_last_word_is_said_once(purchases: Desk) -> None:
    for _ in range(8):
        process = purchases.ask("18600")
        purchases.say(process, "department_head")
        race(purchases, process, {"finance_head": "approve", "administrator": "approve"})
        process.refresh_from_db()
        assert (process.outcome, PurchaseOrder.objects.filter(process=process).count()) == ("approved", 1)
        assert [Task.objects.filter(process=process, node=node).count() for node in ("issue_po", "ordered")] == [1, 1]


def test_one_person_on_two_devices_decides_once(purchases: Desk) -> None:
    process = purchases.ask("18600")
    seen, task = Step.objects.get(round__process=process, state=Step.OPEN), purchases.task(process)
    actor = purchases.cast.actor("department_head")
    results = together(*[lambda: decide(task=task, verdict="approve", step=seen.pk, by=actor, at=NOW)] * 4)
    assert kinds(results) == ["AlreadyDecided"] * 3 + ["Decision"]
