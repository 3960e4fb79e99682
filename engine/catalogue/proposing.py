"""Four eyes: a draft is proposed as it stands, and somebody else publishes it or sends it back with a reason."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from engine.catalogue import access, four_eyes, telling
from engine.catalogue.errors import (
    DraftChanged,
    NeedsAnotherPair,
    NotADraft,
    NotProposed,
    ProposalDecided,
    SendBackReasonNeeded,
)  # fmt: skip
from engine.catalogue.locking import locked
from engine.catalogue.models import Author, Proposal, Version
from engine.catalogue.proposals import is_second, last_decided, open_one
from engine.catalogue.soundness import refuse_unsound
from engine.catalogue.trail import note
from engine.language.errors import NotAllowed
from engine.people.actor import Actor
from engine.people.models import User

MOST_CHARACTERS = 2000  # of a reason


def propose(*, versions: Sequence[Version], by: Actor, at: datetime) -> list[Proposal]:
    """Puts drafts, as they stand, before a second person; all of them, or none. What is proposed already stays so.

    Raises NotAllowed without `design` or `publish` at the owner, NotADraft, DoesNotCompile.
    """
    with transaction.atomic():
        drafts = locked(versions)
        for draft in drafts:
            if by.user_id is None or not any(access.may(by, one, draft.definition) for one in ("design", "publish")):
                raise NotAllowed()
            refuse_unless_draft(draft)
        refuse_unsound(drafts)
        return [open_one(draft) or _propose(draft, by, at) for draft in drafts]


def send_back(*, draft: Version, seen: str, reason: str, by: Actor, at: datetime) -> None:
    """Gives a proposed draft back to its proposer, saying why. `seen` is the checksum of the text that `by` read.

    Raises NotAllowed without `publish` at the owner, NeedsAnotherPair, SendBackReasonNeeded, DraftChanged,
    NotADraft and ProposalDecided when somebody was first.
    """
    reason = reason.strip()
    by.require("publish", draft.definition.owner.path if draft.definition.owner else "/")
    if not 0 < len(reason) <= MOST_CHARACTERS:
        raise SendBackReasonNeeded()
    with transaction.atomic():
        found, proposal = _standing(draft, seen)
        if not is_second(found, proposal, by.user_id):
            raise NeedsAnotherPair()
        _decide(proposal, Proposal.SENT_BACK, by, at, reason)
        note("sent back", found, by, at, reason)
        telling.tell_sent_back(proposal, found, _person(by), at)


def withdraw(*, draft: Version, by: Actor, at: datetime) -> None:
    """The proposer takes their proposal back. NotAllowed for anybody else; ProposalDecided when somebody was first."""
    with transaction.atomic():
        found, proposal = _standing(draft, None)
        if proposal.by_id != by.user_id:
            raise NotAllowed()
        _decide(proposal, Proposal.WITHDRAWN, by, at)
        note("proposal withdrawn", found, by, at)


def refuse_unless_draft(version: Version) -> None:
    """NotADraft; in the words of who published it as a second person, if somebody did."""
    if version.state != Version.DRAFT:
        last = last_decided(version)
        raise ProposalDecided(telling.already(last)) if last and last.state == Proposal.PUBLISHED else NotADraft()


def refuse_unless_second(draft: Version, by: Actor) -> None:
    """Under four eyes: NotProposed for a text that nobody proposed, ProposalDecided for one that was sent back,
    NeedsAnotherPair for who had a hand in it."""
    if not four_eyes.needed(draft.definition):
        return
    proposal = open_one(draft)
    if proposal is None:
        last = last_decided(draft)
        was_sent_back = last and last.state == Proposal.SENT_BACK and last.checksum == draft.checksum
        raise ProposalDecided(telling.already(last)) if last and was_sent_back else NotProposed()
    if not is_second(draft, proposal, by.user_id):
        raise NeedsAnotherPair()


def published(draft: Version, by: Actor, at: datetime) -> None:
    """Closes the proposal of a draft that has just been published, if it had one."""
    for proposal in _open(draft):
        _decide(proposal, Proposal.PUBLISHED, by, at)
        if by.user_id is not None and by.user_id != proposal.by_id:
            telling.tell_published(proposal, draft, _person(by), at)


def written(draft: Version, by: Actor, at: datetime) -> None:
    """Keeps who wrote in the draft; a proposal of what it said before stands no longer."""
    if by.user_id is not None:
        Author.objects.get_or_create(version=draft, user_id=by.user_id, defaults={"at": at})
    for proposal in _open(draft):
        _decide(proposal, Proposal.WITHDRAWN, by, at)
        if by.user_id is not None and by.user_id != proposal.by_id:
            telling.tell_overtaken(proposal, draft, _person(by), at)


def _propose(draft: Version, by: Actor, at: datetime) -> Proposal:
    found = Proposal.objects.create(version=draft, checksum=draft.checksum, by_id=by.user_id, at=at)
    note("proposed", draft, by, at)
    telling.tell_seconds(found, draft, at)
    return found


def _standing(draft: Version, seen: str | None) -> tuple[Version, Proposal]:
    """The draft under its lock, and its open proposal."""
    (found,) = locked([draft])
    refuse_unless_draft(found)
    if seen is not None and found.checksum != seen:
        raise DraftChanged()
    proposal = open_one(found)
    if proposal is None:
        last = last_decided(found)
        raise ProposalDecided(telling.already(last) if last else None)
    return found, proposal


def _open(draft: Version) -> list[Proposal]:
    return list(draft.proposals.filter(state=Proposal.OPEN).select_related("by"))


def _decide(proposal: Proposal, state: str, by: Actor, at: datetime, reason: str = "") -> None:
    proposal.state, proposal.decided_by_id, proposal.decided_at, proposal.reason = state, by.user_id, at, reason
    proposal.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def _person(by: Actor) -> User:
    return User.objects.get(pk=by.user_id)
