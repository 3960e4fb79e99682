"""`call`: another published workflow is run, and its outcome chooses the way (BPMN: call activity)."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.language.problems import Problem, problem
from engine.language.references import Reference
from engine.language.rules import FieldType, check_rule
from engine.language.text import both
from workflows import codes_between as _codes  # noqa: F401  registers the problem codes
from workflows.nodes.base import KEY, RULE, Context, NodeType, Target, missing_reference, node_types
from workflows.nodes.ending import OUTCOME
from workflows.spec import NodeSpec, WorkflowSpec
from workflows.who.checks import check_assign
from workflows.who.shape import AT

if TYPE_CHECKING:
    from engine.people.actor import Actor
    from workflows.models import Task

DEFAULT = "default"
DEEPEST = 5
WITHDRAWN, CANCELLED, NOT_STARTED = "withdrawn", "cancelled", "not-started"
ANY_CALL = (WITHDRAWN, NOT_STARTED)
"""Outcomes that every call may come to: whoever asked withdrew the called request, or it could not begin."""
OWN = {"outcome": FieldType("text"), "number": FieldType("text")}


@dataclass
class _Compiling:
    keys: list[str] = field(default_factory=list[str])
    circles: set[str] = field(default_factory=set[str])


_compiling: ContextVar[_Compiling | None] = ContextVar("compiling", default=None)


@contextmanager
def compiling(key: str) -> Generator[None]:
    """While a workflow is compiled: what it calls, and what that calls, may not call it."""
    state = _compiling.get() or _Compiling()
    token = _compiling.set(state)
    state.keys.append(key)
    try:
        yield
    finally:
        state.keys.pop()
        _compiling.reset(token)


def _calls_itself(key: str, called: WorkflowSpec | None) -> bool:
    """Whether the workflow being compiled would run inside itself. A circle of drafts is one in which nothing is found."""
    state = _compiling.get()
    if state is None:
        return False
    if called is None and key in state.keys:
        state.circles.update(state.keys[state.keys.index(key) :])
    this = state.keys[-1]
    return this == key or (key in state.circles if called is None else this in called.calls)


class CallNode(NodeType):
    """Runs the workflow that `workflow` names, in the version that was published when this one was.

    `with` gives answers to its first form; `at` says at which unit, if not at the same; `bring` names what of it becomes
    `<node>.<name>`, as `<its node>.<field>`. `<node>.outcome` and `<node>.number` are always there. `on` leads on by its
    outcome: one that is not listed takes `default`, also when it was withdrawn or could not begin (`not-started`).
    """

    name = "call"
    kind = "call"
    sign = "⊞"
    label = both("Sub-process", "子流程")
    properties = {
        "workflow": KEY,
        "with": {"type": "object", "additionalProperties": RULE},
        "at": AT,
        "bring": {"type": "object", "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"}, "additionalProperties": KEY},
        "on": {
            "type": "object",
            "required": [DEFAULT],
            "propertyNames": {"pattern": OUTCOME["pattern"], "maxLength": OUTCOME["maxLength"]},
            "additionalProperties": KEY,
        },
    }
    required = ("workflow", "on")

    def references(self, node: NodeSpec) -> list[Reference]:
        return [Reference("workflow", node.body["workflow"], f"{node.pointer}/workflow", "pinned")]

    def targets(self, node: NodeSpec) -> list[Target]:
        on: Mapping[str, str] = node.body.get("on", {})
        found = [Target(outcome, outcome, to, f"{node.pointer}/on/{outcome}") for outcome, to in on.items()]
        named = [target for target in found if target.outcome != DEFAULT]
        rest = [Target("", both("otherwise", "其他情況"), to, f"{node.pointer}/on/{DEFAULT}") for to in _default(on)]
        return [*named, *rest]

    def outputs(self, node: NodeSpec, context: Context) -> Mapping[str, FieldType]:
        called = _called(node, context)
        fields = called.signature.fields if called else {}
        brought: Mapping[str, str] = node.body.get("bring", {})
        return {**{name: fields[path] for name, path in brought.items() if path in fields}, **OWN}

    def rules(self, node: NodeSpec) -> Iterable[tuple[str, Any, str | None]]:
        return [(f"/with/{name}", tree, None) for name, tree in node.body.get("with", {}).items()]

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        key, pointer = node.body["workflow"], f"{node.pointer}/workflow"
        called = _called(node, context)
        if _calls_itself(key, called):
            return [problem("workflow.calls-itself", pointer, name=key)]
        if called is None:
            return [missing_reference("workflow", key, pointer)]
        found = [*_inputs(node, called, context), *_outputs(node, called), *_outcomes(node, called)]
        if "at" in node.body:
            found += check_assign({"role": "-", "at": node.body["at"]}, node.pointer, context)
        if called.depth >= DEEPEST:
            found.append(problem("workflow.calls-too-deep", pointer, name=key, most=DEEPEST))
        return found

    def opened(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        from workflows import calling

        calling.begin(task, by=by, at=at)

    def closed(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        from workflows import calling

        calling.cancel(task, by=by, at=at)


def calls_of(nodes: Mapping[str, NodeSpec], context: Context) -> tuple[frozenset[str], int]:
    """The workflows that these nodes call, those that they call included, and how many stand above each other at most."""
    called = [_called(node, context) for node in nodes.values() if node.type == CallNode.name]
    there = [one for one in called if one is not None]
    keys = frozenset(one.key for one in there).union(*(one.calls for one in there))
    return keys, 1 + max((one.depth for one in there), default=0)


def _called(node: NodeSpec, context: Context) -> WorkflowSpec | None:
    return context.library.find("workflow", node.body["workflow"])


def _default(on: Mapping[str, str]) -> list[str]:
    return [on[DEFAULT]] if DEFAULT in on else []


def _inputs(node: NodeSpec, called: WorkflowSpec, context: Context) -> Iterable[Problem]:
    """Each input is a field of the first form, of its type; what that form must have is given."""
    given, fields = node.body.get("with", {}), called.begins_with
    facts = {"workflow": called.key, "known": ", ".join(fields)}
    for name, tree in given.items():
        pointer = f"{node.pointer}/with/{name}"
        if name not in fields:
            yield problem("workflow.call-input", pointer, name=name, **facts)
        else:
            whole = not check_rule(tree, context.signature, expects=None, pointer=pointer)
            yield from check_rule(tree, context.signature, expects=fields[name].type, pointer=pointer) if whole else ()
    for name in sorted(called.needs - set(given)):
        yield problem("workflow.call-input-missing", f"{node.pointer}/with", name=name, **facts)


def _outputs(node: NodeSpec, called: WorkflowSpec) -> Iterable[Problem]:
    brought: Mapping[str, str] = node.body.get("bring", {})
    for name, path in brought.items():
        if name in OWN or path not in called.signature.fields:
            listed = ", ".join(called.signature.fields)
            yield problem("workflow.call-output", f"{node.pointer}/bring/{name}", name=path, known=listed)


def _outcomes(node: NodeSpec, called: WorkflowSpec) -> Iterable[Problem]:
    ends = [
        one.body["outcome"] for one in called.nodes.values() if node_types.get(one.type).kind in {"end", "terminate"}
    ]
    able = [*dict.fromkeys(ends), *ANY_CALL]
    for outcome in node.body["on"]:
        if outcome != DEFAULT and outcome not in able:
            yield problem("workflow.call-outcome", f"{node.pointer}/on/{outcome}", name=outcome, known=", ".join(able))


node_types.register("call", CallNode())
