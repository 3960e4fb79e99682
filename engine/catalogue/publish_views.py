"""The page on which a draft is looked over once more, and published."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engine.catalogue import access
from engine.catalogue.models import Definition, Version
from engine.catalogue.publishing import publish_reviewed
from engine.catalogue.queries import compile_version, latest
from engine.catalogue.reviewing import drafts_beside, impact_of
from engine.catalogue.wording import changes
from engine.language.errors import Refusal
from engine.people.actor import Actor
from engine.people.clock import now


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What publishing the draft means, and the button that does it. Refused, it shows itself again and says why."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = access.find(actor, pk)
    draft = found.versions.select_related("definition__owner", "created_by").filter(state=Version.DRAFT).first()
    if draft is None:
        return redirect("design:definition", pk=pk)
    beside = drafts_beside(found, actor)
    together = [one for one in beside if str(one.pk) in request.POST.getlist("together")]
    if request.method == "GET":
        return render(request, "catalogue/publish.html", _page(found, draft, beside, together, actor))
    seen, knowing = request.POST.get("seen", ""), request.POST.get("knowing") == "1"
    try:
        publish_reviewed(draft=draft, together=together, seen=seen, knowing=knowing, by=actor, at=now())
    except Refusal as refusal:
        context = {**_page(found, draft, beside, together, actor), "refusal": refusal.message}
        return render(request, "catalogue/publish.html", context, status=refusal.status)
    messages.success(request, _("Version %(number)d is published.") % {"number": draft.number})
    return redirect("design:definition", pk=pk)


def _page(
    found: Definition, draft: Version, beside: list[Version], together: list[Version], actor: Actor
) -> dict[str, Any]:
    before = latest(found)
    return {
        "definition": found,
        "draft": draft,
        "before": before,
        "changes": changes(before, draft) if before else [],
        "problems": compile_version(draft, [draft, *together]).problems,
        "beside": beside,
        "together": together,
        "may_publish": access.may(actor, "publish", found),
        **impact_of(draft, actor, together),
    }
