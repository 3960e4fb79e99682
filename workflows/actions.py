"""What the engine can do by itself in a workflow. Each action is registered under `<app>.<verb>`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.language.registry import Registry

if TYPE_CHECKING:
    from engine.people.actor import Actor
    from workflows.models import Process


@dataclass(frozen=True)
class ActionContext:
    """Where an action runs: in which process and at which node, for whom, when. It runs inside the process's lock."""

    process: "Process"
    node: str
    by: "Actor"
    at: datetime


@dataclass(frozen=True)
class Action:
    """`run(inputs, context)` does it and returns its outputs; it may refuse with a Refusal, which undoes the whole step.

    `inputs` and `outputs` are names to rule types; `optional` inputs may be left out.
    """

    name: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    run: Callable[[Mapping[str, Any], ActionContext], Mapping[str, Any]] = field(repr=False)
    optional: frozenset[str] = frozenset()


actions: Registry[Action] = Registry("action")
