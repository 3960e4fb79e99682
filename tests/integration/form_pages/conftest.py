"""Published forms, drafts of them, and browsers in which the cast has signed in."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.catalogue.services import import_documents
from engine.people.actor import SYSTEM
from form_builder import binding
from form_builder.models import Draft
from form_builder.pages import compiling
from form_builder.services import start_draft
from tests.cast import NOW, Cast
from tests.unit.forms.notation import item, options


def a_picture() -> bytes:
    """One pixel, as PNG."""
    out = BytesIO()
    Image.new("RGB", (1, 1)).save(out, "PNG")
    return out.getvalue()


PNG = a_picture()
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

TRIP: dict[str, Any] = {
    "kind": "form",
    "language": 1,
    "key": "trip",
    "title": {"en": "Trip", "zh-Hant": "行程"},
    "summary": {"title": "where", "amount": "total"},
    "pages": [
        {
            "id": "p1", "key": "plan", "title": {"en": "Plan", "zh-Hant": "計劃"},
            "items": [
                item("text", "where", required=True, label={"en": "Where to", "zh-Hant": "目的地"}),
                item("choice", "how", choices=options("bus", "ferry"), required=True),
                item("many_choice", "with", choices=[
                    {"id": "w1", "key": "kids", "label": "Kids"}, {"id": "w2", "key": "elders", "label": "Elders"}]),
                item("date", "day"),
                item("yes_no", "rain"),
                item("long_text", "shelter", required=True, visible_when={"var": "rain"}, sensitivity="personal"),
            ],
        },
        {
            "id": "p2", "key": "costs", "title": {"en": "Costs", "zh-Hant": "費用"},
            "items": [
                item("repeat", "lines", min=1, max=4, items=[
                    item("text", "what", required=True), item("money", "price", required=True),
                    item("money", "twice", calculate={"*": [{"row": "price"}, 2]}),
                ]),
                item("money", "total", calculate={"sum": [{"var": "lines"}, {"row": "price"}]}),
                item("file", "papers", max=2, accept=["pdf", "image"]),
            ],
        },
        {
            "id": "p3", "key": "storm", "title": {"en": "Storm", "zh-Hant": "風暴"}, "visible_when": {"var": "rain"},
            "items": [item("integer", "signal", min=1, max=10)],
        },
    ],
    "checks": [{"id": "c1", "assert": {"<": [{"var": "total"}, "1000"]}, "at": "total",
                "message": {"en": "Too dear.", "zh-Hant": "太貴。"}}],
}  # fmt: skip
WHOLE: dict[str, Any] = {
    "where": "Lamma", "how": "ferry", "with": ["elders"], "day": "2025-12-01", "rain": False,
    "lines": [{"what": "Tickets", "price": "120.00"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def small_world(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.integration.form_pages.urls"
    settings.MEDIA_ROOT = tmp_path / "files"
    yield
    catalogue.forget_specs()
    binding.forget_libraries()
    compiling.forget_pages()


Publish = Callable[..., Version]
Start = Callable[..., Draft]


@pytest.fixture
def publish(cast: Cast) -> Publish:
    def publish(*bodies: dict[str, Any]) -> Version:
        sources = [json.dumps(body, ensure_ascii=False) for body in bodies]
        return import_documents(sources=sources, owner=None, publish_them=True, by=SYSTEM, at=NOW)[0]

    return publish


@pytest.fixture
def begin(cast: Cast, publish: Publish) -> Start:
    """A draft of the trip at WTS, owned by `owner`, with some answers."""

    def begin(who: str = "owner", answers: dict[str, Any] | None = None, **more: Any) -> Draft:
        version = more.pop("version", None) or publish(TRIP)
        return start_draft(version=version, unit=cast.unit("WTS"), by=cast.actor(who), at=NOW, answers=answers, **more)

    return begin


@pytest.fixture
def owner(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("owner")


def page_url(draft: Draft, page: str = "plan") -> str:
    return reverse("form:fill", args=[draft.pk, page])
