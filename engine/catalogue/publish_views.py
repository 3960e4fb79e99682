"""The page on which a draft is looked over once more: published, proposed to a second person, or sent back."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engine.catalogue import access, proposing
from engine.catalogue.models import Definition, Version
from engine.catalogue.pointing import problems_of
from engine.catalogue.proposals import last_decided, standing_of
from engine.catalogue.publishing import propose_reviewed, publish_reviewed
from engine.catalogue.queries import latest
from engine.catalogue.reviewing import drafts_beside, impact_of
from engine.catalogue.telling import already
from engine.catalogue.wording import changes
from engine.language.errors import Refusal
from engine.language.text import active, say
from engine.people.actor import Actor
from engine.people.clock import day_of, now


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What publishing the draft means, and what the reader may do about it. Refused, it shows itself again and says why."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = access.find(actor, pk)
    draft = found.versions.select_related("definition__owner", "created_by").filter(state=Version.DRAFT).first()
    if draft is None:
        return _too_late(request, found)
    beside = drafts_beside(found, actor)
    together = [one for one in beside if str(one.pk) in request.POST.getlist("together")]
    if request.method == "GET":
        return render(request, "catalogue/publish.html", _page(found, draft, beside, together, actor))
    try:
        done = ACTS.get(request.POST.get("act", ""), _publish)(request, draft, together, actor)
    except Refusal as refusal:
        context = {**_page(found, draft, beside, together, actor), "refusal": refusal.message, "typed": request.POST}
        return render(request, "catalogue/publish.html", context, status=refusal.status)
    messages.success(request, done)
    return redirect("design:definition", pk=pk)


def _publish(request: HttpRequest, draft: Version, together: list[Version], actor: Actor) -> str:
    seen, knowing = request.POST.get("seen", ""), request.POST.get("knowing") == "1"
    publish_reviewed(draft=draft, together=together, seen=seen, knowing=knowing, by=actor, at=now())
    return _("Version %(number)d is published.") % {"number": draft.number}


def _propose(request: HttpRequest, draft: Version, together: list[Version], actor: Actor) -> str:
    propose_reviewed(draft=draft, together=together, seen=request.POST.get("seen", ""), by=actor, at=now())
    return _("Version %(number)d is proposed. Whoever may publish it has been told.") % {"number": draft.number}


def _send_back(request: HttpRequest, draft: Version, together: list[Version], actor: Actor) -> str:
    seen, reason = request.POST.get("seen", ""), request.POST.get("reason", "")
    proposing.send_back(draft=draft, seen=seen, reason=reason, by=actor, at=now())
    return _("Draft %(number)d is sent back, with your reason.") % {"number": draft.number}


def _withdraw(request: HttpRequest, draft: Version, together: list[Version], actor: Actor) -> str:
    proposing.withdraw(draft=draft, by=actor, at=now())
    return _("The proposal is withdrawn. The draft stays as it is.")


ACTS: Mapping[str, Callable[[HttpRequest, Version, list[Version], Actor], str]] = {
    "propose": _propose,
    "send_back": _send_back,
    "withdraw": _withdraw,
}


def _too_late(request: HttpRequest, found: Definition) -> HttpResponse:
    """There is no draft any more; whoever wanted to decide on it reads who did."""
    newest = latest(found)
    last = last_decided(newest) if newest and request.method == "POST" else None
    if last is not None:
        messages.info(request, say(already(last), active(get_language())))
    return redirect("design:definition", pk=found.pk)


def _page(
    found: Definition, draft: Version, beside: list[Version], together: list[Version], actor: Actor
) -> dict[str, Any]:
    before = latest(found)
    return {
        "definition": found,
        "draft": draft,
        "before": before,
        "changes": changes(before, draft) if before else [],
        "problems": problems_of(draft, [draft, *together]),
        "beside": beside,
        "together": together,
        "standing": standing_of(draft, actor, day_of(now())),
        **impact_of(draft, actor, together),
    }
