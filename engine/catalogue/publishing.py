"""Publishing what somebody has looked at: the very text they saw, knowing what it stops."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from engine.catalogue import proposing, services
from engine.catalogue.errors import DraftChanged, StopsOthers, StopsRecords
from engine.catalogue.impact import stopped
from engine.catalogue.locking import locked
from engine.catalogue.models import Proposal, Version
from engine.catalogue.queries import compile_version
from engine.language.problems import has_errors
from engine.people.actor import Actor


def publish_reviewed(
    *, draft: Version, together: Sequence[Version] = (), seen: str, knowing: bool, by: Actor, at: datetime
) -> list[Version]:
    """Publishes the draft, with other drafts in one set, as `by` saw it.

    `seen` is the checksum that the reader looked at, `knowing` whether they said that what it stops may stop.
    Raises DraftChanged, StopsRecords (never published so), StopsOthers (unless knowing), and what `publish` raises.
    """
    with transaction.atomic():
        drafts = _as_seen(draft, together, seen)
        if not any(has_errors(compile_version(one, drafts).problems) for one in drafts):
            _must_not_stop(drafts, knowing)
        return services.publish(versions=drafts, by=by, at=at)


def propose_reviewed(
    *, draft: Version, together: Sequence[Version] = (), seen: str, by: Actor, at: datetime
) -> list[Proposal]:
    """Proposes the draft, with other drafts in one set, as `by` saw it. DraftChanged, and what `propose` raises."""
    with transaction.atomic():
        return proposing.propose(versions=_as_seen(draft, together, seen), by=by, at=at)


def _as_seen(draft: Version, together: Sequence[Version], seen: str) -> list[Version]:
    """The set under its lock. What was published meanwhile is refused in the words of who did it."""
    drafts = locked([draft, *together])
    proposing.refuse_unless_draft(drafts[0])
    if drafts[0].checksum != seen:
        raise DraftChanged()
    return drafts


def _must_not_stop(drafts: Sequence[Version], knowing: bool) -> None:
    found = stopped(drafts)
    if any(one.for_good for one in found):
        raise StopsRecords()
    if found and not knowing:
        raise StopsOthers()
