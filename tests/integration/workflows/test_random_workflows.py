"""Whatever is accepted reaches an end: random well-formed workflows, run with random answers, and run again.

After each: no task, assignment or branch is left open, every way that was begun came to a join or was cancelled, and
the same answers lead to the same story once more.
"""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q
from django.test import TestCase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.catalogue.queries import forget_specs
from tests.called_workflows import CHECK
from tests.cast import Cast
from tests.workflow_desk import ASK_NODE, ENDS, Desk, open_desk, workflow
from workflows.actions import Action, actions
from workflows.answering import answer
from workflows.assigning import node_of
from workflows.branches import BLOCKS, BRANCHES
from workflows.models import CALL, Assignment, Process, Task
from workflows.moving import ENDED
from workflows.unit import PAST

pytestmark = pytest.mark.django_db
ACTION = "tests.nothing"
MOST_STEPS = 300
LOOK = {**CHECK["nodes"]["look"], "assign": {"role": "supervisor"}}
LOOK["outcomes"] = [way for way in LOOK["outcomes"] if way["to"] != "ask"]
LOOKED = {**CHECK, "nodes": {**CHECK["nodes"], "look": LOOK}}
FLASH = workflow({"ask": {**ASK_NODE, "next": "good"}, "good": ENDS["good"]}, "flash")
Story = list[tuple[str, str, str]]


class Weaver:
    """Writes a random well-formed workflow, from its end to its beginning: each part knows where it leads."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.nodes, self.count = dice, dict[str, Any](), 0

    def document(self) -> dict[str, Any]:
        self.nodes["end"] = {"id": "n-end", "type": "end", "title": "End", "outcome": "done"}
        self.nodes["stop"] = {"id": "n-stop", "type": "terminate", "title": "Stop", "outcome": "stopped"}
        self.nodes["gate"] = self._task_body("gate", {"on": "end", "stop": "stop", "again": "first"})
        first = self.sequence("gate", 3)
        self.nodes["first"] = self._task_body("first", {"on": first})
        ask = {
            "id": "n-ask",
            "type": "form",
            "title": "Ask",
            "form": "ask",
            "assign": {"starter": True},
            "next": "first",
        }
        nodes = {"ask": ask, **self.nodes}
        return {"kind": "workflow", "language": 1, "key": "woven", "title": "Woven", "start": "ask", "nodes": nodes}

    def sequence(self, to: str, depth: int) -> str:
        for _ in range(self.dice.randint(1, 2 if depth else 1)):
            to = self.part(to, depth)
        return to

    def part(self, to: str, depth: int) -> str:
        simple: list[Callable[[str], str]] = [
            self.task,
            self.lapsing,
            self.rest,
            self.condition,
            self.action,
            self.call,
        ]
        blocks = [self.decision, self.split, self.inclusive, self.each]
        if depth and self.dice.random() < 0.6:
            return self.dice.choice(blocks)(to, depth - 1)
        return self.dice.choice(simple)(to)

    def add(self, type_: str, **body: Any) -> str:
        self.count += 1
        key = f"{type_}_{self.count}"
        self.nodes[key] = {"id": f"n-{self.count}", "type": type_, "title": key, **body}
        return key

    def _task_body(self, key: str, ways: dict[str, str], **more: Any) -> dict[str, Any]:
        outcomes = [{"id": f"o-{key}-{way}", "key": way, "label": way, "to": to} for way, to in ways.items()]
        role = {"assign": {"role": "supervisor"}, "outcomes": outcomes}
        return {"id": f"n-{key}", "type": "task", "title": key, **role, **more}

    def task(self, to: str) -> str:
        self.count += 1
        key = f"task_{self.count}"
        ways = {"on": to} | ({"again": key} if self.dice.random() < 0.3 else {})
        ways |= {"stop": "stop"} if self.dice.random() < 0.1 else {}
        self.nodes[key] = self._task_body(key, ways)
        return key

    def lapsing(self, to: str) -> str:
        key = self.task(to)
        self.nodes[key] |= {"due": {"days": 1}, "lapse": self.dice.choice([{"outcome": "on"}, {"to": to}])}
        return key

    def rest(self, to: str) -> str:
        return self.add("wait", **{"for": {"hours": self.dice.randint(0, 30)}}, next=to)

    def condition(self, to: str) -> str:
        when = self.dice.choice(
            [True, {"==": [{"var": "gate.outcome"}, "again"]}, {"==": [{"var": "ask.urgent"}, True]}]
        )
        return self.add("wait", when=when, at_most={"days": 1}, next=to)

    def action(self, to: str) -> str:
        return self.add("action", action=ACTION, next=to)

    def call(self, to: str) -> str:
        called = self.dice.choice(["check", "flash"])
        other = self.dice.choice([to, "stop"]) if called == "check" else to
        given = {"title": {"var": "ask.title"}}
        return self.add("call", workflow=called, **{"with": given}, on={"approved": to, "default": other})

    def ways(self, to: str, depth: int) -> list[dict[str, Any]]:
        conditions = [True, {"==": [{"var": "ask.urgent"}, True]}, {">": [{"var": "ask.amount"}, "50"]}]
        self.count += 1
        return [
            {"id": f"w-{self.count}-{n}", "when": self.dice.choice(conditions), "to": self.sequence(to, depth)}
            for n in range(self.dice.randint(1, 2))
        ]

    def decision(self, to: str, depth: int) -> str:
        return self.add("decision", ways=self.ways(to, depth), default=self.sequence(to, depth))

    def inclusive(self, to: str, depth: int) -> str:
        join = self.join(to, 2)
        return self.add("inclusive", ways=self.ways(join, depth), default=self.sequence(join, depth))

    def split(self, to: str, depth: int) -> str:
        many = self.dice.randint(2, 3)
        join = self.join(to, many)
        return self.add("split", to=[self.sequence(join, depth) for _ in range(many)])

    def join(self, to: str, most: int) -> str:
        if self.dice.random() < 0.5:
            return self.add("join", next=to)
        rest = self.dice.choice(["cancel", "continue"])
        return self.add("partial_join", needs=self.dice.randint(1, most), rest=rest, next=to)

    def each(self, to: str, depth: int) -> str:
        join = self.add("join", next=to)
        more = {"order": self.dice.choice(["parallel", "sequential"])}
        more |= {"enough": 2} if self.dice.random() < 0.5 else {}
        over = self.dice.choice([{"times": self.dice.randint(1, 3)}, {"role": "worker"}, {"role": "nobody"}])
        return self.add("each", over=over, to=self.sequence(join, depth), join=join, **more)


def begin(desk: Desk, urgent: bool, amount: int) -> None:
    desk.process_id = None
    desk.submit("owner", title="Woven", urgent=urgent, amount=str(amount))


def open_people(desk: Desk) -> list[Task]:
    """The open tasks of the process, and of those that it runs."""
    mine = Q(process_id=desk.process_id) | Q(process__called_by__process_id=desk.process_id)
    rows = Task.objects.select_related("process__version__definition", "process__unit", "process__called_by")
    return sorted(rows.filter(mine, finished=None, flow_task_type="HUMAN"), key=place)


def place(task: Task) -> tuple[str, str]:
    """Where a task stands; one inside a called process, where that was called."""
    outer = task.process.called_by
    if outer is None:
        return task.node, str(task.token)
    return f"{outer.node}/{task.node}", str(outer.token)


def run_through(desk: Desk, dice: random.Random) -> Story:
    """Answers whatever is open until the end; the story is what was answered, or "" where time passed."""
    story: Story = []
    while Process.objects.get(pk=desk.process_id).is_active:
        assert len(story) < MOST_STEPS, "it does not come to an end"
        people = open_people(desk)
        if not people or dice.random() < 0.1:
            story.append(("", "", ""))
        else:
            task = dice.choice(people)
            ways = [outcome["key"] for outcome in node_of(task).body["outcomes"]]
            tired = len(story) > 40
            way = ways[0] if tired or dice.random() < 0.8 else dice.choice(ways)
            story.append((*place(task), way))
        act(desk, story[-1])
    return story


def act(desk: Desk, step: tuple[str, str, str]) -> None:
    node, token, way = step
    if not node:
        desk.later(days=1, hours=7)
        return
    task = next(task for task in open_people(desk) if place(task) == (node, token))
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer(task=task, outcome=way, by=desk.actor("supervisor"), at=desk.at)


def told(desk: Desk) -> list[tuple[str, str, str, str]]:
    rows = Task.objects.filter(process_id=desk.process_id)
    return sorted((task.node, str(task.token), task.status, task.outcome) for task in rows)


def check_all_is_over(desk: Desk) -> None:
    process = Process.objects.get(pk=desk.process_id)
    assert process.outcome in {"done", "stopped"} and process.finished
    tasks = list(Task.objects.filter(process=process).prefetch_related("previous"))
    assert {task.status for task in tasks} <= {"DONE", "CANCELED"}
    assert all(task.finished for task in tasks)
    assert not Assignment.objects.filter(process=process, state=Assignment.OPEN).exists()
    called = Process.objects.filter(called_by__process=process)
    assert not called.filter(finished=None).exists()
    done = {task.pk for task in tasks if task.flow_task_type == CALL and task.status == "DONE"}
    assert done <= set(called.values_list("called_by", flat=True))
    assert not {BRANCHES, BLOCKS} & set(process.data)
    if process.outcome == "done":
        assert not process.notes.get(PAST)
        _check_ways(tasks)
    assert ENDED not in process.notes or process.outcome in {"done", "stopped"}
    assert all(task.node == "begin" or task.previous.all() for task in tasks)


def _check_ways(tasks: list[Task]) -> None:
    """Every way that was begun is accounted for: it came to a join of its group, or something on it was cancelled."""
    for token in {str(task.token) for task in tasks} - {"start"}:
        on_it = [task for task in tasks if str(task.token) == token]
        group = f"{token.rpartition('_')[0]}_"
        joins = [task for task in tasks if task.data.get("group") == group]
        arrived = any(str(before.token) == token for join in joins for before in join.previous.all())
        assert arrived or any(task.status == "CANCELED" for task in tasks if str(task.token).startswith(token)), on_it


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(seed=st.integers(0, 10**9))
def test_every_accepted_workflow_reaches_an_end(cast: Cast, seed: int) -> None:
    if ACTION not in actions:
        actions.register(ACTION, Action(ACTION, {}, {}, lambda given, context: {}))
    dice = random.Random(seed)
    with transaction.atomic():
        desk = open_desk(cast, Weaver(dice).document(), LOOKED, FLASH)
        answers = dice.random() < 0.5, dice.randint(0, 100)
        begin(desk, *answers)
        story = run_through(desk, dice)
        check_all_is_over(desk)
        first = told(desk)
        desk.at = Process.objects.get(pk=desk.process_id).created
        begin(desk, *answers)
        for step in story:
            act(desk, step)
        assert told(desk) == first
        transaction.set_rollback(True)
    forget_specs()
