"""Publishing what somebody has looked at: the very text they saw, knowing what it stops."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from engine.catalogue import services
from engine.catalogue.errors import DraftChanged, StopsOthers, StopsRecords
from engine.catalogue.impact import stopped
from engine.catalogue.models import Version
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
        found = Version.objects.select_for_update(of=("self",)).select_related("definition__owner").get(pk=draft.pk)
        if found.checksum != seen:
            raise DraftChanged()
        drafts = [found, *together]
        if not any(has_errors(compile_version(one, drafts).problems) for one in drafts):
            _must_not_stop(drafts, knowing)
        return services.publish(versions=drafts, by=by, at=at)


def _must_not_stop(drafts: Sequence[Version], knowing: bool) -> None:
    found = stopped(drafts)
    if any(one.for_good for one in found):
        raise StopsRecords()
    if found and not knowing:
        raise StopsOthers()
