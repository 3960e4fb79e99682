"""What was imported becomes drafts of the catalogue, the lists before the form that names them."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from engine.catalogue.models import Version
from engine.catalogue.queries import resolve, spec
from engine.catalogue.services import import_documents
from engine.language.documents import Document, from_body
from engine.people.actor import Actor
from engine.people.models import Unit


def save_imported(
    *, documents: Sequence[Document], owner: Unit | None, publish_them: bool, by: Actor, at: datetime
) -> list[Version]:
    """Saves the documents for `owner`, as drafts or published, all or none; those in force already are passed over."""
    sources = [document.source for document in reversed(documents)]
    return import_documents(sources=sources, owner=owner, publish_them=publish_them, by=by, at=at)


class Serving:
    """The documents in force at a unit (None: those of the library), as specs: lists that an export only names."""

    def __init__(self, unit: Unit | None) -> None:
        self._unit = unit

    def find(self, kind: str, key: str) -> Any | None:
        found = resolve(kind, key, self._unit, date.max)
        return None if found is None else spec(found)


def called(documents: Sequence[Document], key: str) -> list[Document]:
    """The same documents, the form (the first) under another key."""
    form, *lists = documents
    return [from_body({**json.loads(form.source), "key": key}), *lists]
