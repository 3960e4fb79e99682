"""What a form collects and why, on one page in both languages, to read and to print."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from engine.catalogue import access
from engine.catalogue.models import Version
from engine.catalogue.queries import compile_version
from engine.language.errors import NotFound
from engine.language.text import Text, both, say
from form_builder.binding import spec_of
from form_builder.purposes import SENSITIVITIES, Collected, collected


@require_safe
def collecting(request: HttpRequest, version: str) -> HttpResponse:
    """Each field with its sensitivity and purpose: of a form that serves the reader's units, or a draft that they design."""
    rows = Version.objects.select_related("definition__owner").filter(definition__kind="form")
    found = rows.filter(pk=version).first()
    if found is None or not (_designs(request, found) if found.state == Version.DRAFT else _serves(request, found)):
        raise NotFound
    spec = compile_version(found).spec
    if spec is None:
        raise NotFound
    fields = [_row(one) for one in collected(spec)]
    shown = {"spec": spec, "version": found, "fields": fields, "personal": sum(one["personal"] for one in fields)}
    return render(request, "form_builder/collected.html", shown)


@require_safe
def slot(request: HttpRequest, version: str) -> HttpResponse:
    """A scale without its wording: why it is missing, where to get it, how it is scored, and who may put it in."""
    rows = Version.objects.select_related("definition__owner").filter(definition__kind="form", state=Version.PUBLISHED)
    found = rows.filter(pk=version).first()
    if found is None or not spec_of(found).needs_text or not _serves(request, found):
        raise NotFound
    shown = {"spec": spec_of(found), "version": found, "may_design": _designs(request, found)}
    return render(request, "form_builder/slot.html", shown)


def sheets_of(version: Version) -> Iterator[tuple[Text, str]]:
    """The pages that a form's definition leads to."""
    if version.definition.kind == "form":
        yield both("What is collected and why", "收集的資料及目的"), reverse("form:collected", args=[version.pk])
        if version.state == Version.PUBLISHED and spec_of(version).needs_text:
            yield both("The wording is missing", "尚欠題目文字"), reverse("form:slot", args=[version.pk])


def _row(one: Collected) -> dict[str, Any]:
    return {
        "label": _languages(one.label),
        "within": _languages(one.within),
        "sensitivity": _languages(SENSITIVITIES[one.sensitivity]),
        "purpose": _languages(one.purpose),
        "must": one.must,
        "personal": one.personal,
    }


def _languages(text: Text) -> list[tuple[str, str]]:
    """A text in each language in which it differs."""
    said = [(code, say(text, code)) for code in ("en", "zh-Hant")]
    return said[:1] if said[0][1] == said[1][1] else said


def _serves(request: HttpRequest, version: Version) -> bool:
    """Whether the form serves a unit where the reader holds a role, or one beneath it."""
    owner = version.definition.owner
    paths = [held.unit_path for held in request.actor.holdings]  # type: ignore[attr-defined]
    return owner is None or any(path.startswith(owner.path) or owner.path.startswith(path) for path in paths)


def _designs(request: HttpRequest, version: Version) -> bool:
    return access.visible(request.actor).filter(pk=version.definition_id).exists()  # type: ignore[attr-defined]
