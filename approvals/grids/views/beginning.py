"""A centre's own copy of a table, to edit as a grid."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from approvals.grids import services
from approvals.grids.views.finding import KINDS
from engine.catalogue import access
from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import document, source_of
from engine.language.documents import from_body
from engine.language.errors import NotFound, Refusal
from engine.language.text import active, say
from engine.people import clock
from engine.people.models import Unit


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A centre's own copy of a table (?from=), to edit as a grid."""
    actor = request.actor  # type: ignore[attr-defined]
    owners = access.owners(actor)
    models = access.visible(actor).filter(kind__in=KINDS).order_by("kind", "key")
    if not owners.exists():
        raise NotFound()
    given = request.POST or request.GET
    context: dict[str, Any] = {"owners": owners, "models": models, "given": given, "door": "design"}
    if request.method == "GET":
        return render(request, "approvals/grids/new.html", context)
    model = next((one for one in models if str(one.pk) == given.get("from")), None)
    owner = next((unit for unit in owners if str(unit.pk) == given.get("owner")), None)
    if model is None or owner is None:
        raise NotFound()
    try:
        draft = _begin(request, model, owner)
    except Refusal as refusal:
        wrong = say(refusal.message, active(get_language()))
        return render(request, "approvals/grids/new.html", {**context, "wrong": wrong}, status=refusal.status)
    return redirect("grid:edit", pk=draft.definition_id)


def _begin(request: HttpRequest, model: Definition, owner: Unit) -> Version:
    body = dict(document(source_of(model)).body)
    today = clock.day_of(clock.now())
    body["effective"] = max(today.isoformat(), str(body["effective"]))
    source = from_body(body).source
    return services.begin(
        source=source, kind=model.kind, key=model.key, owner=owner,
        by=request.actor, at=clock.now(),  # type: ignore[attr-defined]
    )  # fmt: skip
