"""What the nodes of a workflow read while it is only tried: answers, people, and what was chosen. Pure Python."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from engine.language.references import Library
from engine.language.rules import Scope
from engine.language.text import Text
from workflows.spec import NodeSpec, WorkflowSpec
from workflows.who.choosing import Choice, Directory

People = Callable[[frozenset[UUID], Mapping[str, UUID]], Directory]
"""The people as a step sees them, which keeps some apart; after these nodes were done by these people."""


@dataclass(frozen=True)
class Asked:
    """Who is asked for one part of a step: `part` says for what, where a step has several.

    `without` are the reasons why others who could have been asked are not.
    """

    choice: Choice
    part: Text = ""
    without: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Foreseen:
    """What happens at a node: the outcomes that are taken, who is asked, why, and what later rules may read of it."""

    outcomes: tuple[str, ...]
    asked: tuple[Asked, ...] = ()
    why: Text = ""
    left: Mapping[str, Any] = field(default_factory=dict[str, Any])
    refused: bool = False


@dataclass
class Trial:
    """One try. `answers` are what nodes leave (`{node: {field: value}}`), `choices` the outcomes to take, by node."""

    spec: WorkflowSpec
    library: Library
    people: People
    starter: UUID
    today: date
    answers: Mapping[str, Mapping[str, Any]]
    choices: Mapping[str, Sequence[str]]
    left: dict[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    doers: dict[str, UUID] = field(default_factory=dict[str, UUID])
    visits: dict[str, int] = field(default_factory=dict[str, int])

    def scope(self) -> Scope:
        """What rules read: the answers given, and what earlier nodes left."""
        both = {**self.answers, **self.left}
        values = {f"{node}.{name}": value for node, left in both.items() for name, value in left.items()}
        return Scope(values, today=self.today, now=f"{self.today}T12:00:00+08:00", lookup=self._lookup)

    def choice(self, node: NodeSpec, default: str, known: Sequence[str]) -> str:
        """The outcome to take at a node on this visit: the one chosen for it, else `default`."""
        chosen = self.choices.get(node.key, ())
        visit = self.visits.get(node.key, 1) - 1
        wanted = chosen[visit] if visit < len(chosen) else default
        return wanted if wanted in known else default

    def directory(self, node: NodeSpec, also: frozenset[UUID] = frozenset()) -> Directory:
        """The people as a node sees them: apart from who did what it is `different_from`, and from `also`."""
        apart = {self.doers[key] for key in node.body.get("different_from", ()) if key in self.doers}
        return self.people(frozenset(apart) | also, dict(self.doers))

    def _lookup(self, table: str, inputs: Mapping[str, Any], output: str) -> Any:
        found = self.library.find("table", table)
        return found.lookup(inputs, output) if found else None
