"""What the designer's script asks: save a step, who is here, try it, where a field is used, keep a block."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from engine.catalogue import access
from engine.catalogue.models import Definition
from engine.catalogue.usage import Reading, visible_first
from engine.language.errors import Invalid, Refusal
from engine.language.text import active, say
from engine.people import clock
from engine.people.actor import Actor
from form_builder.designer import reading, services, trying
from form_builder.designer.errors import StaleDesign
from form_builder.designer.finding import form_to_design, require_writer, sent
from form_builder.designer.judging import spec_or_none, told
from form_builder.designer.words import WORDS


@require_POST
def save(request: HttpRequest, pk: UUID) -> JsonResponse:
    """JSON {revision, checksum, commands, source} in; what stands now out. 409 with what others did, 422 in words."""
    at, language = clock.now(), active(get_language())
    found = form_to_design(request, pk)
    body = sent(request, revision=int, checksum=str, commands=list, source=str)
    require_writer(found, body, request.actor)  # type: ignore[attr-defined]
    step = {name: body[name] for name in ("revision", "checksum", "commands", "source")}
    try:
        saved = services.save_step(definition=found, **step, by=request.actor, at=at)  # type: ignore[attr-defined]
    except StaleDesign as stale:
        return JsonResponse({**_theirs(stale, language), **told(reading.source_of(found), language)}, status=409)
    except Refusal as refusal:
        return JsonResponse({"why": _why(refusal, language)}, status=refusal.status)
    answer = {"revision": saved.revision, "checksum": saved.version.checksum, "number": saved.version.number}
    return JsonResponse({**answer, **told(saved.version, language)})


def _why(refusal: Refusal, language: str) -> str:
    problems = refusal.problems if isinstance(refusal, Invalid) else []
    return " ".join(say(text, language) for text in [*(p.message for p in problems)] or [refusal.message])


def _theirs(stale: StaleDesign, language: str) -> dict[str, Any]:
    steps = [{**step, "by": say(step["by"], language)} for step in stale.commands]
    return {"revision": stale.revision, "checksum": stale.checksum, "source": stale.source, "steps": steps}


@require_POST
def look(request: HttpRequest, pk: UUID) -> JsonResponse:
    """JSON {window, place, revision, checksum} in; who else is here, and what changed meanwhile, out."""
    at, language = clock.now(), active(get_language())
    found = form_to_design(request, pk)
    body = sent(request, window=str, place=str, revision=int, checksum=str)
    actor = request.actor  # type: ignore[attr-defined]
    services.look_in(definition=found, window=body["window"], place=body["place"], by=actor, at=at)
    answer = {"people": reading.others_here(found, actor, body["window"], at, language)}
    return JsonResponse({**answer, **_meanwhile(found, body, actor, language)})


def _meanwhile(found: Definition, body: dict[str, Any], actor: Actor, language: str) -> dict[str, Any]:
    standing, revision = reading.source_of(found), reading.revision_of(found)
    if (revision, standing.checksum) == (body["revision"], body["checksum"]):
        return {}
    steps = reading.commands_since(found, body["revision"], actor)
    stale = StaleDesign(revision, standing.checksum, standing.source, steps)
    return {"theirs": {**_theirs(stale, language), **told(standing, language)}}


@require_POST
def try_out(request: HttpRequest, pk: UUID) -> JsonResponse:
    """JSON {answers} in; every rule's verdict out. Nothing is stored."""
    found = form_to_design(request, pk)
    body = sent(request, answers=dict)
    version = reading.source_of(found)
    spec = spec_or_none(version)
    if spec is None:
        return JsonResponse({"rules": [], "checks": [], "scores": [], "problems": []})
    judged = trying.judged(spec, version, body["answers"], clock.now())
    return JsonResponse(trying.verdicts(spec, judged, active(get_language())))


@require_safe
def usage(request: HttpRequest, pk: UUID) -> JsonResponse:
    """?id= of a field in, or of several; the reports, workflows and registers that read them, and where, out."""
    found, language = form_to_design(request, pk), active(get_language())
    readings = reading.used_in(found, *request.GET.getlist("id"))
    shown, hidden = visible_first(readings, access.visible(request.actor))  # type: ignore[attr-defined]
    used = [_used(one, language) for one in shown]
    if hidden:
        used.append({"title": say(WORDS["used_hidden"], language).format(n=hidden), "places": []})
    return JsonResponse({"used": used})


def _used(one: Reading, language: str) -> dict[str, Any]:
    return {"title": one.version.definition.name(language), "places": [say(place, language) for place in one.places]}


@require_POST
def keep_block(request: HttpRequest, pk: UUID) -> JsonResponse:
    """JSON {title, items} in; the block out."""
    found = form_to_design(request, pk)
    body = sent(request, title=str, items=list)
    require_writer(found, body, request.actor)  # type: ignore[attr-defined]
    if found.owner is None or not body["title"].strip() or not body["items"]:
        return JsonResponse({}, status=422)
    block = services.keep_block(
        owner=found.owner, title=body["title"].strip(), items=body["items"], by=request.actor, at=clock.now()  # type: ignore[attr-defined]
    )  # fmt: skip
    return JsonResponse({"id": str(block.pk), "title": block.title, "items": block.items})
