"""The verbs of forms, and the only doors through which anything is written here."""

from collections.abc import Sequence
from datetime import datetime

from engine.audit.services import record_read
from engine.people.actor import Actor
from form_builder.attaching import attach_file, remove_file, sweep_orphans
from form_builder.drafting import discard, save_page, start_draft
from form_builder.models import Submission
from form_builder.submitting import hand_in, submit

__all__ = [
    "attach_file",
    "discard",
    "hand_in",
    "note_read",
    "remove_file",
    "save_page",
    "start_draft",
    "submit",
    "sweep_orphans",
]


def note_read(*, submissions: Sequence[Submission], why: str, by: Actor, at: datetime) -> None:
    """Leaves one audit entry for a query that showed people's answers."""
    if submissions:
        about = ("submission", str(submissions[0].pk)) if len(submissions) == 1 else ("submissions", "")
        record_read(by=by, at=at, about=about, count=len(submissions), why=why)
