"""Forms as the profiles of registers: the draft starts here, and its submission becomes or changes a record."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.language.errors import NotFound
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import Unit
from engine.records.models import Record
from engine.records.ports import PROFILE_PORT, Event, profile_port
from form_builder.access import readable
from form_builder.addresses import fill_url, submission_url
from form_builder.models import Submission
from form_builder.render import filled
from form_builder.services import start_draft


def start(*, register_version: Version, unit: Unit, record: Record | None, by: Actor, at: datetime) -> str:
    """Starts (or finds again) the actor's draft of a register's profile; answers the address of its first page.

    Raises NotAllowed, NotFound.
    """
    by.require("fill", unit)

    register = catalogue.spec(register_version)
    form = catalogue.resolve("form", register.form, unit, day_of(at))
    if form is None:
        raise NotFound
    latest = latest_profile(record) if record else None
    port = profile_port(register_version, record)
    draft = start_draft(version=form, unit=unit, by=by, at=at, port=port, subject=record, supersedes=latest)
    return fill_url(draft)


def latest_profile(record: Record) -> Submission | None:
    """The submission that holds the record's data now."""
    profiles = Submission.objects.filter(subject=record, draft__port__startswith=f"{PROFILE_PORT}:")
    return profiles.filter(superseded_by=None).select_related("version__definition", "unit").order_by("-at").first()


def view(record: Record, actor: Actor, language: str) -> str:
    """The record's data as safe HTML: its latest profile, when the actor may read it."""
    latest = latest_profile(record)
    if latest is None or not Submission.objects.filter(readable(actor), pk=latest.pk).exists():
        return ""
    return filled(latest, actor, language)


def timeline(record: Record, actor: Actor) -> Iterable[Event]:
    """What was handed in about a record, as far as the actor may read it."""
    return _events(record, actor)


def _events(record: Record, actor: Actor) -> Iterator[Event]:
    found = Submission.objects.filter(readable(actor), subject=record).select_related("version__definition", "by")
    for submission in found:
        url = submission_url(submission)
        title = submission.version.definition.title or submission.version.definition.key
        yield Event(at=submission.at, title=title, url=url, who=submission.by.name(actor.language))
