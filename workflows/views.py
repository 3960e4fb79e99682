"""Pages of workflows: the inbox, a task, a process, what may be started. Views read; services write."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engine.catalogue.models import Version
from engine.language.errors import NotFound, Refusal
from engine.people import clock
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import Unit, User
from engine.records import queries as records
from engine.records.models import Record
from workflows import pages, services, starting, timeline
from workflows.access import may_assign, may_see, may_withdraw, process_for, task_for
from workflows.assigning import node_of, people_asked
from workflows.models import Process, Task
from workflows.nodes.base import Panel, node_types
from workflows.verbs import offering


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits: the list on the left, on a wide screen the first task on the right."""
    show = request.GET.get("show", "mine")
    show = show if show in pages.LISTS else "mine"
    context = _list(request, show)
    first = context["entries"][0] if context["entries"] and show != "done" else None
    if first is None:
        return render(request, "workflows/inbox_empty.html", context)
    task = task_for(request.actor, first.task_id, day_of(clock.now()))
    return _task_page(request, task, {**context, "is_inbox": True})


@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, pk: str) -> HttpResponse:
    """One task, as its type shows it. A POST is the answer; a refusal shows the page again, with what was typed."""
    now = clock.now()
    found = task_for(request.actor, pk, day_of(now))
    if request.method == "GET":
        return _task_page(request, found, _list(request, "mine"))
    following = pages.next_url(_list(request, "mine")["entries"], found)
    try:
        url = node_types.get(node_of(found).type).act(found, request, by=request.actor, at=now)
    except Refusal as refusal:
        found = task_for(request.actor, pk, day_of(now))
        return _task_page(request, found, _list(request, "mine"), refusal)
    return redirect(url or following)


def _list(request: HttpRequest, show: str) -> dict[str, Any]:
    page = Paginator(pages.rows_of(show, request.actor), pages.PAGE).get_page(request.GET.get("page"))
    shown = pages.entries(page.object_list, pages.language())
    return {"entries": shown, "page_obj": page, "show": show, "tabs": pages.counts(request.actor), "door": "inbox"}


def _task_page(
    request: HttpRequest, found: Task, context: dict[str, Any], refusal: Refusal | None = None
) -> HttpResponse:
    actor, now = request.actor, clock.now()
    node, seat = node_of(found), pages.seat_of(found, actor)
    kind = node_types.get(node.type)
    panel = kind.panel(found, actor, request) if kind.kind == "human" else None
    panel = panel or Panel("workflows/task.html", {})
    facts = {
        "task": found,
        "process": found.process,
        "node": node,
        "seat": seat,
        "refusal": refusal,
        "moments": timeline.linked(timeline.of_process(found.process, now), actor, day_of(now)),
        "next_url": pages.next_url(context["entries"], found),
        "state": pages.state_of(found.process),
        "returned_by": _who(panel.context.get("returned")),
        "shared": seat is not None and len(people_asked(seat, now)) > 1,
        "may_give": found.is_open and found.process.is_active and may_assign(found.process, actor),
        "offers": offering.of_process(found.process, actor, day_of(now)),
        "may_release": bool(seat and seat.role and seat.user_id == actor.user_id),
    }
    if kind.kind == "human" and "papers" not in panel.context:
        facts["papers"] = pages.read_papers(found.process, actor, why="task")
    status = refusal.status if refusal else 200
    return render(request, panel.template, {**context, **facts, **panel.context}, status=status)


def _who(note: Any) -> User | None:
    """Who left a note, such as the reason of a return."""
    return User.objects.filter(pk=note["by"]).first() if note and note.get("by") else None


@require_GET
def process(request: HttpRequest, pk: str) -> HttpResponse:
    """A process: its facts, what was handed in, its story and its picture."""
    return _process_page(request, pk)


def _process_page(request: HttpRequest, pk: str, refusal: Refusal | None = None) -> HttpResponse:
    actor, now = request.actor, clock.now()
    found = process_for(actor, pk, day_of(now))
    whole = may_see(found, actor, day_of(now))
    context = {
        "process": found,
        "whole": whole,
        "state": pages.state_of(found),
        "picture": pages.picture(found),
        "open_tasks": [t for t in found.task_set.filter(finished__isnull=True) if pages.seat_of(t, actor)],
        "offers": offering.of_process(found, actor, day_of(now)),
        "manages": pages.managed(found, actor),
        **(_inside(found, actor, now) if whole else {"moments": timeline.bare(timeline.of_process(found, now))}),
        "may_withdraw": found.is_active and may_withdraw(found, actor),
        "asks_reason": refusal is not None or "withdraw" in request.GET,
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "workflows/process.html", context, status=refusal.status if refusal else 200)


def _inside(found: Process, actor: Actor, now: datetime) -> dict[str, Any]:
    """What only those see who may read what was entered."""
    return {
        "papers": pages.read_papers(found, actor, why="process"),
        "moments": timeline.linked(timeline.of_process(found, now), actor, day_of(now)),
        "caller": pages.caller_of(found, actor, day_of(now)),
        "related": [link for tell in timeline.related.values() for link in tell(found)],
    }


@require_POST
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Closes a process at its starter's wish."""
    now = clock.now()
    found = process_for(request.actor, pk, day_of(now))
    try:
        services.withdraw(process=found, reason=request.POST.get("reason", ""), by=request.actor, at=now)
    except Refusal as refusal:
        return _process_page(request, pk, refusal)
    messages.success(request, _("Withdrawn. Nobody is asked any more."))
    return redirect("process", pk=pk)


@require_POST
def claim(request: HttpRequest, pk: str) -> HttpResponse:
    """Takes a task that several could do."""
    found = task_for(request.actor, pk, day_of(clock.now()))
    services.claim(task=found, by=request.actor, at=clock.now())
    messages.success(request, _("The task is yours now."))
    return redirect("task", pk=pk)


@require_POST
def release(request: HttpRequest, pk: str) -> HttpResponse:
    """Gives a task back to those who share it."""
    found = task_for(request.actor, pk, day_of(clock.now()))
    services.release(task=found, by=request.actor, at=clock.now())
    messages.success(request, _("The task is open to your colleagues again."))
    return redirect("task", pk=pk)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What I may start, and where. A POST begins the draft of its first form: a process comes only of handing it in."""
    actor, now = request.actor, clock.now()
    asked = request.POST.get("subject") or request.GET.get("subject", "")
    subject = _subject(request, asked) if asked else None
    if request.method == "GET":
        rows, words = starting.startable(actor, day_of(now), subject), request.GET.get("q", "").strip()
        found = [row for row in rows if row.is_called(words)]
        shown = {
            "groups": pages.groups_to_start(found),
            "any": bool(rows),
            "many": len(rows) > pages.MANY,
            "words": words,
        }
        return render(request, "workflows/start.html", {**shown, "subject": subject, "door": "start"})
    version = _posted(Version.objects.select_related("definition"), request.POST.get("version"))
    unit = _posted(Unit.objects.all(), request.POST.get("unit"))
    return redirect(starting.begin(version=version, unit=unit, subject=subject, by=actor, at=now))


def _subject(request: HttpRequest, pk: str) -> Record:
    try:
        return records.one(request.actor, pk)
    except ValidationError as nonsense:
        raise NotFound from nonsense


def _posted(rows: Any, pk: str | None) -> Any:
    """The row that was posted; a made-up id is nothing to be found."""
    try:
        return get_object_or_404(rows, pk=pk or "")
    except (Http404, ValidationError, ValueError) as nothing:
        raise NotFound from nothing
