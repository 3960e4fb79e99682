"""Writing a table that was edited as a grid: begin a centre's own, save its draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from approvals.refusals import SavedMeanwhile, TableTaken
from engine.catalogue import services as catalogue
from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import source_of
from engine.language.documents import from_body
from engine.people.actor import Actor
from engine.people.models import Unit


def begin(*, source: str, kind: str, key: str, owner: Unit, by: Actor, at: datetime) -> Version:
    """The first draft of a table that `owner` does not keep yet. Raises TableTaken when it does, NotAllowed, Invalid."""
    if Definition.objects.filter(kind=kind, key=key, owner=owner).exists():
        raise TableTaken
    return catalogue.save_draft(source=source, owner=owner, by=by, at=at)


def save(*, definition: Definition, standing: str, body: Mapping[str, Any], by: Actor, at: datetime) -> Version:
    """Saves the table as the definition's draft. `standing` is the checksum of the text that the editor began from.

    Raises SavedMeanwhile when another text stands there now, NotAllowed, Invalid.
    """
    with transaction.atomic():
        Definition.objects.select_for_update().get(pk=definition.pk)
        if source_of(definition).checksum != standing:
            raise SavedMeanwhile
        return catalogue.save_draft(source=from_body(body).source, owner=definition.owner, by=by, at=at)
