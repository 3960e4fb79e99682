"""`wait`: nothing happens until a time has passed or a day has come (BPMN: timer intermediate event)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.language.problems import Problem, problem
from engine.language.text import both
from workflows.nodes.base import KEY, RULE, SPAN, Context, NodeType, node_types
from workflows.spec import NodeSpec

if TYPE_CHECKING:
    from engine.people.actor import Actor
    from workflows.models import Task


class WaitNode(NodeType):
    """`for` a span, or `until` a date that a rule gives (a missing date does not wait)."""

    name = "wait"
    kind = "wait"
    label = both("Wait", "等待")
    properties = {"for": SPAN, "until": RULE, "next": KEY}
    required = ("next",)

    def rules(self, node: NodeSpec) -> Iterable[tuple[str, Any, str | None]]:
        return [("/until", node.body["until"], "date")] if "until" in node.body else []

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        span = node.body.get("for", {})
        if not span and "until" not in node.body:
            return [problem("schema.missing", node.pointer, name="for")]
        if "working_days" in span and context.calendar is None:
            return [problem("workflow.no-calendar", f"{node.pointer}/for")]
        return []

    def pauses(self, node: NodeSpec) -> bool:
        return not self.awaits(node)

    def opened(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        from workflows import timers

        timers.arm_wait(task, at=at)


node_types.register("wait", WaitNode())
