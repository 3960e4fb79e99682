"""The Design door: definitions, their versions, what changed, drafts as text, publishing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engine.catalogue import access, four_eyes, services
from engine.catalogue.designers import designer_of, designers
from engine.catalogue.models import Definition, Version
from engine.catalogue.pointing import located, problems_of
from engine.catalogue.ports import doors, sheets
from engine.catalogue.proposals import standing_of, waiting_for
from engine.catalogue.queries import latest
from engine.catalogue.reviewing import impact_of
from engine.catalogue.wording import changes
from engine.language.documents import read
from engine.language.errors import Invalid, NotFound
from engine.language.problems import Problem
from engine.language.text import Text
from engine.people.actor import Actor
from engine.people.clock import day_of, now
from engine.people.models import Unit


@dataclass(frozen=True)
class Line:
    """One definition on the list, with what its reader wants to know of it."""

    definition: Definition
    published: Version | None
    draft: Version | None


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every definition the reader may see, by kind."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not (actor.may_anywhere("design") or actor.may_anywhere("publish")):
        raise NotFound()
    lines = [_line(d) for d in access.visible(actor).order_by("kind", "key", "owner__path")]
    groups = [(kind, list(found)) for kind, found in groupby(lines, key=lambda line: line.definition.kind)]
    may_design = access.owners(actor).exists()
    ways = {"doors": doors.values() if may_design else [], "designers": {d.new: d for d in designers.values()}.values()}
    context = {"groups": groups, "may_design": may_design, "waiting": waiting_for(actor), **ways}
    context["may_publish"] = actor.may_anywhere("publish")
    return render(request, "catalogue/index.html", context)


@require_safe
def definition(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One definition: what serves now, its versions, its draft's problems."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = access.find(actor, pk)
    draft = found.versions.filter(state=Version.DRAFT).first()
    context = {
        "definition": found,
        **impact_of(draft, actor),
        "versions": found.versions.select_related("created_by", "published_by").order_by("-number"),
        "draft": draft,
        "problems": problems_of(draft) if draft else [],
        "published": latest(found),
        "sheets": _sheets(latest(found) or draft),
        "may_publish": access.may(actor, "publish", found),
        "may_design": access.may(actor, "design", found),
        "wanted_by": four_eyes.asked_by(found.owner),
        "standing": standing_of(draft, actor, day_of(now())) if draft else None,
        "owners": access.owners(actor),
        "designer": designer_of(found),
    }
    return render(request, "catalogue/definition.html", context)


def _sheets(version: Version | None) -> list[tuple[Text, str]]:
    return [] if version is None else [sheet for about in sheets.values() for sheet in about(version)]


@require_safe
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One version: its text, and what changed since the one before (or since ?since=N)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = access.find(actor, pk)
    this = _version(found, number)
    since = request.GET.get("since", "")
    earlier = found.versions.filter(number__lt=number).order_by("-number")
    before = earlier.filter(number=int(since)).first() if since.isdecimal() else earlier.first()
    context = {
        "definition": found,
        "version": this,
        "before": before,
        "earlier": earlier,
        "may_restore": this.state != Version.DRAFT and access.may(actor, "design", found),
        "has_draft": found.versions.filter(state=Version.DRAFT).exists(),
        "changes": changes(before, this) if before else [],
        "problems": problems_of(this) if this.state == Version.DRAFT else [],
    }
    return render(request, "catalogue/version.html", context)


@require_safe
def source(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A version's text as a file, byte for byte as authored."""
    found = access.find(request.actor, pk)  # type: ignore[attr-defined]
    name = f"{found.key}-v{number}.json"
    answer = HttpResponse(_version(found, number).source, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """A draft as text. What was typed stays on the page, with every problem beneath."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = access.find(actor, pk) if pk else None
    if not access.owners(actor).exists():
        raise NotFound()
    if request.method == "GET":
        return _editor(request, found, _starting_text(found), [])
    text = request.POST.get("source", "").replace("\r\n", "\n")
    try:
        draft = services.save_draft(source=text, owner=_chosen_owner(request, found), by=actor, at=now())
    except Invalid as refusal:
        return _editor(request, found, text, refusal.problems, status=422)
    messages.success(request, _("Draft %(number)d is saved.") % {"number": draft.number})
    return redirect("design:definition", pk=draft.definition_id)


@require_POST
def retire(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Retires a published version: nothing new starts on it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = access.find(actor, pk)
    services.retire(version=_version(found, number), by=actor, at=now(), reason=request.POST.get("reason", ""))
    messages.success(request, _("Version %(number)d is retired. What runs on it goes on.") % {"number": number})
    return redirect("design:definition", pk=pk)


@require_POST
def restore(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Makes the text of an older version the draft; a draft that is there already is replaced only when told so."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = access.find(actor, pk)
    this = _version(found, number)
    if found.versions.filter(state=Version.DRAFT).exists() and request.POST.get("replace") != "1":
        messages.error(request, _("There is a draft already. Publish it first, or restore once more to replace it."))
        return redirect("design:version", pk=pk, number=number)
    draft = services.save_draft(source=this.source, owner=found.owner, by=actor, at=now())
    facts = {"old": number, "number": draft.number}
    messages.success(request, _("Version %(old)d is now draft %(number)d.") % facts)
    return redirect("design:definition", pk=pk)


def _line(found: Definition) -> Line:
    return Line(found, latest(found), found.versions.filter(state=Version.DRAFT).first())


def _version(found: Definition, number: int) -> Version:
    this = found.versions.select_related("definition", "created_by", "published_by").filter(number=number).first()
    if this is None:
        raise NotFound()
    return this


def _starting_text(found: Definition | None) -> str:
    if found is None:
        return ""
    draft = found.versions.filter(state=Version.DRAFT).first()
    published = latest(found)
    return draft.source if draft else published.source if published else ""


def _chosen_owner(request: HttpRequest, found: Definition | None) -> Unit | None:
    chosen = request.POST.get("owner") or (str(found.owner_id) if found and found.owner_id else "")
    owners = access.owners(request.actor)  # type: ignore[attr-defined]
    owner = next((unit for unit in owners if str(unit.pk) == chosen), None)
    if owner is None:
        raise NotFound()
    return owner


def _editor(
    request: HttpRequest, found: Definition | None, text: str, problems: Sequence[Problem], status: int = 200
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    told = located(problems, read(text)[0])
    context: dict[str, Any] = {"definition": found, "text": text, "problems": told, "owners": access.owners(actor)}
    return render(request, "catalogue/edit.html", context, status=status)
