"""`web.call`: a signed message to another system (a webhook), to hosts that whoever runs the server has allowed."""

from collections.abc import Mapping
from typing import Any

from workflows.actions import Action, actions


def call(inputs: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Posts `event` and `message` to `address`, with the key by which the receiver knows a repeat.

    Raises ActionFailed ("host-not-allowed", "unreachable", "refused").
    """
    from workflows.attempts.webhook import post

    body = {"event": inputs["event"], "message": inputs.get("message"), "key": key}
    return {"answered": post(str(inputs["address"] or ""), body, key)}


actions.register(
    "web.call",
    Action(
        "web.call",
        {"address": "text", "event": "text", "message": "text"},
        {"answered": "integer"},
        None,
        frozenset({"message"}),
        call,
    ),
)
