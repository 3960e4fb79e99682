"""Reading a form's design: the text that stands, its log, who else is there, where a field is used."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet

from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import document, latest, owners_for
from engine.catalogue.usage import Readers, Reading, parts_of
from engine.people.actor import Actor
from form_builder.models import DesignBlock, DesignEdit, DesignPresence

HERE_WITHIN = timedelta(seconds=20)


def source_of(definition: Definition) -> Version:
    """The draft, or else the newest version: what an edit begins from."""
    rows = definition.versions.select_related("definition", "definition__owner")
    found = rows.filter(state=Version.DRAFT).first() or rows.order_by("-number").first()
    if found is None:
        raise Version.DoesNotExist
    return found


def revision_of(definition: Definition) -> int:
    """The number of the newest step; 0 before the first."""
    return DesignEdit.objects.filter(definition=definition).aggregate(top=Max("revision"))["top"] or 0


def commands_since(definition: Definition, revision: int) -> list[dict[str, Any]]:
    """The steps after `revision`: who, and what they did."""
    rows = DesignEdit.objects.filter(definition=definition, revision__gt=revision).select_related("by")
    return [
        {"revision": row.revision, "by": {"en": row.by.name("en"), "zh-Hant": row.by.name("zh-Hant")}, "commands": row.commands}
        for row in rows.order_by("revision")
    ]  # fmt: skip


def others_here(definition: Definition, actor: Actor, window: str, at: datetime, language: str) -> list[dict[str, str]]:
    """Who else has the design open now; another window of the same person counts."""
    rows = DesignPresence.objects.filter(definition=definition, seen_at__gte=at - HERE_WITHIN).select_related("user")
    return [
        {"name": row.user.name(language), "place": row.place}
        for row in rows
        if (row.user_id, row.window) != (actor.user_id, window)
    ]


def blocks_for(definition: Definition) -> QuerySet[DesignBlock]:
    """The blocks of the form's owner and of the units above."""
    return DesignBlock.objects.filter(owner__in=owners_for(definition.owner))


def used_in(definition: Definition, item_id: str) -> list[Reading]:
    """What reads the field with this id: by the name it is published under, and by the one that the draft gives it."""
    readers, found = Readers(definition), {}
    for version in (latest(definition), source_of(definition)):
        among = parts_of(document(version)) if version else {}
        for reading in readers.of(among[item_id], among) if item_id in among else []:
            found.setdefault(reading.version.pk, reading)
    return list(found.values())
