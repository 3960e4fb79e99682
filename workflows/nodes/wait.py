"""`wait`: nothing happens until a time has passed, a day has come, or a condition holds (BPMN: timer or conditional event)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.language.problems import Problem, problem
from engine.language.text import both
from workflows.nodes.base import KEY, RULE, SPAN, Context, NodeType, Target, node_types
from workflows.spec import NodeSpec

if TYPE_CHECKING:
    from engine.people.actor import Actor
    from workflows.models import Task

LATE = "late"


def late_way(node: NodeSpec) -> list[Target]:
    """The way of a wait that lasted too long, if it has one of its own."""
    to = node.body.get(LATE)
    return [Target(LATE, both("too late", "逾時"), to, f"{node.pointer}/{LATE}")] if to else []


class WaitNode(NodeType):
    """`for` a span, `until` a date that a rule gives (a missing date does not wait), or `when` a rule holds.

    A rule is asked at once, at each step of the process, and every minute if it reads the time. `at_most` says how long
    it waits; then it goes on by `late`, or else by `next`.
    """

    name = "wait"
    kind = "wait"
    label = both("Wait", "等待")
    properties = {"for": SPAN, "until": RULE, "when": RULE, "at_most": SPAN, LATE: KEY, "next": KEY}
    required = ("next",)

    def targets(self, node: NodeSpec) -> list[Target]:
        return [*super().targets(node), *late_way(node)]

    def rules(self, node: NodeSpec) -> Iterable[tuple[str, Any, str | None]]:
        types = {"until": "date", "when": "boolean"}
        return [(f"/{name}", node.body[name], type_) for name, type_ in types.items() if name in node.body]

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        if not any(name in node.body for name in ("for", "until", "when")):
            return [problem("schema.missing", node.pointer, name="for")]
        if "when" in node.body and "at_most" not in node.body:
            return [problem("workflow.endless-wait", node.pointer)]
        return [
            problem("workflow.no-calendar", f"{node.pointer}/{name}")
            for name in ("for", "at_most")
            if "working_days" in node.body.get(name, {}) and context.calendar is None
        ]

    def pauses(self, node: NodeSpec) -> bool:
        return not self.awaits(node)

    def awaits(self, node: NodeSpec) -> bool:
        return "when" in node.body

    def is_ready(self, node: NodeSpec, run: Any) -> bool:
        return node.rules["/when"](run.scope()) is True

    def lapses(self, node: NodeSpec) -> str:
        return LATE

    def opened(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        from workflows import assigning, timers

        arm = timers.arm_condition if self.awaits(assigning.node_of(task)) else timers.arm_wait
        arm(task, at=at)


node_types.register("wait", WaitNode())
