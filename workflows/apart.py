"""Keeping steps apart: who did one node of a process may not do another that is `different_from` it."""

from engine.language.errors import Refusal
from engine.language.text import both
from engine.people.actor import Actor
from workflows.assigning import barred
from workflows.models import Task


class KeptApart(Refusal):
    """Somebody else must do this, because this person did the step it is kept apart from."""

    status = 403
    message = both(
        "You did an earlier step of this, so somebody else must do this one.",
        "你已處理較早的步驟，此步驟須由其他同事處理。",
    )


def require_apart(task: Task, by: Actor) -> None:
    """Raises KeptApart when `by`, or somebody they stand in for, did a step that this one is kept apart from."""
    if barred(task) & {by.user_id, *by.stands_in_for}:
        raise KeptApart
