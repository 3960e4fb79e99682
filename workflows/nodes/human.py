"""What all nodes share at which a person acts: who is asked, by when, and what if they do not answer."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.language.problems import Problem, problem
from engine.language.text import both
from workflows.nodes.base import ASSIGN, KEY, SPAN, Context, NodeType, Target, known
from workflows.spec import NodeSpec
from workflows.who.checks import check_assign

if TYPE_CHECKING:
    from uuid import UUID

    from engine.people.actor import Actor
    from workflows.models import Task
    from workflows.trying.trial import Foreseen, Trial

LAPSED = "lapsed"
AFTER = ("escalate", "reroute", "lapse")


def lapsing(node: NodeSpec) -> list[Target]:
    """The way that a task takes when its deadline has passed, if it has one of its own."""
    to = node.body.get("lapse", {}).get("to")
    return [Target(LAPSED, both("deadline passed", "逾期"), to, f"{node.pointer}/lapse/to")] if to else []


class HumanNode(NodeType):
    """A node at which somebody acts. `on` leads each outcome somewhere; `next` is the way of every other one."""

    kind = "human"
    timing: Mapping[str, Any] = {
        "due": SPAN,
        "remind": {
            "type": "object",
            "required": ["before"],
            "additionalProperties": False,
            "properties": {"before": SPAN},
        },
        "escalate": {
            "type": "object",
            "required": ["to"],
            "additionalProperties": False,
            "properties": {"to": ASSIGN, "after": SPAN},
        },
    }
    lapse: Mapping[str, Any] = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 2,
        "additionalProperties": False,
        "properties": {"outcome": KEY, "to": KEY, "after": SPAN},
    }
    deadlines: Mapping[str, Any] = {
        **timing,
        "reroute": {
            "type": "object",
            "required": ["to"],
            "additionalProperties": False,
            "properties": {"to": ASSIGN, "after": SPAN},
        },
        "lapse": lapse,
    }
    never_by_itself: frozenset[str] = frozenset()  # outcomes that only a person may give
    different_from: Mapping[str, Any] = {"type": "array", "items": KEY, "uniqueItems": True}

    def targets(self, node: NodeSpec) -> list[Target]:
        on: Mapping[str, str] = node.body.get("on", {})
        found = [Target(outcome, outcome, to, f"{node.pointer}/on/{outcome}") for outcome, to in on.items()]
        return [*found, *super().targets(node), *lapsing(node)]

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        return [*self._spans(node, context), *self._nodes_named(node, context), *self._lapse(node)]

    def foresee(self, node: NodeSpec, trial: "Trial") -> "Foreseen":
        from workflows.trying.trial import Asked, Foreseen
        from workflows.who.explaining import explain

        ways = [target.outcome for target in self.targets(node) if target.outcome != LAPSED]
        outcome = trial.choice(node, ways[0] if ways else "", ways)
        choice = explain(node, trial.directory(node), done_before=node.key in trial.doers)
        return Foreseen((outcome,), (Asked(choice),), left=self.lapsed_data(node, outcome) or {})

    def lapses(self, node: NodeSpec) -> str:
        """The outcome that a task here takes by itself when its deadline has passed."""
        return node.body["lapse"].get("outcome", LAPSED)

    def opened(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        from workflows import assigning, timers

        assignments = assigning.ask(task, by=by, at=at)
        timers.arm(task, at=at)
        assigning.tell(task, assignments, at=at)

    def closed(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        from workflows import assigning

        assigning.void(task, at=at)

    def barred(self, task: "Task") -> frozenset["UUID"]:
        """Who may not do this task, though they are in the role that it asks."""
        from workflows import assigning

        return assigning.barred(task)

    def ask_again(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        """Asks once more when the task waits for nobody. Raises NobodyMissing, NotAllowed."""
        from workflows import assigning

        assigning.ask_again(task, by=by, at=at)

    def escalated(self, task: "Task", *, at: datetime) -> None:
        from workflows import assigning

        assigning.escalate(task, at=at)

    def _spans(self, node: NodeSpec, context: Context) -> Iterable[Problem]:
        body = node.body
        spans = [("due", body.get("due")), ("remind/before", body.get("remind", {}).get("before"))]
        spans += [(f"{name}/after", body.get(name, {}).get("after")) for name in AFTER]
        for place, span in spans:
            if span and "working_days" in span and context.calendar is None:
                yield problem("workflow.no-calendar", f"{node.pointer}/{place}")

    def _lapse(self, node: NodeSpec) -> Iterable[Problem]:
        """What is wrong with the way that a task takes by itself, or with giving it to others."""
        late = [name for name in ("reroute", "lapse") if name in node.body]
        if late and "due" not in node.body:
            yield problem("workflow.no-due", f"{node.pointer}/{late[0]}")
        lapse = node.body.get("lapse")
        if lapse is None:
            return
        ways = [target.outcome for target in self.targets(node) if target.outcome not in ("", LAPSED)]
        able = [outcome for outcome in ways if outcome not in self.never_by_itself]
        if ("outcome" in lapse) == ("to" in lapse) or ("outcome" in lapse and lapse["outcome"] not in able):
            yield problem("workflow.lapse", f"{node.pointer}/lapse", known=", ".join(able) or "–")

    def _nodes_named(self, node: NodeSpec, context: Context) -> Iterable[Problem]:
        named = [(f"different_from/{n}", key) for n, key in enumerate(node.body.get("different_from", []))]
        for place, key in named:
            if key not in context.nodes:
                yield problem("workflow.unknown-node", f"{node.pointer}/{place}", name=key, known=known(context))
        rules = [
            ("assign", node.body.get("assign")),
            *((f"{name}/to", node.body.get(name, {}).get("to")) for name in ("escalate", "reroute")),
        ]
        for place, rule in rules:
            if rule:
                yield from check_assign(rule, f"{node.pointer}/{place}", context)
