"""A table to read, to ask, to take out as a workbook, and to compare with another version."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from approvals.grids import asking, comparing, showing, workbook
from approvals.grids.grid import Grid, columns_of, grid_of
from approvals.grids.names import Names
from approvals.grids.views.finding import may_edit, names, table
from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import document, latest, source_of
from engine.catalogue.queries import spec as spec_of
from engine.language.text import active
from engine.people import clock
from engine.people.models import Unit
from engine.people.queries import units_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A table to read, and of an authority "who would decide this?" for typed facts."""
    found = table(request, pk)
    version = latest(found) or source_of(found)
    called, language = names(), active(get_language())
    body = document(version).body
    context = {
        "definition": found,
        "version": version,
        "grid": grid_of(body, called, language),
        "heads": showing.heads(grid_of(body, called, language), language),
        "rows": list(showing.lines(grid_of(body, called, language), {}, [], called, language)),
        "asked": _asked(request, found, version, called) if found.kind == "authority" else None,
        "may_edit": may_edit(request, found),
        "others": list(found.versions.exclude(pk=version.pk).order_by("-number")),
    }
    return render(request, "approvals/grids/look.html", context)


def _asked(request: HttpRequest, found: Definition, version: Version, called: Names) -> dict[str, Any]:
    actor = request.actor  # type: ignore[attr-defined]
    columns = tuple(c for c in columns_of(document(version).body) if c.is_input)
    units = list(units_in(actor.scope("design")))
    unit = next(
        (u for u in units if str(u.pk) == request.GET.get("unit")), found.owner if found.owner in units else None
    )
    facts, wrong = asking.facts_of(request.GET.dict(), columns)
    is_asked = any(name.startswith("ask.") for name in request.GET)
    where: Unit | None = unit or (units[0] if units else None)
    answer = None
    if is_asked and not wrong and where is not None:
        answer = asking.answer(spec_of(version), facts, called.roles, where, clock.day_of(clock.now()))
    given = [(c, request.GET.get(f"ask.{c.key}", ""), wrong.get(c.key)) for c in columns]
    return {"given": given, "units": units, "unit": where, "answer": answer}


@require_safe
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The table as a workbook."""
    found, language = table(request, pk), active(get_language())
    version = source_of(found) if may_edit(request, found) else latest(found) or source_of(found)
    body = document(version).body
    answer = HttpResponse(workbook.write(grid_of(body, names(), language), found.title, language), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{found.key}-v{version.number}.xlsx"'
    return answer


@require_safe
def compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Two versions, cell by cell: ?before=N&after=M, or the newest and the one before it."""
    found = table(request, pk)
    versions = list(found.versions.order_by("-number"))
    after = _chosen(versions, request.GET.get("after", "")) or versions[0]
    before = _chosen(versions, request.GET.get("before", ""))
    before = before or next((v for v in versions if v.number < after.number), after)
    called, language = names(), active(get_language())
    compared = comparing.compare(document(before).body, document(after).body, called, language)
    grid = Grid(compared.columns, ())
    context = {
        "definition": found, "versions": versions, "before": before, "after": after,
        "compared": compared, "heads": showing.heads(grid, language),
    }  # fmt: skip
    return render(request, "approvals/grids/compare.html", context)


def _chosen(versions: Sequence[Version], number: str) -> Version | None:
    return next((v for v in versions if str(v.number) == number), None)
