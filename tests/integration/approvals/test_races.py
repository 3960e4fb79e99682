"""Two people at one step, and a number for everybody, on a database with real row locks."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from approvals.models import Decision, PurchaseOrder, Step
from approvals.refusals import AlreadyDecided
from approvals.services import decide
from engine.catalogue.queries import forget_specs
from engine.catalogue.services import import_documents
from engine.language.text import say
from engine.people.actor import SYSTEM
from engine.people.models import Holding
from tests.cast import LONG_AGO, NOW, assemble
from tests.integration.approvals.conftest import Desk, shipped_sources
from workflows.models import Assignment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def committed(transactional_db: None) -> Desk:
    cast = assemble()
    forget_specs()
    import_documents(sources=shipped_sources(), owner=None, publish_them=True, by=SYSTEM, at=NOW)
    Holding.objects.create(user=cast.director, role_id="department_head", unit=cast.wts, starts=LONG_AGO)
    return Desk(cast)


def together(*doings: Callable[[], Any]) -> Sequence[Any]:
    """Does all of them at the same moment, each on its own connection; what each gave back or raised."""
    barrier, results = Barrier(len(doings)), [None] * len(doings)

    def run(place: int) -> None:
        try:
            barrier.wait()
            results[place] = doings[place]()
        except Exception as failure:
            results[place] = failure
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(doings))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_one_wins_and_the_other_reads_who(committed: Desk) -> None:
    for _ in range(4):
        process = committed.ask("18600")
        task = committed.task(process)
        seen = Step.objects.get(round__process=process, state="open").pk

        def by(who: str, verdict: str, task: Any = task, seen: Any = seen) -> Callable[[], Decision]:
            actor = committed.cast.actor(who)
            words = {"reason_code": "over_budget"} if verdict == "reject" else {}
            return lambda: decide(task=task, verdict=verdict, step=seen, by=actor, at=NOW, **words)

        results = together(by("department_head", "approve"), by("director", "reject"))
        winners = [r for r in results if isinstance(r, Decision)]
        losers = [r for r in results if isinstance(r, AlreadyDecided)]
        assert (len(winners), len(losers)) == (1, 1), results
        assert winners[0].by.name_en in say(losers[0].message, "en")
        assert Decision.objects.filter(step__round__process=process).count() == 1
        expected = 1 if winners[0].verdict == "approve" else 0
        assert Assignment.objects.filter(process=process, state="open").count() == expected


def test_one_person_pressing_twice_decides_once(committed: Desk) -> None:
    process = committed.ask("18600")
    task, actor = committed.task(process), committed.cast.actor("department_head")
    seen = Step.objects.get(round__process=process, state="open").pk
    results = together(*[lambda: decide(task=task, verdict="approve", step=seen, by=actor, at=NOW)] * 3)
    assert sorted(type(r).__name__ for r in results) == ["AlreadyDecided", "AlreadyDecided", "Decision"]


def test_orders_issued_together_have_numbers_without_gaps(committed: Desk) -> None:
    processes = [committed.ask("18600") for _ in range(6)]
    for process in processes:
        committed.say(process, "department_head")
    tasks = [committed.task(process) for process in processes]
    actor = committed.cast.actor("finance_head")

    def agree(task: Any) -> Callable[[], Decision]:
        return lambda: decide(task=task, verdict="approve", by=actor, at=NOW)

    results = together(*map(agree, tasks))
    assert all(isinstance(r, Decision) for r in results), results
    assert sorted(PurchaseOrder.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5, 6]
