"""The page of a draft that rests: why its writer cannot go on, and everything they typed."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from engine.language.errors import NotFound
from engine.language.text import active
from engine.people import clock
from form_builder.addresses import fill_url
from form_builder.binding import judge, spec_of
from form_builder.models import Draft
from form_builder.queries import draft_for
from form_builder.render import filled
from form_builder.resting import rests, why


@require_GET
def kept(request: HttpRequest, draft: str) -> HttpResponse:
    """What a resting draft holds; one that can be gone on with leads there."""
    actor = request.actor  # type: ignore[attr-defined]
    found = draft_for(actor, draft)
    if found.owner_id != actor.user_id or found.state != Draft.OPEN:
        raise NotFound
    return show(request, found, found.answers) if rests(found, actor) else redirect(fill_url(found))


def show(request: HttpRequest, draft: Draft, answers: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """The page, with answers that may be newer than those stored: what a page posted in vain is not lost from sight."""
    actor, at = request.actor, clock.now()  # type: ignore[attr-defined]
    unsaved = draft.answers != answers
    draft.answers = dict(answers)
    context = {
        "draft": draft,
        "spec": spec_of(draft.version),
        "why": why(draft, actor, clock.day_of(at)),
        "unsaved": unsaved,
        "answers": filled(draft, actor, active(get_language()), judged=judge(draft, at)),
        "door": "start",
    }
    return render(request, "form_builder/kept.html", context, status=status)
