"""Two small workflows of which one runs the other. Imports nothing of the product."""

from typing import Any

from tests.workflow_notation import ASK_NODE, ENDS, READ, workflow

CHECK = workflow(
    {
        "ask": {**ASK_NODE, "next": "look"},
        "look": {
            "id": "n-look", "type": "task", "title": "Look", "assign": {"role": "team_head"},
            "outcomes": [
                {"id": "o-well", "key": "well", "label": "Well", "to": "good", "comment": "optional"},
                {"id": "o-back", "key": "return", "label": "Return", "to": "ask", "comment": "optional"},
                {"id": "o-ill", "key": "ill", "label": "Ill", "to": "bad", "comment": "optional"},
            ],
        },
        **ENDS,
    },
    key="check",
)  # fmt: skip


def call(key: str = "check", **more: Any) -> dict[str, Any]:
    """A step that runs another workflow; what comes of it is brought back."""
    return {
        "id": "n-check", "type": "call", "title": "Check", "workflow": key,
        "with": {"title": {"concat": ["Check of ", {"var": "ask.title"}]}, "amount": {"var": "ask.amount"}},
        "bring": {"said": "look.comment"},
        "on": {"approved": "read", "default": "bad"},
        **more,
    }  # fmt: skip


def calling(key: str = "errand", called: str = "check", **more: Any) -> dict[str, Any]:
    """Asks, has it checked, reads."""
    return workflow({"ask": {**ASK_NODE, "next": "check"}, "check": call(called, **more), "read": READ, **ENDS}, key)
