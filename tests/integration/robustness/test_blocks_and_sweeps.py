"""Ways that meet at the same moment join once; timers that two workers sweep at once fire once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from engine.notices.models import Notice
from tests.cast import Cast
from tests.integration.robustness.documents import BLOCK, PAUSE, PLACES
from tests.integration.robustness.racing import together
from tests.workflow_desk import Desk, open_desk
from workflows import timers
from workflows.models import Assignment, Process, Task, Timer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def several(desk: Desk, how_many: int) -> Iterator[Process]:
    for _ in range(how_many):
        desk.process_id = None
        yield desk.submit("owner", title="Lift")


def test_ways_that_end_together_join_once_and_never_get_stuck(crowd: Cast) -> None:
    desk = open_desk(crowd, BLOCK)
    for process in several(desk, 12):
        results = together(*[lambda w=who, k=key: desk.answer(w, k, "done") for key, who in PLACES.items()])
        assert all(isinstance(result, Process) for result in results), results
        assert desk.nodes(finished=False) == ["read"]
        assert Task.objects.filter(process=process, node="met").count() == 1
        assert Task.objects.get(process=process, node="met").previous.count() == len(PLACES)
        assert desk.answer("supervisor", "read", "accept").outcome == "approved"


def test_two_workers_fire_each_timer_once(crowd: Cast) -> None:
    desk = open_desk(crowd, PAUSE)
    processes = [process.pk for process in several(desk, 10)]
    later = desk.at + timedelta(hours=1)
    results = together(*[lambda: timers.fire_due(later)] * 2)
    assert sum(results) == len(processes), results
    for pk in processes:
        assert Task.objects.filter(process_id=pk, node="read").count() == 1
        assert Assignment.objects.filter(process_id=pk, state=Assignment.OPEN).count() == 1
    told = Notice.objects.count()
    results = together(*[lambda: timers.fire_due(later + timedelta(hours=3))] * 2)
    assert sum(results) == len(processes), results
    assert Assignment.objects.filter(role="centre_manager", escalated=True).count() == len(processes)
    assert Notice.objects.count() == told + 2 * len(processes)  # in the house and by e-mail, once each
    assert not Timer.objects.filter(fired_at__isnull=True, at__lte=later).exists()


def test_a_sweep_and_a_person_at_the_same_task(crowd: Cast) -> None:
    """The deadline passes while the task is being done: it is done, and nobody is asked about it any more."""
    desk = open_desk(crowd, PAUSE)
    for process in several(desk, 8):
        desk.later(hours=1)
        late = desk.at + timedelta(hours=3)
        done, fired = together(lambda: desk.answer("supervisor", "read", "accept"), lambda m=late: timers.fire_due(m))
        assert isinstance(done, Process), (done, fired)
        assert Process.objects.get(pk=process.pk).outcome == "approved"
        assert not Assignment.objects.filter(process=process, state=Assignment.OPEN).exists()
