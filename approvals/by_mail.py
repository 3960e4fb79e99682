"""Deciding from a message: a signed link that is one person's, for one step, for seven days.

The link only finds the page: whoever opens it must be signed in as the person it was written to, and nothing is decided
before they press a button there. So a link that was forwarded, or that a mail scanner opens, decides nothing and tells
a stranger nothing. It is used up when its step is decided.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.urls import reverse

from approvals.models import Step
from approvals.refusals import LinkBroken, LinkExpired, LinkOfAnother, LinkUsed
from engine.language.errors import NotFound
from engine.notices.models import Notice
from engine.people.actor import Actor

SALT = "approvals.by_mail"
LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Invited:
    """What a link says: which step, whose it is, and when it was written."""

    step: UUID
    person: UUID
    written: datetime


def address(notice: Notice, at: datetime) -> str:
    """The link for a notice about a request that waits; empty when its task has no open step any more."""
    task = notice.url.strip("/").removeprefix("tasks/")
    step = Step.objects.filter(round__task_id=_id(task), round__void=False, state=Step.OPEN).first()
    return "" if step is None else reverse("approvals:from_mail", args=[written(step, notice.to_id, at)])  # type: ignore[attr-defined]


def written(step: Step, person: UUID, at: datetime) -> str:
    """The signed words of a link."""
    return signing.dumps({"step": str(step.pk), "person": str(person), "at": int(at.timestamp())}, salt=SALT)


def task_behind(token: str, *, by: Actor, at: datetime) -> UUID:
    """The task whose open step the link is about.

    Raises LinkBroken, LinkExpired, LinkOfAnother (without a word of what it is about), LinkUsed.
    """
    found = read(token)
    if by.user_id != found.person:
        raise LinkOfAnother
    if at - found.written > LASTS:
        raise LinkExpired
    step = Step.objects.filter(pk=found.step).select_related("round").first()
    if step is None or step.state != Step.OPEN or step.round.void:
        raise LinkUsed
    return step.round.task_id


def read(token: str) -> Invited:
    """What the link says. Raises LinkBroken when it was not written here, or is not whole."""
    try:
        said = signing.loads(token, salt=SALT)
        written_at = datetime.fromtimestamp(said["at"]).astimezone()
        return Invited(UUID(said["step"]), UUID(said["person"]), written_at)
    except (signing.BadSignature, KeyError, TypeError, ValueError, OverflowError):
        raise LinkBroken from None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
