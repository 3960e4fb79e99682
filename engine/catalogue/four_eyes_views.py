"""Where a manager says that a second person publishes: for a unit and all beneath it, or for one definition."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engine.catalogue import access, four_eyes
from engine.language.errors import NotFound
from engine.people.actor import Actor
from engine.people.clock import now
from engine.people.models import Unit


@dataclass(frozen=True)
class Row:
    """A unit, whether it wants a second person itself, and the unit above it that does, if one does."""

    unit: Unit
    own: bool
    above: Unit | None


@require_http_methods(["GET", "POST"])
def units(request: HttpRequest) -> HttpResponse:
    """The units for which the reader may publish, and what each wants; one of them is set at a time."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = _units(actor)
    if not found:
        raise NotFound()
    if request.method == "GET":
        return render(request, "catalogue/four_eyes.html", {"rows": [_row(unit) for unit in found], "door": "design"})
    unit = next((one for one in found if str(one.pk) == request.POST.get("unit")), None)
    if unit is None:
        raise NotFound()
    four_eyes.set_for_unit(unit=unit, needed=request.POST.get("needed") == "1", by=actor, at=now())
    messages.success(request, _("It is kept: %(unit)s.") % {"unit": unit.name(actor.language)})
    return redirect("design:units")


@require_POST
def definition(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Switches whether a second person must publish this definition, whatever its unit wants."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = access.find(actor, pk)
    four_eyes.set_for_definition(definition=found, needed=request.POST.get("needed") == "1", by=actor, at=now())
    return redirect("design:definition", pk=pk)


def _units(actor: Actor) -> QuerySet[Unit]:
    return Unit.objects.filter(actor.scope("publish").q("path")).exclude(kind="team").select_related("parent")


def _row(unit: Unit) -> Row:
    own = four_eyes.wants(unit)
    return Row(unit, own, four_eyes.asked_by(unit.parent))
