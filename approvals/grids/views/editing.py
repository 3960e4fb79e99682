"""The grid to edit, the rows of a workbook brought to it, and a centre's own copy begun."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from approvals.grids import posted, proving, services, showing, workbook
from approvals.grids.grid import Grid, columns_of, grid_of, rules_of
from approvals.grids.names import Names
from approvals.grids.views.finding import names, table_to_edit
from engine.catalogue.models import Definition
from engine.catalogue.queries import document, source_of
from engine.language.errors import Refusal
from engine.language.text import active, say
from engine.people import clock


@dataclass(frozen=True)
class Desk:
    """The table that an editor has before them: its body as it would be saved, and the cells as typed."""

    body: dict[str, Any]
    grid: Grid
    wrong: dict[tuple[int, str], Any]


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The grid to edit. Every button but "Save" only changes the page; what was typed stays on it."""
    found = table_to_edit(request, pk)
    standing, called = source_of(found), names()
    if request.method == "GET":
        body = dict(document(standing).body)
        return _desk(request, found, Desk(body, grid_of(body, called, active(get_language())), {}), standing.checksum)
    desk = _posted(request, dict(document(standing).body), called)
    began = request.POST.get("standing", "")
    if request.POST.get("do") != "save":
        return _desk(request, found, desk, began)
    if desk.wrong:
        return _desk(request, found, desk, began, status=422)
    try:
        services.save(definition=found, standing=began, body=desk.body, by=request.actor, at=clock.now())  # type: ignore[attr-defined]
    except Refusal as refusal:
        messages.error(request, say(refusal.message, active(get_language())))
        return _desk(request, found, desk, standing.checksum, status=refusal.status)
    messages.success(request, _("The draft is saved. Nobody works with it before it is published."))
    return redirect("design:definition", pk=pk)


def _posted(request: HttpRequest, stood: dict[str, Any], called: Names) -> Desk:
    sent = request.POST
    columns = columns_of(stood, posted.steps_of(sent))
    grid = posted.changed(Grid(columns, posted.rows_of(sent, columns, called)), sent.get("do", ""))
    return _read(grid, {**stood, **_head(request, stood)}, called)


def _head(request: HttpRequest, stood: dict[str, Any]) -> dict[str, Any]:
    typed = request.POST.get("effective", "")
    try:
        effective = date.fromisoformat(typed).isoformat()
    except ValueError:
        effective = stood["effective"]
    return {"effective": effective}


def _read(grid: Grid, body: dict[str, Any], called: Names) -> Desk:
    read = rules_of(grid, body, called)
    return Desk({**body, "rules": read.rules}, grid, dict(read.wrong))


def _desk(request: HttpRequest, found: Definition, desk: Desk, standing: str, status: int = 200) -> HttpResponse:
    called, language = names(), active(get_language())
    problems = proving.findings(proving.compiled(desk.body).problems, desk.body["rules"])
    context = {
        "definition": found,
        "heads": showing.heads(desk.grid, language),
        "rows": list(showing.lines(desk.grid, desk.wrong, problems, called, language)),
        "whole": [one for one in problems if one.row is None],
        "count": len(problems) + len(desk.wrong),
        "wrong": desk.wrong,
        "steps": desk.grid.steps,
        "effective": desk.body["effective"],
        "standing": standing,
        "door": "design",
    }
    return render(request, "approvals/grids/edit.html", context, status=status)


@require_POST
def bring(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows of a workbook on the page, not saved yet."""
    found = table_to_edit(request, pk)
    standing, called = source_of(found), names()
    body = dict(document(standing).body)
    sent: Any = request.FILES.get("file")
    try:
        content = sent.read() if sent else b""
        grid = workbook.read(content, columns_of(body))
    except Refusal as refusal:
        messages.error(request, say(refusal.message, active(get_language())))
        stood = Desk(body, grid_of(body, called, active(get_language())), {})
        return _desk(request, found, stood, standing.checksum, status=refusal.status)
    messages.info(request, _("The workbook's rows are below. Look at them, then save the draft."))
    return _desk(request, found, _read(grid, body, called), standing.checksum)
