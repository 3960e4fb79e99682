"""Pages of records: the registers, one register, one record."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engine.catalogue.queries import spec as spec_of
from engine.language.errors import NotAllowed, NotFound, Refusal
from engine.language.text import active
from engine.people import clock
from engine.people.models import Unit
from engine.records import linking, queries, services
from engine.records.models import Record
from engine.records.ports import profile_starters, profile_views
from engine.records.refusals import NoProfileForm
from engine.records.spec import RegisterSpec

PAGE = 50


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The registers that the reader may open."""
    today = clock.day_of(clock.now())
    counts = queries.counts(request.actor)
    found = queries.registers(request.actor, today)
    rows = [{"key": key, "title": v.definition.title, "count": counts.get(key, 0)} for key, v in found.items()]
    return render(request, "records/index.html", {"registers": rows})


@require_GET
def listing(request: HttpRequest, register: str) -> HttpResponse:
    """One register's records, found by number or title."""
    at = clock.now()
    version = _version(request, register)
    spec: RegisterSpec = spec_of(version)
    words, status = request.GET.get("q", ""), request.GET.get("status", "")
    rows = queries.on_register(request.actor, register, words, status)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    if spec.person:
        services.note_read(records=page.object_list, why=f"list of {register}", by=request.actor, at=at)
    context = {"spec": spec, "page_obj": page, "q": words, "status": status, "rows": _rows(page.object_list)}
    return render(request, "records/list.html", context | {"may_add": request.actor.may_anywhere("fill")})


@require_GET
def detail(request: HttpRequest, pk: str) -> HttpResponse:
    """One record: its profile, its status, everything that happened to it."""
    record = queries.one(request.actor, pk)
    shown = detail_context(request, record)
    services.note_read(records=[record], why="record page", by=request.actor, at=clock.now())
    others = [one.other for one in shown["links"] if one.other]
    services.note_read(records=others, why="linked records", by=request.actor, at=clock.now())
    return render(request, "records/detail.html", shown)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, register: str) -> HttpResponse:
    """Asks for which unit, then starts a draft of the register's profile form."""
    units = list(queries.units_to_fill(request.actor))
    if not units:
        raise NotAllowed
    if request.method == "GET":
        spec, home = spec_of(_version(request, register)), str(request.actor.home_unit_id or "")
        return render(request, "records/new.html", {"spec": spec, "units": units, "home": home})
    unit = _chosen(units, request.POST.get("unit", ""))
    return _start(request, register, unit, None)


@require_POST
def change(request: HttpRequest, pk: str) -> HttpResponse:
    """Starts a draft of the record's profile, to bring it up to date."""
    record = queries.one(request.actor, pk)
    return _start(request, record.register, record.unit, record)


@require_POST
def status(request: HttpRequest, pk: str) -> HttpResponse:
    """Puts the record into another status."""
    record = queries.one(request.actor, pk)
    wanted, reason = request.POST.get("status", ""), request.POST.get("reason", "").strip()
    try:
        services.change_status(record=record, status=wanted, reason=reason, by=request.actor, at=clock.now())
    except Refusal as refusal:
        context = detail_context(request, record) | {
            "problem": refusal.message,
            "typed": {"status": wanted, "reason": reason},
        }
        return render(request, "records/detail.html", context, status=refusal.status)
    messages.success(request, _("The status was changed."))
    return redirect("records:detail", pk=record.pk)


def detail_context(request: HttpRequest, record: Record) -> dict[str, Any]:
    """What the page of a record shows."""
    today = clock.day_of(clock.now())
    spec: RegisterSpec = spec_of(record.version)
    language = active(get_language())
    profile = "".join(view(record, request.actor, language) for view in profile_views.values())
    moves = [s for key, s in spec.statuses.items() if key != record.status and spec.may_move(record.status, key)]
    return {
        "record": record,
        "spec": spec,
        "status_label": spec.status_label(record.status, language),
        "following": moves,
        "events": queries.history(record, request.actor),
        "profile": mark_safe(profile),  # noqa: S308 - made by the rooms that registered a view, which escape
        "may_fill": request.actor.may("fill", record.unit),
        "links": linking.links_of(record, request.actor, today),
        "relations": list(linking.relations(record, today).values()),
    }


def _rows(records: Any) -> list[dict[str, Any]]:
    language = active(get_language())
    return [{"record": r, "status": spec_of(r.version).status_label(r.status, language)} for r in records]


def _start(request: HttpRequest, register: str, unit: Unit, record: Record | None) -> HttpResponse:
    at = clock.now()
    version = queries.version_for(register, unit, clock.day_of(at))
    for starter in profile_starters.values():
        url = starter(register_version=version, unit=unit, record=record, by=request.actor, at=at)
        return HttpResponseRedirect(url)
    raise NoProfileForm


def _chosen(units: list[Unit], pk: str) -> Unit:
    for unit in units:
        if str(unit.pk) == pk or (not pk and len(units) == 1):
            return unit
    raise NotFound


def _version(request: HttpRequest, register: str) -> Any:
    found = queries.registers(request.actor, clock.day_of(clock.now())).get(register)
    if found is None:
        raise NotFound
    return found
