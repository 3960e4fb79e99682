"""`approval`: an authority says who decides, in order; each decision is a row of its own (BPMN: user task). Pure at the top."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from approvals.spec import AuthoritySpec
from engine.language.problems import Code, Problem, problem, register_codes
from engine.language.references import Reference
from engine.language.rules import FieldType, check_rule
from engine.language.text import Text, both, say
from workflows.nodes.base import KEY, RULE, TEXT, Context, Panel, missing_reference, node_types
from workflows.nodes.human import HumanNode
from workflows.spec import NodeSpec, WorkflowSpec

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from engine.people.actor import Actor
    from workflows.models import Task
    from workflows.trying.trial import Foreseen, Trial

register_codes(
    {
        "approval.unknown-input": Code(
            "error",
            "The authority “{authority}” has no input “{name}”.",
            "審批權限「{authority}」沒有輸入「{name}」。",
            "Use one of: {known}.",
            "可選：{known}。",
        ),
        "approval.missing-input": Code(
            "error",
            "The authority “{authority}” needs the input “{name}”.",
            "審批權限「{authority}」需要輸入「{name}」。",
            "Add it under “with”.",
            "請在「with」加上。",
            "/",
        ),
        "approval.no-reasons": Code(
            "warning",
            "A rejection here has no list of reasons, so reports cannot count why.",
            "此處拒絕時沒有原因清單，報表無法統計原因。",
            "Name a list of choices under “reasons”.",
            "請在「reasons」指定一份選項清單。",
            "/reasons",
        ),
    }
)


class ApprovalNode(HumanNode):
    """One task for the whole chain. Steps open one after another; the last approval takes the way `approve`."""

    name = "approval"
    label = both("Approval", "審批")
    properties = {
        "authority": KEY,
        "with": {"type": "object", "minProperties": 1, "additionalProperties": RULE},
        "different_from": HumanNode.different_from,
        "reasons": KEY,
        "next_words": TEXT,
        "on": {
            "type": "object",
            "required": ["approve"],
            "additionalProperties": False,
            "properties": {"approve": KEY, "return": KEY, "reject": KEY},
        },
        **HumanNode.timing,
        "lapse": HumanNode.lapse,
    }
    never_by_itself = frozenset({"approve"})
    chooses = True
    required = ("authority", "with", "on")

    def references(self, node: NodeSpec) -> list[Reference]:
        found = [Reference("authority", node.body["authority"], f"{node.pointer}/authority", "dated")]
        if "reasons" in node.body:
            found.append(Reference("choices", node.body["reasons"], f"{node.pointer}/reasons", "dated"))
        return found

    def outputs(self, node: NodeSpec, context: Context) -> Mapping[str, FieldType]:
        return {"verdict": FieldType("text"), "rule": FieldType("text"), "comment": FieldType("text")}

    def rules(self, node: NodeSpec) -> Iterable[tuple[str, Any, str | None]]:
        return [(f"/with/{name}", tree, None) for name, tree in node.body["with"].items()]

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        return [*super().check(node, context), *_inputs(node, context), *_reasons(node, context)]

    def describe(self, node: NodeSpec, spec: WorkflowSpec) -> Text:
        authority = node.body["authority"]
        return both(
            f"{say(node.title, 'en')}: decided by those whom the authority “{authority}” names",
            f"{say(node.title, 'zh-Hant')}：由審批權限「{authority}」指定的人決定",
        )

    def foresee(self, node: NodeSpec, trial: "Trial") -> "Foreseen":
        from approvals.foreseeing import foresee

        outcome = trial.choice(node, "approve", list(node.body["on"]))
        return foresee(node, trial, outcome)

    def lapsed_data(self, node: NodeSpec, outcome: str) -> Mapping[str, Any]:
        return {"verdict": outcome, "rule": "", "comment": ""}

    def opened(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        from approvals.opening import open_task

        open_task(task, by=by, at=at)

    def closed(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        from approvals.opening import close_task

        super().closed(task, by=by, at=at)
        close_task(task, at=at)

    def escalated(self, task: "Task", *, at: datetime) -> None:
        from approvals.opening import escalate_task

        escalate_task(task, at=at)

    def barred(self, task: "Task") -> frozenset["UUID"]:
        from approvals.eligibility import barred_now

        return barred_now(task)

    def ask_again(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        from approvals.services import ask_again

        ask_again(task=task, by=by, at=at)

    def panel(self, task: "Task", actor: "Actor", request: "HttpRequest") -> Panel:
        from approvals.panel import panel_of

        return panel_of(task, actor, request)

    def act(self, task: "Task", request: "HttpRequest", *, by: "Actor", at: datetime) -> str:
        from approvals.panel import answer

        return answer(task, request, by=by, at=at)


def _inputs(node: NodeSpec, context: Context) -> Iterable[Problem]:
    key, given = node.body["authority"], node.body["with"]
    spec: AuthoritySpec | None = context.library.find("authority", key)
    if spec is None:
        yield missing_reference("authority", key, f"{node.pointer}/authority")
        return
    listed = ", ".join(spec.inputs)
    for name, tree in given.items():
        place = f"{node.pointer}/with/{name}"
        if name not in spec.inputs:
            yield problem("approval.unknown-input", place, authority=key, name=name, known=listed)
        else:
            yield from _wrong_type(tree, spec.inputs[name], place, context)
    for name in spec.inputs:
        if name not in given:
            yield problem("approval.missing-input", f"{node.pointer}/with", authority=key, name=name)


def _wrong_type(tree: Any, type_: str, place: str, context: Context) -> list[Problem]:
    """Only what the expected type adds: the compiler reports the rest of the rule's problems itself."""
    if check_rule(tree, context.signature, expects=None, pointer=place):
        return []
    return check_rule(tree, context.signature, expects=type_, pointer=place)


def _reasons(node: NodeSpec, context: Context) -> Iterable[Problem]:
    if "reasons" in node.body and context.library.find("choices", node.body["reasons"]) is None:
        yield missing_reference("choices", node.body["reasons"], f"{node.pointer}/reasons")
    if "reject" in node.body["on"] and "reasons" not in node.body:
        yield problem("approval.no-reasons", node.pointer)


if ApprovalNode.name not in node_types:
    node_types.register(ApprovalNode.name, ApprovalNode())
