"""What a type of node is: its shape, its meaning, its ways out, how it runs and how it shows itself. Pure at the top."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.language.problems import Problem, problem
from engine.language.references import Library, Reference
from engine.language.registry import Registry
from engine.language.rules import FieldType, Signature
from engine.language.text import Text, both
from workflows import codes as _codes  # noqa: F401  registers the problem codes
from workflows.spec import NodeSpec, WorkflowSpec
from workflows.who.shape import ASSIGN as ASSIGN

if TYPE_CHECKING:
    from django.http import HttpRequest

    from engine.people.actor import Actor
    from workflows.models import Task
    from workflows.trying.trial import Foreseen, Trial

TEXT = {"$ref": "centreline:common#/$defs/text"}
RULE = {"$ref": "centreline:common#/$defs/rule"}
KEY = {"type": "string", "minLength": 1, "maxLength": 80}
SPAN = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {
        unit: {"type": "integer", "minimum": 0, "maximum": 3660} for unit in ("working_days", "days", "hours")
    },
}


@dataclass(frozen=True)
class Target:
    """One way out of a node: the outcome that takes it, its words, and the node it leads to."""

    outcome: str
    label: Text
    to: str
    pointer: str


@dataclass(frozen=True)
class Context:
    """What a node is checked against: the other nodes, the documents it may name, and what rules may read."""

    nodes: Mapping[str, NodeSpec]
    library: Library
    signature: Signature = field(default_factory=lambda: Signature({}))
    calendar: str | None = None

    def persons_of(self, key: str) -> frozenset[str]:
        """The fields of a node, besides those of its form, that hold who somebody is."""
        node = self.nodes[key]
        return node_types.get(node.type).persons(node) if node.type in node_types else frozenset()


@dataclass(frozen=True)
class Panel:
    """How a task shows itself to the person who opens it."""

    template: str
    context: Mapping[str, Any]


class NodeType:
    """One type of node. A subclass in its own file, entered in `node_types`, is all that a new type needs."""

    name: str
    kind: str = (
        "automatic"  # "human", "automatic", "action", "split", "each", "join", "wait", "call", "end", "terminate"
    )
    sign: str = ""  # what a diagram draws inside a gateway, or in the corner of a box
    label: Text = both("Step", "步驟")
    properties: Mapping[str, Any] = {}
    required: tuple[str, ...] = ()
    begins_all: bool = True  # of a split: whether all its ways begin
    chooses: bool = False  # whether its rules say which way is taken or who is asked

    @property
    def meta_schema(self) -> Mapping[str, Any]:
        """The JSON Schema of a node of this type."""
        common = {
            "id": {"$ref": "centreline:common#/$defs/id"},
            "type": {"const": self.name},
            "title": TEXT,
            "note": TEXT,
        }
        return {
            "type": "object",
            "required": ["id", "type", *self.required],
            "properties": {**common, **self.properties},
            "additionalProperties": False,
        }

    def references(self, node: NodeSpec) -> list[Reference]:
        """The documents that the node names."""
        return []

    def targets(self, node: NodeSpec) -> list[Target]:
        """The ways out of the node."""
        to = node.body.get("next")
        return [Target("", "", to, f"{node.pointer}/next")] if to else []

    def outputs(self, node: NodeSpec, context: Context) -> Mapping[str, FieldType]:
        """What later rules may read as `<node>.<name>`."""
        return {}

    def persons(self, node: NodeSpec) -> frozenset[str]:
        """Which of its outputs hold who somebody is, so that an assignment may name them."""
        return frozenset()

    def rules(self, node: NodeSpec) -> Iterable[tuple[str, Any, str | None]]:
        """The rules in the node: pointer inside the node, tree, and the type that is expected (None: any)."""
        return []

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        """What is wrong with the meaning of the node, beyond its targets and rules."""
        return []

    def describe(self, node: NodeSpec, spec: WorkflowSpec) -> Text:
        """One sentence: what happens here."""
        return node.title

    def route(self, node: NodeSpec, run: Any) -> str:
        """Of an automatic node: the outcome whose way is taken (see `Target.outcome`), after doing its work."""
        return ""

    def chosen(self, node: NodeSpec, run: Any) -> list[str] | None:
        """Of a split: the outcomes whose ways begin; None for all of them."""
        return None

    def arrived(self, node: NodeSpec, task: "Task", work: Any) -> None:
        """Of a join: called at each way that arrives."""

    def is_enough(self, node: NodeSpec, task: "Task") -> bool:
        """Of a join: whether it goes on though some of its ways are still open."""
        return False

    def foresee(self, node: NodeSpec, trial: "Trial") -> "Foreseen":
        """What would happen here when the workflow is only tried: nothing is done, written or sent."""
        from workflows.trying.trial import Foreseen

        outcomes = [target.outcome for target in self.targets(node)]
        return Foreseen(tuple(outcomes if self.kind == "split" else outcomes[:1]))

    def pauses(self, node: NodeSpec) -> bool:
        """Whether a process that comes here always waits for somebody or something before it goes on."""
        return self.kind in {"human", "end", "terminate"}

    def awaits(self, node: NodeSpec) -> bool:
        """Whether tasks here wait for a condition (see `is_ready`)."""
        return False

    def is_ready(self, node: NodeSpec, run: Any) -> bool:
        """Whether the condition that a task here waits for holds now."""
        return False

    def opened(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        """Called once a human or waiting task is stored: make its assignments, timers, notices."""

    def closed(self, task: "Task", *, by: "Actor", at: datetime) -> None:
        """Called when a task is cancelled from outside (withdrawn, terminated)."""

    def escalated(self, task: "Task", *, at: datetime) -> None:
        """Called when the task's deadline has passed."""

    def lapses(self, node: NodeSpec) -> str:
        """The outcome that a task here takes by itself when its deadline has passed."""
        return ""

    def lapsed_data(self, node: NodeSpec, outcome: str) -> Mapping[str, Any] | None:
        """What a task leaves that took an outcome by itself; None when what was left before stays."""
        return None

    def panel(self, task: "Task", actor: "Actor", request: "HttpRequest") -> Panel | None:
        """What the person who opens the task sees and can do; None when there is nothing to show."""
        return None

    def act(self, task: "Task", request: "HttpRequest", *, by: "Actor", at: datetime) -> str:
        """Does what was posted from the panel; answers the url to show next, or "" for the inbox."""
        raise NotImplementedError(f"a task of type {self.name} takes no answer")


node_types: Registry[NodeType] = Registry("type of node")


def known(context: Context) -> str:
    """The keys of all nodes, for a message."""
    return ", ".join(context.nodes)


def missing_reference(kind: str, key: str, pointer: str) -> Problem:
    """The problem that a named document is not there."""
    return problem("reference.unknown", pointer, kind=kind, name=key)
