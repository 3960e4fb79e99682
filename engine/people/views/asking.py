"""What the pages share: who asks, what they administer, and a page that asks for one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from engine.language.errors import NotAllowed, NotFound, Refusal
from engine.language.text import active, say
from engine.people import clock, queries
from engine.people.actor import Actor, Scope
from engine.people.models import Unit, User


@dataclass(frozen=True)
class Page:
    """A page with one form: its words, where its links lead, and what is said when it is done."""

    title: str
    submit: str
    back: str
    said: str
    lead: str = ""
    danger: bool = False


def actor_in(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


def today() -> date:
    return clock.day_of(clock.now())


def language() -> str:
    return active(get_language())


def administered(request: HttpRequest) -> Scope:
    """What the reader administers. Refuses: NotAllowed when that is nothing."""
    scope = actor_in(request).scope("administer")
    if scope.is_empty:
        raise NotAllowed
    return scope


def person_in(request: HttpRequest, person: UUID) -> User:
    """One of the people whom the reader administers. Refuses: NotAllowed, NotFound."""
    found = queries.people_in(administered(request)).select_related("home_unit").filter(id=person).first()
    if found is None:
        raise NotFound
    return found


def unit_in(request: HttpRequest, unit: UUID) -> Unit:
    """One of the units that the reader administers. Refuses: NotAllowed, NotFound."""
    found = queries.units_in(administered(request)).filter(id=unit).first()
    if found is None:
        raise NotFound
    return found


def ask(request: HttpRequest, form: forms.Form, page: Page, do: Callable[[dict[str, Any]], object]) -> HttpResponse:
    """Shows the form; when it is sent and sound, does it and goes back. A refusal is said above the form."""
    if request.method == "POST" and form.is_valid() and attempt(form, do):
        messages.success(request, page.said)
        return HttpResponseRedirect(page.back)
    status = 422 if form.errors else 200
    return render(request, "people/ask.html", {"form": form, "page": page}, status=status)


def attempt(form: forms.Form, do: Callable[[dict[str, Any]], object]) -> bool:
    """Whether it was done; if refused, the form says why. What the reader may not do at all stays a refusal."""
    try:
        do(form.cleaned_data)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        form.add_error(None, say(refusal.message, language()))
        return False
    return True
