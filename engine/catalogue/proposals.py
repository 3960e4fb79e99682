"""Reading proposals: what waits for whom, who is a second person, and what the publish page offers its reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from engine.catalogue import access, four_eyes
from engine.catalogue.models import Proposal, Version
from engine.people.actor import Actor
from engine.people.models import Unit, User
from engine.people.queries import may_decide_here


@dataclass(frozen=True)
class Standing:
    """How a draft stands between its authors and a second person, as one reader sees it.

    `wanted_by` is the unit that wants a second person, None where the definition itself does or nobody does.
    """

    needed: bool
    wanted_by: Unit | None
    proposal: Proposal | None
    sent_back: Proposal | None
    seconds: list[User]
    may_publish: bool
    may_send_back: bool
    may_propose: bool
    may_withdraw: bool


def standing_of(draft: Version, actor: Actor, on: date) -> Standing:
    """What the reader may do with the draft on a day, and whom it waits for."""
    found, publishes = open_one(draft), access.may(actor, "publish", draft.definition)
    needed = four_eyes.needed(draft.definition)
    second = publishes and is_second(draft, found, actor.user_id)
    designs = publishes or access.may(actor, "design", draft.definition)
    return Standing(
        needed=needed,
        wanted_by=four_eyes.asked_by(draft.definition.owner),
        proposal=found,
        sent_back=None if found else _sent_back(draft),
        seconds=seconds(draft, found, actor.user_id, on),
        may_publish=publishes if not needed else second and found is not None,
        may_send_back=second and found is not None,
        may_propose=designs and found is None and (needed or not publishes),
        may_withdraw=found is not None and found.by_id == actor.user_id,
    )


def open_one(draft: Version) -> Proposal | None:
    """The open proposal of the draft as it stands; one of another text does not count."""
    found = draft.proposals.filter(state=Proposal.OPEN, checksum=draft.checksum)
    return found.select_related("by").first()


def last_decided(version: Version) -> Proposal | None:
    """The proposal of the version that was decided, withdrawn or overtaken last."""
    done = version.proposals.exclude(state=Proposal.OPEN).select_related("by", "decided_by")
    return done.order_by("-decided_at", "-pk").first()


def is_second(draft: Version, proposal: Proposal | None, user: UUID | None) -> bool:
    """Whether this is a person who neither proposed the draft nor ever wrote in it. The system is no person."""
    return user is not None and user not in _involved(draft, proposal)


def seconds(draft: Version, proposal: Proposal | None, proposer: UUID | None, on: date) -> list[User]:
    """Who may publish the draft as a second person; while nobody has proposed it, were `proposer` to do so."""
    if draft.definition.owner is None:
        return []
    out = _involved(draft, proposal) | ({proposer} if proposal is None else set())
    return [user for user in may_decide_here("publish", draft.definition.owner, on) if user.pk not in out]


def waiting_for(actor: Actor) -> QuerySet[Proposal]:
    """The open proposals that the actor may decide as a second person, oldest first."""
    within = actor.scope("publish").q("version__definition__owner__path")
    found = Proposal.objects.filter(within, state=Proposal.OPEN, version__state=Version.DRAFT)
    others = found.exclude(by_id=actor.user_id).exclude(version__authors__user=actor.user_id)
    return others.select_related("by", "version__definition__owner").order_by("at")


def _involved(draft: Version, proposal: Proposal | None) -> set[UUID | None]:
    wrote: Iterable[UUID] = draft.authors.values_list("user_id", flat=True)
    return {*wrote, draft.created_by_id, proposal.by_id if proposal else None}


def _sent_back(draft: Version) -> Proposal | None:
    last = last_decided(draft)
    return last if last and last.state == Proposal.SENT_BACK else None
