"""What a page to fill loads stays light: a phone in a client's home has a poor connection.

Counted are all scripts and styles of the page, gzipped as the server sends them, and the service worker. `python -m
bench.browser` holds this sum against the browser's own network log.
"""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from bench.browser import form
from engine.catalogue.models import Version
from engine.catalogue.services import import_documents
from engine.people import clock
from engine.people.actor import SYSTEM, actor_of
from form_builder.addresses import fill_url
from form_builder.services import start_draft
from tests import every_field
from tests.cast import NOW, Cast

DIST = Path(settings.BASE_DIR) / "frontend" / "static" / "dist"
MOST_BYTES = 30_000
STYLES = Path(settings.BASE_DIR) / "frontend" / "styles"
LOADED = re.compile(r"dist/([\w/]+?)(?:\.[0-9a-f]{12})?\.(js|css)")
USES_HTMX = re.compile(r"\s(data-)?hx-(get|post|put|delete|boost)\b")


def published(*sources: str) -> dict[str, Version]:
    found = import_documents(sources=list(sources), owner=None, publish_them=True, by=SYSTEM, at=NOW)
    return {version.definition.key: version for version in found}


def page(cast: Cast, client: Client, version: Version, key: str) -> str:
    now = clock.now()
    by = actor_of(cast.owner, clock.day_of(now))
    client.force_login(cast.owner)
    answer = client.get(fill_url(start_draft(version=version, unit=cast.wts, by=by, at=now), key))
    assert answer.status_code == 200
    return answer.content.decode()


def loaded(html: str) -> set[str]:
    """The files that the page asks for by itself; htmx is only named on it, for pages that use it."""
    assert not USES_HTMX.search(html)
    tags = re.findall(r"<(?:script|link)\b[^>]*>", html)
    return {f"{name}.{ending}" for tag in tags for name, ending in LOADED.findall(tag)}


def weight(client: Client, html: str) -> int:
    files = sum(len(gzip.compress((DIST / name).read_bytes(), 9)) for name in loaded(html))
    return files + len(client.get("/worker.js").content)


def sheets_of(bundle: str) -> list[str]:
    return re.findall(r'@import "\./(\w+)\.css"', (STYLES / f"{bundle}.css").read_text(encoding="utf-8"))


def styled(*sheets: str) -> set[str]:
    """The classes that some sheets name."""
    sources = [(STYLES / f"{name}.css").read_text(encoding="utf-8") for name in sheets]
    plain = [re.sub(r"/\*.*?\*/", "", source, flags=re.S) for source in sources]
    selectors = [one for source in plain for head in re.findall(r"([^{}]+)\{", source) for one in head.split(",")]
    return {name for one in selectors for name in re.findall(r"\.([a-z][\w-]*)", one)}


@pytest.mark.django_db
def test_a_page_of_two_hundred_fields_and_fifty_rules_keeps_its_budget(cast: Cast, client: Client) -> None:
    html = page(cast, client, published(form.ours())["in-browser"], "page")
    assert {"app.css", "app.js", "fill.js"} <= loaded(html)
    assert weight(client, html) <= MOST_BYTES


@pytest.mark.django_db
@pytest.mark.parametrize("key", [page["key"] for page in json.loads(every_field.document().source)["pages"]])
def test_a_page_with_every_input_of_its_kind_keeps_its_budget(cast: Cast, client: Client, key: str) -> None:
    version = published(every_field.streets().source, every_field.document().source)["every-field"]
    html = page(cast, client, version, key)
    assert weight(client, html) <= MOST_BYTES


@pytest.mark.django_db
@pytest.mark.parametrize("key", [page["key"] for page in json.loads(every_field.document().source)["pages"]])
def test_nothing_on_a_page_to_fill_wants_the_styles_that_it_leaves_out(cast: Cast, client: Client, key: str) -> None:
    version = published(every_field.streets().source, every_field.document().source)["every-field"]
    html = page(cast, client, version, key)
    assert "reading.css" not in loaded(html)
    used = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    assert not used & (styled(*sheets_of("reading")) - styled(*sheets_of("app")))


@pytest.mark.django_db
def test_what_only_some_inputs_need_is_loaded_only_for_them(cast: Cast, client: Client) -> None:
    assert not {
        name for name in loaded(page(cast, client, published(form.ours())["in-browser"], "page")) if "inputs/" in name
    }
