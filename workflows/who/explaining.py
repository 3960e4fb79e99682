"""Who would get a step, and why: asked by the running task and by whoever simulates one. Pure Python."""

from collections.abc import Mapping
from typing import Any

from workflows.spec import NodeSpec
from workflows.who.choosing import Choice, Directory, choose

NARROWING = ("role", "at", "share")


def explain(node: NodeSpec, directory: Directory, *, done_before: bool = False) -> Choice:
    """Whom the node asks among the people of `directory`, with the reasons in both languages.

    `done_before`: the process has been here already, so whoever did it then is asked first.
    """
    return choose(rules_of(node, done_before=done_before), directory)


def rules_of(node: NodeSpec, *, done_before: bool) -> list[Mapping[str, Any] | None]:
    """The rules by which a human node finds somebody, in the order in which they are tried."""
    rule = node.body["assign"]
    first = {"doer_of": node.key, **_pool_behind(rule)} if done_before else rule
    return [first, node.body.get("escalate", {}).get("to")]


def _pool_behind(rule: Mapping[str, Any]) -> Mapping[str, Any]:
    """The pool behind a step that somebody did before: it is asked when they have left, or are away alone."""
    pool = rule if "role" in rule else rule.get("otherwise")
    return {"otherwise": {name: pool[name] for name in NARROWING if name in pool}} if pool else {}
