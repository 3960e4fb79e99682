"""The two pages for people who cannot sign in yet: an invitation, and the very first start."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from engine.people import arriving, clock, forms, queries, services
from engine.people.models import Unit
from engine.people.refusals import AlreadySetUp
from engine.people.views.asking import attempt
from engine.people.views.people import asks


def open_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for the not yet signed in, with passwords in it: never cached, never logged."""
    return login_not_required(never_cache(sensitive_post_parameters()(asks(view))))


@open_door
def join(request: HttpRequest, token: str) -> HttpResponse:
    user = arriving.invited(token, clock.now())
    form = forms.PasswordChosen(request.POST or None, user=user)

    def do(data: dict[str, Any]) -> None:
        services.accept_invitation(token=token, password=data["password"], at=clock.now())

    if request.method == "POST" and form.is_valid() and attempt(form, do):
        messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("account_login")
    # Never 422 here: the log would keep the address, and with it an invitation that still holds.
    return render(request, "people/join.html", {"form": form, "person": user})


@open_door
def set_up(request: HttpRequest) -> HttpResponse:
    if queries.is_set_up():
        raise AlreadySetUp
    form = forms.SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(form, _first_run):
        messages.success(request, _("Everything is ready. Sign in: the first page says which roles are still needed."))
        return redirect("account_login")
    return render(request, "people/setup.html", {"form": form}, status=422 if form.errors else 200)


def _first_run(data: dict[str, Any]) -> None:
    names = {"name_en": data["organisation_en"], "name_zh": data["organisation_zh"]}
    organisation = Unit(kind=data["kind"], code=data["code"], **names)
    newcomer = services.Newcomer(**{name: data[name] for name in ("username", "name_en", "name_zh", "email")})
    services.first_run(organisation=organisation, newcomer=newcomer, password=data["password"], at=clock.now())
