"""Reading a form's design: the text that stands, its log, who else is there, where a field is used."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet

from engine.catalogue.models import Definition
from engine.catalogue.queries import document, latest, owners_for
from engine.catalogue.queries import source_of as source_of
from engine.catalogue.usage import Readers, Reading, parts_of
from engine.language.text import Text, both
from engine.people.actor import Actor
from engine.people.models import User
from form_builder.designer.words import WORDS
from form_builder.models import DesignBlock, DesignEdit, DesignPresence

HERE_WITHIN = timedelta(seconds=20)


def revision_of(definition: Definition) -> int:
    """The number of the newest step; 0 before the first."""
    return DesignEdit.objects.filter(definition=definition).aggregate(top=Max("revision"))["top"] or 0


def commands_since(definition: Definition, revision: int, reader: Actor) -> list[dict[str, Any]]:
    """The steps after `revision`: who, as the reader would call them, and what they did."""
    rows = DesignEdit.objects.filter(definition=definition, revision__gt=revision).select_related("by")
    return [
        {"revision": row.revision, "by": _called(row.by, reader), "commands": row.commands}
        for row in rows.order_by("revision")
    ]  # fmt: skip


def _called(person: User, reader: Actor) -> Text:
    """A colleague by name; the reader's own other window is not a colleague."""
    return WORDS["you_elsewhere"] if person.pk == reader.user_id else both(person.name("en"), person.name("zh-Hant"))


def others_here(definition: Definition, actor: Actor, window: str, at: datetime, language: str) -> list[dict[str, Any]]:
    """Who else has the design open now: {name, place, own}; `own` is another window of the actor."""
    rows = DesignPresence.objects.filter(definition=definition, seen_at__gte=at - HERE_WITHIN).select_related("user")
    return [
        {"name": row.user.name(language), "place": row.place, "own": row.user_id == actor.user_id}
        for row in rows
        if (row.user_id, row.window) != (actor.user_id, window)
    ]


def blocks_for(definition: Definition) -> QuerySet[DesignBlock]:
    """The blocks of the form's owner and of the units above."""
    return DesignBlock.objects.filter(owner__in=owners_for(definition.owner))


def used_in(definition: Definition, *item_ids: str) -> list[Reading]:
    """What reads the fields with these ids: by the names they are published under, and by those of the draft."""
    readers, found = Readers(definition), {}
    for version in (latest(definition), source_of(definition)):
        among = parts_of(document(version)) if version else {}
        for item_id in item_ids:
            for reading in readers.of(among[item_id], among) if item_id in among else []:
                places = found.setdefault(reading.version.pk, Reading(reading.version, reading.binding)).places
                places += [place for place in reading.places if place not in places]
    return list(found.values())
