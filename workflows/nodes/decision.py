"""`decision`: exactly one way is taken, the first whose condition holds (BPMN: exclusive gateway)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from engine.language.problems import Problem
from engine.language.text import both
from workflows.coverage import check_ways, condition_words
from workflows.nodes.base import KEY, RULE, TEXT, Context, NodeType, Target, node_types
from workflows.spec import NodeSpec

if TYPE_CHECKING:
    from workflows.trying.trial import Foreseen, Trial

DEFAULT = "default"
NONE_HOLDS = both("None of the conditions holds", "沒有條件成立")


class DecisionNode(NodeType):
    """Conditions are tried in order; `default` is the way when none holds, so that it never gets stuck."""

    name = "decision"
    label = both("Decision", "判斷")
    properties = {
        "ways": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "items": {
                "type": "object",
                "required": ["id", "when", "to"],
                "additionalProperties": False,
                "properties": {
                    "id": {"$ref": "centreline:common#/$defs/id"},
                    "when": RULE,
                    "to": KEY,
                    "label": TEXT,
                },
            },
        },
        "default": KEY,
        "default_label": TEXT,
    }
    required = ("ways", "default")
    chooses = True
    takes_first = True  # of the ways whose conditions hold, only the first

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        return [*check_ways(node, context.signature, first_only=self.takes_first)]

    def targets(self, node: NodeSpec) -> list[Target]:
        ways = [
            Target(way["id"], way.get("label", ""), way["to"], f"{node.pointer}/ways/{n}/to")
            for n, way in enumerate(node.body["ways"])
        ]
        label = node.body.get("default_label") or both("otherwise", "其他情況")
        return [*ways, Target(DEFAULT, label, node.body["default"], f"{node.pointer}/default")]

    def rules(self, node: NodeSpec) -> Iterable[tuple[str, Any, str | None]]:
        return [(f"/ways/{n}/when", way["when"], "boolean") for n, way in enumerate(node.body["ways"])]

    def route(self, node: NodeSpec, run: Any) -> str:
        scope = run.scope()
        for n, way in enumerate(node.body["ways"]):
            if node.rules[f"/ways/{n}/when"](scope) is True:
                return way["id"]
        return DEFAULT

    def foresee(self, node: NodeSpec, trial: "Trial") -> "Foreseen":
        from workflows.trying.trial import Foreseen

        taken = [self.route(node, trial)] if self.takes_first else self.chosen(node, trial) or []
        way = next((way for way in node.body["ways"] if way["id"] in taken), None)
        why = condition_words(way["when"], trial.spec.signature) if way else NONE_HOLDS
        return Foreseen(tuple(taken), why=why)


node_types.register("decision", DecisionNode())
