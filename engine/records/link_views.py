"""Pages that link one record to another, and end such a link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engine.language.errors import NotFound, Refusal
from engine.language.text import both
from engine.people import clock
from engine.records import linking, queries
from engine.records.models import Link, Record
from engine.records.views import detail_context

NOBODY = both("No record with this number is open to you.", "找不到你可查閱而編號相符的紀錄。")


@require_POST
def link(request: HttpRequest, pk: str) -> HttpResponse:
    """Links the record to the one whose number was typed."""
    actor = request.actor  # type: ignore[attr-defined]
    record = queries.one(actor, pk)
    typed = {name: request.POST.get(name, "").strip() for name in ("relation", "number", "why")}
    try:
        other = _meant(request, typed["number"])
        linking.link(
            record=record, other=other, relation=typed["relation"], reason=typed["why"], by=actor, at=clock.now()
        )
    except Refusal as refusal:
        return _again(request, record, refusal, typed)
    messages.success(request, _("The two records are linked."))
    return redirect("records:detail", pk=record.pk)


@require_POST
def unlink(request: HttpRequest, pk: str, link: str) -> HttpResponse:
    """Ends a link of the record."""
    actor = request.actor  # type: ignore[attr-defined]
    record = queries.one(actor, pk)
    found = Link.objects.filter(pk=link).first()
    if found is None or record.pk not in (found.source_id, found.target_id):
        raise NotFound
    typed = {"end": str(found.pk), "end_why": request.POST.get("why", "").strip()}
    try:
        linking.unlink(link=found, reason=typed["end_why"], by=actor, at=clock.now())
    except Refusal as refusal:
        return _again(request, record, refusal, typed)
    messages.success(request, _("The link is ended."))
    return redirect("records:detail", pk=record.pk)


def _meant(request: HttpRequest, number: str) -> Record:
    found = queries.visible(request.actor).filter(number__iexact=number).first()  # type: ignore[attr-defined]
    if found is None:
        refusal = NotFound(NOBODY)
        refusal.status = 422
        raise refusal
    return found


def _again(request: HttpRequest, record: Record, refusal: Refusal, typed: dict[str, str]) -> HttpResponse:
    if refusal.status == 403:
        raise refusal
    shown = {"link_problem": refusal.message, "link_typed": typed}
    return render(request, "records/detail.html", detail_context(request, record) | shown, status=refusal.status)
