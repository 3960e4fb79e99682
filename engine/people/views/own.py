"""My own page: who I am here, my language, and who stands in for me."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from engine.language.errors import NotFound
from engine.people import clock, forms, queries, services
from engine.people.models import StandIn, User
from engine.people.views.asking import Page, actor_in, ask, today
from engine.people.views.people import asks


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    user = _self(request)
    context = {
        "person": user,
        "holdings": queries.holdings_on(today()).filter(user=user).select_related("role", "unit"),
        "manager": queries.manager_of(user, today()),
        "stand_ins": [row for row in queries.stand_ins_of(user) if row.ends is None or row.ends >= today()],
        "absents": queries.absents_of(user, today()),
        "language_form": forms.LanguageForm(initial={"language": user.language}),
    }
    return render(request, "people/me.html", context)


@require_POST
def my_language(request: HttpRequest) -> HttpResponse:
    form = forms.LanguageForm(request.POST)
    if not form.is_valid():
        return redirect("people:me")
    chosen = form.cleaned_data["language"]
    services.set_language(user=_self(request), language=chosen, by=actor_in(request), at=clock.now())
    with translation.override(chosen):
        messages.success(request, _("Saved."))
    response = redirect("people:me")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
    return response


@asks
def my_stand_in(request: HttpRequest) -> HttpResponse:
    user = _self(request)
    form = forms.StandInForm(request.POST or None, initial={"starts": today()}, people=queries.colleagues_of(user))
    lead = _("On these days this colleague may do your work for you, and it is shown so: “X for Y”.")
    page = Page(_("Somebody stands in for me"), _("Save"), reverse("people:me"), _("Saved."), lead)

    def do(data: dict[str, Any]) -> None:
        services.set_stand_in(absent=user, **data, by=actor_in(request), at=clock.now())

    return ask(request, form, page, do)


@require_POST
def end_stand_in(request: HttpRequest, stand_in: UUID) -> HttpResponse:
    """One's own, or that of somebody whom one administers."""
    actor = actor_in(request)
    row = StandIn.objects.filter(id=stand_in).select_related("absent__home_unit").first()
    known = row and (row.absent_id == actor.user_id or _administers(request, row.absent))
    if row is None or not known:
        raise NotFound
    services.end_stand_in(stand_in=row, by=actor, at=clock.now())
    messages.success(request, _("Nobody stands in any more."))
    return redirect("people:me") if row.absent_id == actor.user_id else redirect("people:person", row.absent_id)


def _self(request: HttpRequest) -> User:
    return User.objects.select_related("home_unit").get(id=actor_in(request).user_id)


def _administers(request: HttpRequest, user: User) -> bool:
    return queries.people_in(actor_in(request).scope("administer")).filter(id=user.id).exists()
