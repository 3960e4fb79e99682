"""`action`: the engine does something that was registered in Python (BPMN: service task)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import workflows.acts  # noqa: F401  enters the actions of this room
from engine.language.problems import Problem, problem
from engine.language.rules import FieldType
from engine.language.text import both
from workflows.actions import actions
from workflows.nodes.base import KEY, RULE, Context, NodeType, node_types
from workflows.spec import NodeSpec

if TYPE_CHECKING:
    from engine.people.actor import Actor
    from workflows.models import Task


class ActionNode(NodeType):
    """Its inputs are rules over what earlier nodes left; its outputs become `<node>.<name>`."""

    name = "action"
    kind = "action"
    label = both("Action", "系統動作")
    properties = {"action": KEY, "with": {"type": "object", "additionalProperties": RULE}, "next": KEY}
    required = ("action", "next")

    def outputs(self, node: NodeSpec, context: Context) -> Mapping[str, FieldType]:
        if node.body["action"] not in actions:
            return {}
        return {name: FieldType(type_) for name, type_ in actions.get(node.body["action"]).outputs.items()}

    def rules(self, node: NodeSpec) -> Iterable[tuple[str, Any, str | None]]:
        expected = actions.get(node.body["action"]).inputs if node.body["action"] in actions else {}
        for name, tree in node.body.get("with", {}).items():
            yield f"/with/{name}", tree, expected.get(name)

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        name, given = node.body["action"], node.body.get("with", {})
        if name not in actions:
            listed = ", ".join(actions)
            return [problem("workflow.unknown-action", f"{node.pointer}/action", name=name, known=listed)]
        action = actions.get(name)
        facts = {"action": name, "known": ", ".join(action.inputs)}
        unknown = [n for n in given if n not in action.inputs]
        missing = [n for n in action.inputs if n not in given and n not in action.optional]
        return [
            *(problem("workflow.action-input", f"{node.pointer}/with/{n}", name=n, **facts) for n in unknown),
            *(problem("workflow.action-input-missing", f"{node.pointer}/with", name=n, **facts) for n in missing),
        ]

    def given(self, node: NodeSpec, run: Any) -> dict[str, Any]:
        """The action's inputs, by rules over what earlier nodes left."""
        scope = run.scope()
        return {name: node.rules[f"/with/{name}"](scope) for name in node.body.get("with", {})}

    def defers(self, node: NodeSpec) -> bool:
        """Whether a worker does it, outside the step that came here."""
        return actions.get(node.body["action"]).call is not None

    def route(self, node: NodeSpec, run: Any) -> str:
        """Does the action, or takes what a worker or an administrator `brought` instead."""
        action, brought = actions.get(node.body["action"]), run.take_brought()
        if brought is None and action.run is not None:
            brought = action.run(self.given(node, run), run.action_context(node))
        run.leave(node.key, brought or {})
        return ""

    def opened(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        """It was not done at once: keeps that it is to be done."""
        from workflows.assigning import node_of
        from workflows.attempts.keeping import keep

        failure = task.failure  # type: ignore[attr-defined]
        keep(task, failure, action=node_of(task).body["action"], by=by, at=at)

    def closed(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        from workflows.attempts.keeping import drop

        drop(task)


node_types.register("action", ActionNode())
