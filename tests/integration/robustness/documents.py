"""Two workflows of these tests: a block of three ways, and a pause before somebody reads."""

from typing import Any

from tests.workflow_desk import ASK_NODE, ENDS, READ, workflow

PLACES = {"a": "supervisor", "b": "team_head", "c": "centre_manager"}


def way(key: str, role: str) -> dict[str, Any]:
    """One way of the block: a task for a role."""
    outcome = {"id": f"o-{key}", "key": "done", "label": "Done", "to": "met"}
    return {"id": f"n-{key}", "type": "task", "title": key, "assign": {"role": role}, "outcomes": [outcome]}


BLOCK = workflow(
    {
        "ask": {**ASK_NODE, "next": "all"},
        "all": {"id": "n-all", "type": "split", "title": "All", "to": list(PLACES)},
        **{key: way(key, role) for key, role in PLACES.items()},
        "met": {"id": "n-met", "type": "join", "title": "Met", "next": "read"},
        "read": READ,
        **ENDS,
    },
    key="block",
)
PAUSE = workflow(
    {
        "ask": {**ASK_NODE, "next": "pause"},
        "pause": {"id": "n-pause", "type": "wait", "title": "Pause", "for": {"hours": 1}, "next": "read"},
        "read": {**READ, "due": {"hours": 2}, "escalate": {"to": {"role": "centre_manager"}}},
        **ENDS,
    },
    key="pause",
)
