"""`task`: somebody does or checks something and says how it went, without a form (BPMN: manual task)."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.language.rules import FieldType
from engine.language.text import both
from workflows.nodes.base import ASSIGN, KEY, TEXT, Context, Panel, Target, node_types
from workflows.nodes.human import HumanNode, lapsing
from workflows.spec import NodeSpec

if TYPE_CHECKING:
    from django.http import HttpRequest

    from engine.people.actor import Actor
    from workflows.models import Task

OUTCOME: dict[str, Any] = {
    "type": "object",
    "required": ["id", "key", "label", "to"],
    "additionalProperties": False,
    "properties": {
        "id": {"$ref": "centreline:common#/$defs/id"},
        "key": {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "maxLength": 60},
        "label": TEXT,
        "to": KEY,
        "comment": {"enum": ["optional", "required"]},
    },
}


class TaskNode(HumanNode):
    """Each outcome is a button that leads somewhere; one with a `comment` asks for words first."""

    name = "task"
    label = both("Task", "工作")
    properties = {
        "instructions": TEXT,
        "assign": ASSIGN,
        "outcomes": {"type": "array", "minItems": 1, "maxItems": 5, "items": OUTCOME},
        "different_from": HumanNode.different_from,
        **HumanNode.deadlines,
    }
    required = ("assign", "outcomes")

    def targets(self, node: NodeSpec) -> list[Target]:
        return [
            Target(outcome["key"], outcome["label"], outcome["to"], f"{node.pointer}/outcomes/{n}/to")
            for n, outcome in enumerate(node.body["outcomes"])
        ] + lapsing(node)

    def lapsed_data(self, node: NodeSpec, outcome: str) -> Mapping[str, Any]:
        return {"outcome": outcome, "comment": ""}

    def outputs(self, node: NodeSpec, context: Context) -> Mapping[str, FieldType]:
        options = {outcome["key"]: outcome["label"] for outcome in node.body["outcomes"]}
        return {"outcome": FieldType("text", options=options), "comment": FieldType("text")}

    def panel(self, task: "Task", actor: "Actor", request: "HttpRequest") -> Panel:
        from workflows.assigning import node_of
        from workflows.pages import read_papers

        body = node_of(task).body
        wanted = request.POST.get("outcome") or request.GET.get("ask", "")
        ask = next((o for o in body["outcomes"] if o["key"] == wanted and o.get("comment")), None)
        context = {
            "instructions": body.get("instructions"),
            "outcomes": body["outcomes"] if task.is_open else [],
            "ask": ask,
            "typed": request.POST.get("comment", ""),
            "papers": read_papers(task.process, actor, why="task"),
        }
        return Panel("workflows/panel_task.html", context)

    def act(self, task: "Task", request: "HttpRequest", *, by: "Actor", at: datetime) -> str:
        """Answers as posted. Without a script, the first press of an outcome with a comment only asks for it."""
        from django.urls import reverse

        from workflows.answering import answer, outcome_of

        posted = request.POST
        outcome = outcome_of(task, posted.get("outcome", ""))
        if outcome.get("comment") and "asked" not in posted:
            return f"{reverse('task', args=[task.pk])}?ask={outcome['key']}"
        answer(task=task, outcome=outcome["key"], comment=posted.get("comment", ""), by=by, at=at)
        return ""


node_types.register("task", TaskNode())
