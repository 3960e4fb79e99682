"""Published forms and a draft of each, for tests of what people enter."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.catalogue.services import import_documents
from engine.language.documents import Document
from engine.people.actor import SYSTEM
from form_builder import binding
from form_builder.models import Draft
from form_builder.services import start_draft
from tests.cast import NOW, Cast
from tests.unit.forms.notation import form, item, options

DEFINITIONS = Path(__file__).resolve().parents[3] / "definitions"
Publish = Callable[..., Version]

ORDER = form(
    item("text", "purpose", required=True),
    item("choice", "kind", choices=options("goods", "works"), required=True),
    item("many_choice", "tags", choices=[{"id": "t1", "key": "new", "label": "New"}, {"id": "t2", "key": "old", "label": "Old"}]),
    item("date", "needed_by"),
    item("yes_no", "urgent"),
    item("text", "why_urgent", visible_when={"var": "urgent"}, sensitivity="personal"),
    item("decimal", "weight", scale=3),
    item("repeat", "lines", min=1, items=[
        item("text", "name"), item("money", "amount", required=True),
        item("money", "double", calculate={"*": [{"row": "amount"}, 2]}),
    ]),
    item("money", "total", calculate={"sum": [{"var": "lines"}, {"row": "amount"}]}),
    item("file", "papers", max=3, accept=["pdf", "image"]),
    item("text", "office_note", read_only_when={"==": [1, 1]}),
    summary={"title": "purpose", "amount": "total"},
)  # fmt: skip
ANSWERS: dict[str, Any] = {
    "purpose": "Paper", "kind": "goods", "tags": ["old", "new"], "needed_by": "2025-12-01", "urgent": False,
    "why_urgent": "hidden", "weight": "1.5", "lines": [{"name": "A4", "amount": "12.50"}, {"amount": "0.05"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def small_world(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Own addresses, an own file store, and no spec left over from another test."""
    settings.ROOT_URLCONF = "tests.integration.forms.urls"
    settings.MEDIA_ROOT = tmp_path / "files"
    yield
    catalogue.forget_specs()
    binding.forget_libraries()


@pytest.fixture
def publish(cast: Cast) -> Publish:
    """Publishes documents in the library; answers the version of the first."""

    def published(*documents: Document) -> Version:
        sources = [document.source for document in documents]
        versions = import_documents(sources=sources, owner=None, publish_them=True, by=SYSTEM, at=NOW)
        return next(v for v in versions if v.definition.key == documents[0].key)

    return published


@pytest.fixture
def shipped(cast: Cast) -> Callable[[str], Version]:
    """Publishes a shipped form with everything it names; answers its version."""

    def published(key: str) -> Version:
        sources = [path.read_text(encoding="utf-8") for path in sorted((DEFINITIONS / "choices").glob("*.json"))]
        sources.append((DEFINITIONS / "forms" / f"{key}.json").read_text(encoding="utf-8"))
        versions = import_documents(sources=sources, owner=None, publish_them=True, by=SYSTEM, at=NOW)
        return next(v for v in versions if v.definition.key == key)

    return published


@pytest.fixture
def order(publish: Publish) -> Version:
    return publish(ORDER)


@pytest.fixture
def draft(order: Version, cast: Cast) -> Draft:
    """The owner's draft at WTS, filled."""
    return start_draft(version=order, unit=cast.wts, by=cast.actor("owner"), at=NOW, answers=ANSWERS)


def again(document: Document, **changes: Any) -> Document:
    """The same document with other contents."""
    from engine.language.documents import from_body

    return from_body({**json.loads(document.source), **changes})
