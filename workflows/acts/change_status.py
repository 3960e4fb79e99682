"""`records.change_status`: the record that the process is about comes into another status."""

from collections.abc import Mapping
from typing import Any

from workflows.actions import Action, ActionContext, actions


def change(inputs: Mapping[str, Any], context: ActionContext) -> Mapping[str, Any]:
    """Puts the process's record into `status`; one that is there already stays. The workflow's publisher allowed it.

    Raises ActionFailed ("no-record"), StatusNotOpen.
    """
    from engine.people.actor import SYSTEM
    from engine.records.services import change_status
    from workflows.attempts.failure import ActionFailed

    record, status = context.process.subject, str(inputs["status"] or "")
    if record is None:
        raise ActionFailed("no-record")
    record.refresh_from_db()
    if record.status != status:
        reason = inputs.get("reason") or context.process.number
        change_status(record=record, status=status, reason=str(reason), by=SYSTEM, at=context.at)
    return {"status": status}


actions.register(
    "records.change_status",
    Action(
        "records.change_status",
        {"status": "text", "reason": "text"},
        {"status": "text"},
        change,
        frozenset({"reason"}),
    ),
)
