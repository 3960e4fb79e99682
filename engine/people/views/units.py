"""The tree of units, and what each role may do."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from engine.language.text import both, say
from engine.people import clock, forms, queries, services
from engine.people.models import Role, User
from engine.people.views.asking import Page, actor_in, administered, ask, language, unit_in
from engine.people.views.people import asks
from engine.people.wording import KINDS, PERMISSIONS, kinds_beneath


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    scope = administered(request)
    tree = list(queries.units_in(scope))
    top = min((unit.path.count("/") for unit in tree), default=0)
    counted: dict[object, int] = {}
    for home in User.objects.filter(home_unit__in=tree, is_active=True).values_list("home_unit", flat=True):
        counted[home] = counted.get(home, 0) + 1
    rows = [(unit, unit.path.count("/") - top, counted.get(unit.id, 0), kinds_beneath(unit.kind)) for unit in tree]
    return render(request, "people/units.html", {"rows": rows})


@asks
def unit_new(request: HttpRequest, parent: UUID) -> HttpResponse:
    above = unit_in(request, parent)
    form = forms.UnitForm(request.POST or None, kinds=kinds_beneath(above.kind))
    title = _("A new unit beneath %(name)s") % {"name": above.name(language())}
    page = Page(title, _("Create"), reverse("people:units"), _("The unit is created."))
    return ask(
        request,
        form,
        page,
        lambda data: services.create_unit(parent=above, **data, by=actor_in(request), at=clock.now()),
    )


@asks
def unit_edit(request: HttpRequest, unit: UUID) -> HttpResponse:
    found = unit_in(request, unit)
    form = forms.Names(request.POST or None, initial={"name_en": found.name_en, "name_zh": found.name_zh})
    lead = _("The code %(code)s stays: orders carry it.") % {"code": found.code}
    page = Page(found.name(language()), _("Save"), reverse("people:units"), _("Saved."), lead)
    return ask(
        request, form, page, lambda data: services.rename_unit(unit=found, **data, by=actor_in(request), at=clock.now())
    )


@asks
def unit_move(request: HttpRequest, unit: UUID) -> HttpResponse:
    """Passes a unit, with all beneath it, under another one."""
    found = unit_in(request, unit)
    fitting = [kind for kind, beneath in ((kind, dict(kinds_beneath(kind))) for kind in KINDS) if found.kind in beneath]
    places = queries.units_in(administered(request)).filter(kind__in=fitting).exclude(path__startswith=found.path)
    form = forms.UnitMoved(request.POST or None, initial={"parent": found.parent_id}, units=places)
    lead = _(
        "All beneath it moves too. Whoever holds a role above the old place loses it here; "
        "whoever holds one above the new place gains it. Running work goes on."
    )
    title = _("Move %(name)s") % {"name": found.name(language())}
    page = Page(title, _("Move"), reverse("people:units"), _("The unit is moved."), lead)
    return ask(
        request, form, page, lambda data: services.move_unit(unit=found, **data, by=actor_in(request), at=clock.now())
    )


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    administered(request)
    rows = [(role, [PERMISSIONS[name] for name in role.grants if name in PERMISSIONS]) for role in Role.objects.all()]
    return render(
        request,
        "people/roles.html",
        {"rows": rows, "everywhere": queries.may_everywhere("administer", actor_in(request))},
    )


@asks
def role(request: HttpRequest, code: str) -> HttpResponse:
    administered(request)
    found = Role.objects.filter(code=code).first()
    if found is None:
        raise Http404
    names = {"name_en": say(found.name, "en"), "name_zh": say(found.name, "zh-Hant")}
    form = forms.RoleForm(request.POST or None, initial={**names, "grants": found.grants})
    lead = _("A change holds at once, for everybody who holds this role anywhere.")
    page = Page(found.named(language()), _("Save"), reverse("people:roles"), _("Saved."), lead)

    def do(data: dict[str, Any]) -> None:
        name = both(data["name_en"], data["name_zh"])
        services.edit_role(role=found, name=name, grants=data["grants"], by=actor_in(request), at=clock.now())

    return ask(request, form, page, do)
