"""The living preview: a page of the draft by the renderer that people will fill it with, in a frame of its own."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from engine.catalogue.models import Version
from engine.catalogue.queries import VersionLibrary
from engine.language.text import active
from engine.people import clock
from engine.people.clock import day_of
from engine.sealing import keyed_hash
from form_builder.answering import initial
from form_builder.binding import moment
from form_builder.designer import reading, trying
from form_builder.designer.finding import form_to_design
from form_builder.designer.framing import allowing
from form_builder.designer.judging import spec_or_none
from form_builder.pages.compiling import DJANGO_NAMES, compile_page
from form_builder.pages.context import browser_words
from form_builder.pages.program import script_json
from form_builder.pages.segments import PageState, State, fill
from form_builder.spec import FormSpec


@require_http_methods(["GET", "HEAD", "POST"])
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """?page= &language= &answers=; a POST is the page's own autosave, which keeps nothing."""
    found = form_to_design(request, pk)
    version = reading.source_of(found)
    if request.method == "POST":
        nothing = {"revision": 1, "saved": "", "problems": [], "calculated": {}, "pages": [], "changed": False}
        return JsonResponse(nothing)
    spec, language = spec_or_none(version), active(request.GET.get("language", ""))
    with translation.override(DJANGO_NAMES[language]):
        context = {"html_lang": "zh-Hant-HK" if language == "zh-Hant" else "en-HK", "definition": found}
        if spec is not None:
            context |= _page(request, version, spec, language)
        return allowing(request, render(request, "designer/preview.html", context), "frame-ancestors")


def _page(request: HttpRequest, version: Version, spec: FormSpec, language: str) -> dict[str, Any]:
    page = spec.page(request.GET.get("page", "")) or spec.pages[0]
    answers, at = _answers(request, spec), clock.now()
    judged = trying.judged(spec, version, answers, at)
    compiled = compile_page(spec, page, VersionLibrary(version, {}), language)
    state = PageState(
        visible=judged.visible, required=judged.required, read_only=judged.read_only, scores=judged.scores,
        today=day_of(at), recommended=judged.recommended, offered=judged.offered,
    )  # fmt: skip
    known = {
        "draft": f"preview-{version.definition_id}", "revision": 1, "page": page.key, "today": day_of(at).isoformat(),
        "now": moment(at), "values": {key: answers[key] for key in compiled.needs if key in answers}, "problems": [],
        "autosave": reverse("designer:preview", args=[version.definition_id]), "upload": "",
        "key": keyed_hash(str(version.definition_id), "words of a preview"), "words": browser_words(),
    }  # fmt: skip
    return {
        "spec": spec,
        "page": page,
        "body": mark_safe(fill(compiled.segments, State(answers, judged.values, state))),  # noqa: S308 - segments are safe
        "program": mark_safe(compiled.program),  # noqa: S308 - script_json made it
        "state": mark_safe(script_json(known)),  # noqa: S308 - script_json escapes
    }


def _answers(request: HttpRequest, spec: FormSpec) -> dict[str, Any]:
    try:
        given = json.loads(request.GET.get("answers", "{}"))
    except (ValueError, RecursionError):
        given = {}
    return {**initial(spec), **(given if isinstance(given, dict) else {})}
