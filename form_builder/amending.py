"""Amending a submission: a new draft over its answers, with the reason on its trail."""

from datetime import datetime

from django.db import transaction

from engine.audit.services import record as audit
from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.language.errors import Refusal
from engine.language.text import both
from engine.people.actor import Actor
from engine.people.clock import day_of
from form_builder.drafting import start_draft
from form_builder.models import Draft, Submission

STARTED = "submission.amending"


class ReasonNeeded(Refusal):
    """An amendment says why."""

    status = 422
    message = both("Say why you amend it.", "請說明修訂原因。")


class AmendElsewhere(Refusal):
    """What a task or a register made is amended there."""

    message = both("Amend this where it was filled: in its task or on its record.", "請在原有工作或紀錄頁面修訂。")


@transaction.atomic
def amend(*, submission: Submission, reason: str, by: Actor, at: datetime) -> Draft:
    """The actor's draft that will supersede `submission`: the one already begun, or a new one.

    Raises ReasonNeeded, AmendElsewhere, NotAllowed, AlreadyAmended.
    """
    if not reason.strip():
        raise ReasonNeeded
    if not amendable(submission):
        raise AmendElsewhere
    begun = Draft.objects.filter(supersedes=submission, owner_id=by.user_id, state=Draft.OPEN).first()
    draft = begun or start_draft(
        version=current_version(submission, at), unit=submission.unit, by=by, at=at, supersedes=submission
    )
    audit(
        stream=f"submission:{submission.pk}", action=STARTED, by=by, at=at, about=("draft", str(draft.pk)),
        reason=reason.strip()[:500],
    )  # fmt: skip
    return draft


def amendable(submission: Submission) -> bool:
    """Whether the submission stands on its own; those of tasks and registers are amended there."""
    return not submission.draft.port


def current_version(submission: Submission, at: datetime) -> Version:
    """The version of the same form that serves the unit now, or the one it was filled on."""
    definition = submission.version.definition
    return catalogue.resolve("form", definition.key, submission.unit, day_of(at)) or submission.version
