"""`form`: somebody fills in a form (BPMN: user task)."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from engine.language.problems import Problem
from engine.language.references import Reference
from engine.language.rules import FieldType
from engine.language.text import both
from workflows.nodes.base import ASSIGN, KEY, Context, Panel, missing_reference, node_types
from workflows.nodes.human import HumanNode
from workflows.spec import NodeSpec

if TYPE_CHECKING:
    from django.http import HttpRequest

    from engine.people.actor import Actor
    from workflows.models import Task


class FormNode(HumanNode):
    """The answers become `<node>.<field>`; coming back to the node opens the form again with the same answers."""

    name = "form"
    label = both("Form", "填寫表格")
    properties = {
        "form": KEY,
        "assign": ASSIGN,
        "next": KEY,
        "different_from": HumanNode.different_from,
        **HumanNode.deadlines,
    }
    required = ("form", "assign", "next")

    def references(self, node: NodeSpec) -> list[Reference]:
        return [Reference("form", node.body["form"], f"{node.pointer}/form", "pinned")]

    def outputs(self, node: NodeSpec, context: Context) -> Mapping[str, FieldType]:
        form = context.library.find("form", node.body["form"])
        return dict(form.signature.fields) if form else {}

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        problems = super().check(node, context)
        if context.library.find("form", node.body["form"]) is None:
            problems.append(missing_reference("form", node.body["form"], f"{node.pointer}/form"))
        return problems

    def panel(self, task: "Task", actor: "Actor", request: "HttpRequest") -> Panel:
        from workflows.drafts import draft_of, previous_submission

        reason = task.process.notes.get("return") if previous_submission(task) else None
        context = {"draft": draft_of(task), "returned": reason, "before": previous_submission(task)}
        return Panel("workflows/panel_form.html", context)

    def act(self, task: "Task", request: "HttpRequest", *, by: "Actor", at: datetime) -> str:
        from workflows.drafts import open_draft

        return open_draft(task, by=by, at=at)


node_types.register("form", FormNode())
