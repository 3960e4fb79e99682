"""`action`: the engine does something that was registered in Python (BPMN: service task)."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.rules import FieldType
from engine.language.text import both
from workflows.actions import actions
from workflows.nodes.base import KEY, RULE, Context, NodeType, node_types
from workflows.spec import NodeSpec


class ActionNode(NodeType):
    """Its inputs are rules over what earlier nodes left; its outputs become `<node>.<name>`."""

    name = "action"
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

    def route(self, node: NodeSpec, run: Any) -> str:
        scope = run.scope()
        given = {name: node.rules[f"/with/{name}"](scope) for name in node.body.get("with", {})}
        run.leave(node.key, actions.get(node.body["action"]).run(given, run.action_context(node)))
        return ""


node_types.register("action", ActionNode())
