"""Who may write in a draft, and who may read what was entered."""

from django.db.models import Q

from engine.catalogue import access as catalogue
from engine.catalogue.models import Version
from engine.people.actor import Actor
from engine.people.queries import units_in
from form_builder.binding import personal_versions, spec_of
from form_builder.models import Draft, Submission
from form_builder.ports import port_of, readers
from form_builder.subjects import is_profile


def may_edit(draft: Draft, actor: Actor) -> bool:
    """The owner, while they may fill at its unit; of a task's draft, whoever the task says."""
    if draft.port and not is_profile(draft):
        port = port_of(draft)
        return port is not None and port.may_edit(draft, actor)
    return actor.user_id is not None and draft.owner_id == actor.user_id and actor.may("fill", draft.unit)


def may_read_draft(draft: Draft, actor: Actor) -> bool:
    """Those who may edit; of a task's draft, also those whom the task shows it to."""
    if may_edit(draft, actor) or (actor.user_id is not None and draft.owner_id == actor.user_id):
        return True
    port = None if is_profile(draft) else port_of(draft)
    return port is not None and port.may_read(draft, actor)


def may_read(submission: Submission, actor: Actor) -> bool:
    """Who handed it in, who may see what its unit does, and whoever another room shows it to."""
    if actor.user_id is not None and submission.by_id == actor.user_id:
        return True
    if actor.may("see", submission.unit) and (
        actor.may("see_personal", submission.unit) or not spec_of(submission.version).personal
    ):
        return True
    return any(reads(submission, actor) for reads in readers.values())


def may_see_form(version: Version, actor: Actor) -> bool:
    """Those who design it, and of a published one those who may fill it somewhere."""
    if catalogue.visible(actor).filter(pk=version.definition_id).exists():
        return True
    owner = version.definition.owner
    units = units_in(actor.scope("fill"))
    return version.state != Version.DRAFT and any(owner is None or unit.path.startswith(owner.path) for unit in units)


def readable(actor: Actor) -> Q:
    """The condition that narrows submissions to those of the actor and of the units they may see."""
    seen, personal = actor.scope("see").q("unit__path"), actor.scope("see_personal").q("unit__path")
    plain = ~Q(version_id__in=personal_versions())
    return (seen & (plain | personal)) | Q(by_id=actor.user_id)
