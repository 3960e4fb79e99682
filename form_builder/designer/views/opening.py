"""The designer's page, and the page that begins a form."""

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from engine.catalogue import access
from engine.catalogue.models import Definition, Version
from engine.catalogue.proposals import standing_of
from engine.catalogue.queries import available, document
from engine.language.documents import from_body, read
from engine.language.errors import Invalid, NotFound, Refusal
from engine.language.ids import new_id
from engine.language.text import active, say
from engine.people import clock
from engine.people.models import Role, Unit
from engine.sealing import keyed_hash
from form_builder import describing
from form_builder.designer import reading, services
from form_builder.designer.finding import form_to_design, writer
from form_builder.designer.framing import allowing
from form_builder.designer.judging import told
from form_builder.designer.words import words
from form_builder.pages.program import script_json

MOST_OPTIONS = 200
"""The most options of one list that the page of the designer carries."""


@require_safe
def open_design(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The designer, on the draft or on the newest version."""
    found, language = form_to_design(request, pk), active(get_language())
    version = reading.source_of(found)
    state = mark_safe(script_json({**_state(found, version, language), **_keeping(found, request)}))  # noqa: S308 - script_json escapes
    way = standing_of(version, request.actor, clock.day_of(clock.now()))  # type: ignore[attr-defined]
    context = {"definition": found, "version": version, "state": state, "standing": way, "door": "design"}
    return allowing(request, render(request, "designer/open.html", context), "frame-src")


def _keeping(found: Definition, request: HttpRequest) -> dict[str, str]:
    """What lets the writer's browser keep unsaved words where nobody else can read them."""
    name = writer(found, request.actor)  # type: ignore[attr-defined]
    return {"writer": name, "key": keyed_hash(name, "a design waiting on a device")}


def _state(found: Definition, version: Version, language: str) -> dict[str, Any]:
    today = clock.day_of(clock.now())
    lists, registers = (available(kind, found.owner, today) for kind in ("choices", "register"))
    names = ("save", "look", "preview", "try", "usage", "blocks")
    return {
        "language": language,
        "source": version.source,
        "revision": reading.revision_of(found),
        "checksum": version.checksum,
        "number": version.number,
        "words": words(language),
        "palette": describing.palette(language),
        "lists": [_list(version, language) for version in lists],
        "roles": [{"key": role.code, "title": role.named(language)} for role in Role.objects.order_by("code")],
        "registers": [{"key": v.definition.key, "title": v.definition.name(language)} for v in registers],
        "blocks": [{"id": str(b.pk), "title": b.title, "items": b.items} for b in reading.blocks_for(found)],
        "urls": {name: reverse(f"designer:{name}", args=[found.pk]) for name in names},
        **told(version, language),
    }


def _list(version: Version, language: str) -> dict[str, Any]:
    """A list that the centre keeps, with its options where they are few enough to be picked in a rule."""
    options = document(version).body.get("options", [])
    told = ("key", "label", "parent", "attributes")
    few = options if len(options) <= MOST_OPTIONS else []
    return {
        "key": version.definition.key,
        "title": version.definition.name(language),
        "options": [{name: one[name] for name in told if name in one} for one in few],
    }


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begins a form: blank, or as a centre's own copy of one that exists (?from=)."""
    actor = request.actor  # type: ignore[attr-defined]
    owners = access.owners(actor)
    if not owners.exists():
        raise NotFound()
    context: dict[str, Any] = {
        "owners": owners, "door": "design", "given": request.POST or request.GET,
        "forms": access.visible(actor).filter(kind="form").order_by("key"),
    }  # fmt: skip
    if request.method == "GET":
        return render(request, "designer/new.html", context)
    try:
        draft = services.begin(source=_first(request), owner=_owner(request, owners), by=actor, at=clock.now())
    except Refusal as refusal:
        wrong = refusal.problems[0].message if isinstance(refusal, Invalid) and refusal.problems else refusal.message
        return render(
            request, "designer/new.html", {**context, "wrong": say(wrong, active(get_language()))}, status=422
        )
    return redirect("designer:open", pk=draft.definition_id)


def _owner(request: HttpRequest, owners: Any) -> Unit:
    chosen = next((unit for unit in owners if str(unit.pk) == request.POST.get("owner")), None)
    if chosen is None:
        raise NotFound()
    return chosen


def _first(request: HttpRequest) -> str:
    """The text that the form begins with: a copy keeps the bytes of its model unless it is given another title."""
    title, title_zh = request.POST.get("title", "").strip(), request.POST.get("title_zh", "").strip()
    model = request.POST.get("from", "")
    source = _copied(request, model) if model else ""
    if source and not title and not title_zh:
        return source
    body = dict(read(source)[0].body) if source else _blank()  # type: ignore[union-attr]
    label = {"en": title, "zh-Hant": title_zh}
    body["title"] = {name: text for name, text in label.items() if text} or body.get("title") or "–"
    body["key"] = _key(title or title_zh, source)
    return from_body(body).source


def _copied(request: HttpRequest, model: str) -> str:
    try:
        found = access.find(request.actor, UUID(model))  # type: ignore[attr-defined]
    except ValueError:
        raise NotFound() from None
    if found.kind != "form":
        raise NotFound()
    return reading.source_of(found).source


def _key(title: str, source: str) -> str:
    made = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
    return made if re.match(r"[a-z]", made) else f"form-{str(new_id())[-8:]}"


def _blank() -> dict[str, Any]:
    page = {
        "id": f"page-{str(new_id())[-8:]}",
        "key": "page-1",
        "title": {"en": "Page 1", "zh-Hant": "第一頁"},
        "items": [],
    }
    return {"kind": "form", "language": 1, "key": "", "title": "", "pages": [page]}
