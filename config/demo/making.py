"""Making the demo world: every story's next step in the order of time, all in one transaction."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

from django.db import transaction
from django.db.models import F

from config.demo import stories
from config.demo.people import World, settle
from config.demo.stories import Story
from engine.audit.services import seal
from engine.notices.models import Notice
from engine.notices.services import deliver_due
from workflows.timers import fire_due

MONTHS_18 = timedelta(days=545)
SHARES = {"WTS": 0.42, "KT": 0.27, "ST": 0.19, "TW": 0.12}
Progress = Callable[[int, int], None]


@transaction.atomic
def make(*, until: datetime, seed: int, requisitions: int, assessments: int, progress: Progress) -> World:
    """The demo world as of `until`; the same seed and day make the same world. Nothing is kept when a step fails."""
    begins = (until - MONTHS_18).date()
    world = settle(begins - timedelta(days=30))
    queue = _queue(world, Random(seed), begins, until, requisitions, assessments)
    next_sweep, turn, span = begins, count(len(queue)), (until.date() - begins).days
    while queue:
        moment, _, story = heapq.heappop(queue)
        if moment > until:
            continue
        while next_sweep < moment.date():
            next_sweep += timedelta(days=1)
            fire_due(datetime.combine(next_sweep, datetime.min.time(), moment.tzinfo) + timedelta(hours=9))
        later = next(story, None)
        if later is not None:
            heapq.heappush(queue, (later, next(turn), story))
        progress((moment.date() - begins).days, span)
    fire_due(until)
    _read_old_notices(until)
    seal(until)
    return world


def _queue(
    world: World, dice: Random, begins: date, until: datetime, requisitions: int, assessments: int
) -> list[tuple[datetime, int, Story]]:
    span, queue = (until.date() - begins).days, []
    plans = (("client", 24 * len(SHARES)), ("requisition", requisitions), ("assessment", assessments))
    for kind, number in plans:
        for index in range(number):
            code = dice.choices(list(SHARES), list(SHARES.values()))[0]
            centre = world.units[code]
            worker = dice.choice(world.named("worker", code))
            day = begins + timedelta(days=dice.randint(0, 20 if kind == "client" else span - 1))
            if kind == "requisition" and index % 25 == 0:
                day = until.date() - timedelta(days=dice.randint(1, 4))
            own = Random(dice.random())
            starts = stories.working_moment(own, day)
            heapq.heappush(queue, (starts, len(queue), _story(kind, world, own, centre, worker, starts)))
    for item in queue:  # a generator must be run to its first yield before its first step
        next(item[2])
    return queue


def _story(kind: str, world: World, dice: Random, centre: object, worker: object, starts: datetime) -> Story:
    if kind == "requisition":
        return stories.requisition(world, dice, centre, worker, starts)  # type: ignore[arg-type]
    teller = stories.client if kind == "client" else stories.assessment
    return teller(dice, centre, worker, starts)  # type: ignore[arg-type]


def _read_old_notices(until: datetime) -> None:
    """Mail of the past has long been sent, and notices older than two weeks were read."""
    deliver_due(until, most=1_000_000)
    old = Notice.objects.filter(created_at__lt=until - timedelta(days=14), read_at__isnull=True)
    old.update(read_at=F("created_at") + timedelta(hours=4))
