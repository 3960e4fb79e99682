"""Measures a step of each side, taking turns flow by flow, on the database of DATABASE_URL; prints JSON."""

from bench import started  # noqa: F401  # isort: skip

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench import native, ours, world

ROUNDS, FLOWS = int(os.environ.get("BENCH_ROUNDS", "7")), int(os.environ.get("BENCH_FLOWS", "40"))
STEPS = ("start", "approve", "agree")


@dataclass(frozen=True)
class Side:
    """One way to run the flow: begin it, find the task that waits, act on it. What `ready` does is not measured."""

    start: Callable[[Any], Any]
    waiting: Callable[[Any], Any]
    act_on: Callable[[Any, str], None]
    ready: Callable[[], Any] = lambda: None


def contestants() -> dict[str, Side]:
    """Each runs one flow of three steps, one transaction a step."""
    cast = world.people()
    native.people.update(approve=cast.team_head, agree=cast.finance_head)
    chain, two, tasks = (world.version_of(key, cast) for key in ("bench-chain", "bench-two", "bench-tasks"))
    desk = ours.Desk(cast, chain)
    return {
        "native": _native(native.NativeFlow),
        "native, locked": _native(native.LockedFlow),
        "chain": _ours(desk),
        "chain, roles read anew": _ours(ours.Desk(cast, chain, fresh=True)),
        "two approvals": _ours(ours.Desk(cast, two)),
        "two tasks": _ours(ours.Desk(cast, tasks, plain=True)),
        "chain, form handed in": Side(desk.hand_in, ours.waiting, desk.act_on, desk.fill),
    }


def _native(flow: Any) -> Side:
    return Side(lambda _: native.start(flow), native.waiting, lambda pk, step: native.act_on(pk))


def _ours(desk: ours.Desk) -> Side:
    return Side(lambda _: desk.start(), ours.waiting, desk.act_on)


def run(side: Side, watch: Callable[[str], AbstractContextManager[Any]]) -> None:
    """One flow; `watch` surrounds each step, and not the looking for the next task."""
    given = side.ready()
    with watch("start"):
        process = side.start(given)
    for step in STEPS[1:]:
        pk = side.waiting(process)
        with watch(step):
            side.act_on(pk, step)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent meanwhile, without BEGIN."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith("BEGIN"):
            sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


class Clock:
    """Seconds, and seconds of the process's own CPU, of every step that it watched."""

    def __init__(self) -> None:
        self.wall: dict[str, list[float]] = {step: [] for step in STEPS}
        self.cpu: dict[str, list[float]] = {step: [] for step in STEPS}

    @contextmanager
    def watch(self, step: str) -> Iterator[None]:
        began, spent = time.perf_counter(), time.process_time()
        yield
        self.wall[step].append(time.perf_counter() - began)
        self.cpu[step].append(time.process_time() - spent)

    def medians(self) -> dict[str, float]:
        """The median of each step, and of a step on average, on the clock and of CPU."""
        wall = {step: statistics.median(many) for step, many in self.wall.items()}
        cpu = {f"{step}, cpu": statistics.median(many) for step, many in self.cpu.items()}
        return {**wall, **cpu, "seconds": statistics.mean(wall.values()), "cpu": statistics.mean(cpu.values())}


def measure(sides: Mapping[str, Side]) -> dict[str, dict[str, float]]:
    """Medians of each side over many flows, and statements a step. They take turns flow by flow."""
    clocks = {name: Clock() for name in sides}
    for side in sides.values():
        for _ in range(5):
            run(side, lambda step: nullcontext())
    turns, dice = list(sides.items()), random.Random(1)
    for _ in range(ROUNDS * FLOWS):
        dice.shuffle(turns)  # nobody always follows the same neighbour
        for name, side in turns:
            run(side, clocks[name].watch)
    return {name: {**clocks[name].medians(), "statements": _statements(side)} for name, side in sides.items()}


def _statements(side: Side) -> float:
    sent: list[str] = []

    @contextmanager
    def watch(step: str) -> Iterator[None]:
        with counted() as statements:
            yield
        sent.extend(statements)

    run(side, watch)
    if "-v" in sys.argv:
        sys.stderr.write("\n".join(sql[:170] for sql in sent) + "\n\n")
    return len(sent) / len(STEPS)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(measure(contestants())))
