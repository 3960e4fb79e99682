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
    """Where an action runs: in which process and at which node, for whom, when. It runs inside the process's lock.

    `key` is the same for every attempt at one visit of one node, and never again.
    """

    process: "Process"
    node: str
    by: "Actor"
    at: datetime
    key: str = ""


@dataclass(frozen=True)
class Action:
    """`run(inputs, context)` does it and returns its outputs, in the transaction of the step, so it happens once.

    A Refusal undoes the whole step of the person who came to it; any other failure leaves the step standing, and the
    action is tried again (see `attempts`). One that leaves the house has `call(inputs, key)` instead: a worker calls
    it outside every transaction; its receiver tells by the key what it has had already.
    `inputs` and `outputs` are names to rule types; `optional` inputs may be left out.
    """

    name: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    run: Callable[[Mapping[str, Any], ActionContext], Mapping[str, Any]] | None = field(repr=False)
    optional: frozenset[str] = frozenset()
    call: Callable[[Mapping[str, Any], str], Mapping[str, Any]] | None = field(repr=False, default=None)


actions: Registry[Action] = Registry("action")
