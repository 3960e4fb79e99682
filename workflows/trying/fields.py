"""What a try asks for: the answers that the route reads, and the outcomes that somebody would choose. Pure Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.language.rules import FieldType, from_wire, paths_read
from engine.language.text import Text, both, say
from workflows.nodes.base import node_types
from workflows.nodes.human import LAPSED
from workflows.spec import WorkflowSpec
from workflows.wording import outcome_words

TYPED = frozenset({"text", "integer", "decimal", "money", "date", "boolean"})
UNREAD: Mapping[str, Text] = {
    "money": both("Write an amount, such as 5,000.", "請填寫金額，例如 5,000。"),
    "decimal": both("Write a number, such as 2.5.", "請填寫數字，例如 2.5。"),
    "integer": both("Write a whole number, such as 3.", "請填寫整數，例如 3。"),
    "date": both("Write a date, such as 2026-04-01.", "請填寫日期，例如 2026-04-01。"),
    "boolean": both("Choose yes or no.", "請選擇「是」或「否」。"),
    "text": both("Choose one of the options.", "請選擇其中一個選項。"),
}
YES_NO: Mapping[str, Text] = {"yes": both("Yes", "是"), "no": both("No", "否")}


@dataclass(frozen=True)
class Question:
    """One answer that the route reads, as it was typed; `wrong` says what to write instead."""

    path: str
    field: FieldType
    label: Text
    typed: str = ""
    wrong: Text = ""

    @property
    def options(self) -> Mapping[str, Text]:
        """What may be chosen, by code; nothing where it is typed."""
        return YES_NO if self.field.type == "boolean" else self.field.options or {}


@dataclass(frozen=True)
class Choosing:
    """A step at which somebody chooses how it goes on, with the outcome chosen for the try."""

    node: str
    title: Text
    outcomes: Sequence[tuple[str, Text]]
    chosen: str


def questions(spec: WorkflowSpec, typed: Mapping[str, str]) -> list[Question]:
    """The answers that conditions and authorities read, in the order of the nodes; `typed` is by `ask.<path>`."""
    read: dict[str, None] = {}
    for node in spec.nodes.values():
        type_ = node_types.get(node.type)
        for _, tree, _ in type_.rules(node) if type_.chooses else ():
            read.update(dict.fromkeys(sorted(paths_read(tree))))
    return [_question(spec, path, typed.get(f"ask.{path}", "")) for path in read if _is_asked(spec, path)]


def _is_asked(spec: WorkflowSpec, path: str) -> bool:
    field = spec.signature.fields.get(path)
    node = path.partition(".")[0]
    return field is not None and field.type in TYPED and spec.nodes[node].type == "form"


def _question(spec: WorkflowSpec, path: str, typed: str) -> Question:
    field = spec.signature.fields[path]
    label = field.label or path.partition(".")[2].replace("_", " ")
    wrong = UNREAD[field.type] if typed.strip() and read(field, typed) is None else ""
    return Question(path, field, label, typed, wrong)


def read(field: FieldType, typed: str) -> Any:
    """What was typed as a value of the field; None where it is none."""
    said = typed.strip()
    if field.type == "boolean":
        return {"yes": True, "no": False}.get(said)
    if field.options:
        return said if said in field.options else None
    if field.type in ("money", "decimal", "integer"):
        said = said.removeprefix("HK$").removeprefix("$").replace(",", "").strip()
    return from_wire(said, field.type) if said else None


def answers(asked: Sequence[Question]) -> dict[str, dict[str, Any]]:
    """The answers by node, as rules read them."""
    found: dict[str, dict[str, Any]] = {}
    for one in asked:
        node, _, key = one.path.partition(".")
        found.setdefault(node, {})[key] = read(one.field, one.typed)
    return found


def choosings(spec: WorkflowSpec, chosen: Mapping[str, str]) -> list[Choosing]:
    """The steps at which somebody chooses; `chosen` is by `choose.<node>`."""
    found: list[Choosing] = []
    for key, node in spec.nodes.items():
        type_ = node_types.get(node.type)
        ways = [t for t in type_.targets(node) if t.outcome not in ("", LAPSED)] if type_.kind == "human" else []
        if len(ways) > 1:
            outcomes = [(t.outcome, outcome_words(t.label or t.outcome)) for t in ways]
            found.append(Choosing(key, node.title, outcomes, chosen.get(f"choose.{key}", ways[0].outcome)))
    return found


def has_wrong(asked: Sequence[Question]) -> bool:
    """Whether any answer cannot be read."""
    return any(say(one.wrong, "en") for one in asked)
