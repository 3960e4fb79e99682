"""The page "Try this route": who would be asked, for typed answers, at a unit and on a day. It writes nothing."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from engine.catalogue import access
from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import compile_version, latest
from engine.language.errors import NotFound
from engine.people import clock
from engine.people.actor import Actor
from engine.people.models import Unit
from engine.people.queries import people_in, units_in
from workflows.diagram import draw, graph_of
from workflows.diagram.graph import BEGIN
from workflows.pages import language
from workflows.spec import WorkflowSpec
from workflows.trying import fields
from workflows.trying.house import try_route
from workflows.trying.telling import told
from workflows.trying.walking import Walk


@require_safe
def try_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The try of a workflow's draft or version, for whoever designs at some unit."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found, units = access.find(actor, pk), list(units_in(actor.scope("design")))
    if found.kind != "workflow" or not units:
        raise NotFound()
    version = _version(found, request.GET.get("version", ""))
    spec: WorkflowSpec | None = compile_version(version).spec
    context: dict[str, Any] = {"definition": found, "version": version, "whole": spec is not None}
    context["versions"] = found.versions.exclude(state=Version.RETIRED).order_by("-number")
    if spec is not None:
        context |= _asked(request, version, spec, actor, units)
    return render(request, "workflows/try.html", context)


def _asked(
    request: HttpRequest, version: Version, spec: WorkflowSpec, actor: Actor, units: list[Unit]
) -> dict[str, Any]:
    given = request.GET.dict()
    owner = version.definition.owner
    unit = _one_of(units, given.get("unit", ""), owner if owner in units else units[0])
    people = list(people_in(actor.scope("design")).filter(is_active=True).order_by("name_en"))
    starter = _one_of(people, given.get("starter", ""), next((p for p in people if p.pk == actor.user_id), people[0]))
    on, wrong_day = _day(given.get("on", ""))
    asked, choosings = fields.questions(spec, given), fields.choosings(spec, given)
    context: dict[str, Any] = {
        "units": units, "unit": unit, "people": people, "starter": starter, "on": on, "wrong_day": wrong_day,
        "questions": asked, "choosings": choosings,
    }  # fmt: skip
    if "unit" in given and not wrong_day and not fields.has_wrong(asked):
        choices = {one.node: [one.chosen] for one in choosings}
        walk = try_route(version, answers=fields.answers(asked), choices=choices, unit=unit, starter=starter, on=on)
        context |= {"steps": told(walk), "svg": _drawn(spec, walk)}
    return context


def _drawn(spec: WorkflowSpec, walk: Walk) -> str:
    states = {BEGIN: "done", **{step.node: "now" if step.strands else "done" for step in walk.steps}}
    taken = {(BEGIN, spec.start), *walk.ways}
    title = _("Diagram of the route; the list above says the same in words.")
    return draw(graph_of(spec, language()), states=states, taken=taken, title=title)


def _version(found: Definition, number: str) -> Version:
    rows = found.versions.select_related("definition__owner").exclude(state=Version.RETIRED)
    chosen = rows.filter(number=int(number)).first() if number.isdecimal() and len(number) < 8 else None
    version = chosen or latest(found) or rows.order_by("-number").first()
    if version is None:
        raise NotFound()
    return version


def _one_of(rows: list[Any], wanted: str, otherwise: Any) -> Any:
    return next((row for row in rows if str(row.pk) == wanted), otherwise)


def _day(typed: str) -> tuple[date, bool]:
    today = clock.day_of(clock.now())
    try:
        return (date.fromisoformat(typed), False) if typed else (today, False)
    except ValueError:
        return today, True
