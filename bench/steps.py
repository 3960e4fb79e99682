"""Measures a step of each side, taking turns, on the database of DATABASE_URL; prints JSON."""

from bench import started  # noqa: F401  # isort: skip

import json
import os
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
    """One way to run the flow: begin it, find the task that waits, act on it."""

    start: Callable[[], Any]
    waiting: Callable[[Any], Any]
    act_on: Callable[[Any, str], None]


def contestants() -> dict[str, Side]:
    """Each runs one flow of three steps, one transaction a step."""
    cast = world.people()
    native.people.update(approve=cast.team_head, agree=cast.finance_head)
    chain, two, tasks = (world.version_of(key, cast) for key in ("bench-chain", "bench-two", "bench-tasks"))
    return {
        "native": _native(native.NativeFlow),
        "native, locked": _native(native.LockedFlow),
        "chain": _ours(ours.Desk(cast, chain)),
        "chain, roles read anew": _ours(ours.Desk(cast, chain, fresh=True)),
        "two approvals": _ours(ours.Desk(cast, two)),
        "two tasks": _ours(ours.Desk(cast, tasks, plain=True)),
    }


def _native(flow: Any) -> Side:
    return Side(lambda: native.start(flow), native.waiting, lambda pk, step: native.act_on(pk))


def _ours(desk: ours.Desk) -> Side:
    return Side(desk.start, ours.waiting, desk.act_on)


def run(side: Side, watch: Callable[[str], AbstractContextManager[Any]]) -> None:
    """One flow; `watch` surrounds each step, and not the looking for the next task."""
    with watch("start"):
        process = side.start()
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


def seconds(side: Side) -> dict[str, float]:
    """How long each step takes, on average over some flows."""
    spent = dict.fromkeys(STEPS, 0.0)

    @contextmanager
    def watch(step: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        spent[step] += time.perf_counter() - began

    for _ in range(FLOWS):
        run(side, watch)
    return {step: total / FLOWS for step, total in spent.items()}


def measure(sides: Mapping[str, Side]) -> dict[str, dict[str, float]]:
    """Median seconds of each step and of all over the rounds, in which all sides take turns, and statements a step."""
    times: dict[str, list[dict[str, float]]] = {name: [] for name in sides}
    for side in sides.values():
        for _ in range(3):
            run(side, lambda step: nullcontext())
    for _ in range(ROUNDS):
        for name, side in sides.items():
            times[name].append(seconds(side))
    return {name: {**_medians(times[name]), "statements": _statements(side)} for name, side in sides.items()}


def _medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    found = {step: statistics.median(one[step] for one in rounds) for step in STEPS}
    return {**found, "seconds": statistics.median(sum(one.values()) / len(STEPS) for one in rounds)}


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
