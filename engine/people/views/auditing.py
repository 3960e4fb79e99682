"""The audit trail, for those who may read it. Reading it leaves an entry too."""

from datetime import date, datetime, time, timedelta

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from engine.audit import words as said
from engine.audit.models import Entry, Seal
from engine.audit.services import record_read
from engine.language.errors import NotAllowed
from engine.people import clock, queries
from engine.people.views.asking import actor_in

A_PAGE = 50


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    if not actor.may_anywhere("audit"):
        raise NotAllowed
    entries = _narrowed(queries.trail_for(actor), request)
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    shown = len(page.object_list)
    record_read(by=actor, at=clock.now(), about=("audit", "trail"), count=shown, why="the page of the audit trail")
    context = {"page_obj": page, "seal": Seal.objects.order_by("-number").first(), "asked": request.GET}
    return render(request, "people/trail.html", context)


def _narrowed(entries: QuerySet[Entry], request: HttpRequest) -> QuerySet[Entry]:
    if words := request.GET.get("q", "").strip():
        about = Q(about_kind__icontains=words) | Q(about_id__iexact=words)
        codes = list(said.codes_saying(words))
        about |= Q(action__in=codes) | Q(about_kind__in=codes)
        entries = entries.filter(about | Q(action__icontains=words) | Q(who_label__icontains=words))
    if begins := _day(request, "from"):
        entries = entries.filter(at__gte=_midnight(begins))
    if ends := _day(request, "to"):
        entries = entries.filter(at__lt=_midnight(ends + timedelta(days=1)))
    return entries


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.HONG_KONG)
