"""Writing a form's design: begin it, save a step, say who is there, keep a block."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from engine.audit.services import record
from engine.catalogue import services as catalogue
from engine.catalogue.models import Definition, Version
from engine.language.documents import read
from engine.people.actor import Actor
from engine.people.models import Unit
from form_builder.designer.errors import AnotherForm, KeyTaken, StaleDesign
from form_builder.designer.reading import commands_since, revision_of, source_of
from form_builder.models import DesignBlock, DesignEdit, DesignPresence

GONE_AFTER = timedelta(seconds=30)


@dataclass(frozen=True)
class Saved:
    """The draft as it stands after a step, and the number of that step."""

    version: Version
    revision: int


def begin(*, source: str, owner: Unit, by: Actor, at: datetime) -> Version:
    """The first draft of a form that `owner` does not keep yet. Raises KeyTaken when it does."""
    found, _problems = read(source)
    if found and Definition.objects.filter(kind=found.kind, key=found.key, owner=owner).exists():
        raise KeyTaken()
    return catalogue.save_draft(source=source, owner=owner, by=by, at=at)


def save_step(
    *,
    definition: Definition,
    revision: int,
    checksum: str,
    commands: Sequence[Any],
    source: str,
    by: Actor,
    at: datetime,
) -> Saved:
    """Saves the text that `commands` made of the text with `checksum`.

    Raises StaleDesign when that is no longer the text that stands, AnotherForm when the kind or key became another.
    """
    found, _problems = read(source)
    if found is not None and (found.kind, found.key) != (definition.kind, definition.key):
        raise AnotherForm()
    with transaction.atomic():
        Definition.objects.select_for_update().get(pk=definition.pk)
        standing, now_at = source_of(definition), revision_of(definition)
        if (now_at, standing.checksum) != (revision, checksum):
            raise StaleDesign(now_at, standing.checksum, standing.source, commands_since(definition, revision, by))
        draft = catalogue.save_draft(source=source, owner=definition.owner, by=by, at=at)
        DesignEdit.objects.create(
            definition=definition, revision=revision + 1, commands=list(commands), checksum=draft.checksum,
            by_id=by.user_id, at=at,
        )  # fmt: skip
    return Saved(draft, revision + 1)


def look_in(*, definition: Definition, window: str, place: str, by: Actor, at: datetime) -> None:
    """Notes that the actor's window is open at `place`; windows that fell silent are forgotten. Nothing of it is audited."""
    with transaction.atomic():
        DesignPresence.objects.filter(definition=definition, seen_at__lt=at - GONE_AFTER).delete()
        DesignPresence.objects.update_or_create(
            definition=definition, user_id=by.user_id, window=window[:40],
            defaults={"place": place[:80], "seen_at": at},
        )  # fmt: skip


def keep_block(*, owner: Unit, title: str, items: Sequence[Any], by: Actor, at: datetime) -> DesignBlock:
    """Keeps items for reuse. Raises NotAllowed without `design` at the owner."""
    by.require("design", owner.path)
    with transaction.atomic():
        block = DesignBlock.objects.create(owner=owner, title=title[:120], items=list(items), by_id=by.user_id, at=at)
        record(stream=f"block:{block.pk}", action="block.kept", by=by, at=at, about=("block", str(block.pk)))
    return block
