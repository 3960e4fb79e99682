"""What was imported becomes drafts of the catalogue, the lists before the form that names them."""

import json
from collections.abc import Sequence
from datetime import datetime

from engine.catalogue.models import Version
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


def called(documents: Sequence[Document], key: str) -> list[Document]:
    """The same documents, the form (the first) under another key."""
    form, *lists = documents
    return [from_body({**json.loads(form.source), "key": key}), *lists]
