"""Everybody whom the reader administers, and one person: roles, line manager, stand-ins, and how they go."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engine.language.errors import NotFound
from engine.people import clock, forms, queries, services
from engine.people.arriving import invitation_path
from engine.people.handovers import waiting
from engine.people.mails import absolute
from engine.people.models import Holding, LineManager, User
from engine.people.views.asking import Page, actor_in, administered, ask, attempt, language, person_in, today

A_PAGE = 40
asks = require_http_methods(["GET", "POST"])


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    scope = administered(request)
    people = queries.people_in(scope).select_related("home_unit").distinct().order_by("-is_active", "name_en")
    if words := request.GET.get("q", "").strip():
        named = Q(name_en__icontains=words) | Q(name_zh__icontains=words) | Q(username__icontains=words)
        people = people.filter(named | Q(email__icontains=words))
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "people/index.html", {"page_obj": page, "words": words, "roles": _roles_of(page.object_list)}
    )


@require_GET
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    user, actor = person_in(request, person), actor_in(request)
    home = user.home_unit.path if user.home_unit else "/"
    held = Holding.objects.filter(user=user).filter(administered(request).q()).select_related("role", "unit")
    context = {
        "person": user,
        "whole": actor.may("administer", home),
        "self": user.id == actor.user_id,
        "holdings": [(row, _when(row)) for row in held.order_by("-starts")],
        "managers": [(row, _when(row)) for row in _managers(user)],
        "stand_ins": [(row, _when(row)) for row in queries.stand_ins_of(user)],
        "reports": queries.reports_of(user, today()),
        "waiting": waiting(user),
        "joined": user.has_usable_password(),
    }
    return render(request, "people/person.html", context)


@asks
def invite(request: HttpRequest) -> HttpResponse:
    units = queries.units_in(administered(request))
    initial = {"starts": today(), "language": "en", "unit": request.GET.get("unit")}
    form = forms.InviteForm(request.POST or None, initial=initial, units=units)
    lead = _("They get an e-mail with a link where they choose their own password. It holds for seven days.")
    page = Page(_("Invite somebody"), _("Invite"), reverse("people:index"), "", lead)
    invited: list[User] = []
    at = clock.now()

    def do(data: dict[str, Any]) -> None:
        names = ("username", "name_en", "name_zh", "email", "language")
        newcomer = services.Newcomer(**{name: data[name] for name in names})
        places = {name: data[name] for name in ("unit", "role", "starts")}
        invited.append(services.invite(newcomer=newcomer, **places, by=actor_in(request), at=at))

    if request.method == "POST" and form.is_valid() and attempt(form, do):
        return _show_link(request, invited[0], invitation_path(invited[0], at))
    status = 422 if form.errors else 200
    return render(request, "people/ask.html", {"form": form, "page": page}, status=status)


@require_POST
def link(request: HttpRequest, person: UUID) -> HttpResponse:
    """A fresh invitation, shown once."""
    user = person_in(request, person)
    path = services.invite_again(user=user, by=actor_in(request), at=clock.now())
    return _show_link(request, user, path)


def _show_link(request: HttpRequest, user: User, path: str) -> HttpResponse:
    """The link, this once: mail may be slow, or the person may have none."""
    return render(request, "people/link.html", {"person": user, "address": absolute(path)})


@asks
def edit(request: HttpRequest, person: UUID) -> HttpResponse:
    user = person_in(request, person)
    names = ("name_en", "name_zh", "email", "home_unit")
    form = forms.PersonForm(
        request.POST or None,
        initial={name: getattr(user, name) for name in names},
        units=queries.units_in(administered(request)),
    )
    page = Page(user.name(language()), _("Save"), _home_of(user), _("Saved."))
    return ask(
        request, form, page, lambda data: services.edit_person(user=user, **data, by=actor_in(request), at=clock.now())
    )


@asks
def give_role(request: HttpRequest, person: UUID) -> HttpResponse:
    user = person_in(request, person)
    units = queries.units_in(administered(request))
    form = forms.RoleGiven(request.POST or None, initial={"starts": today(), "unit": user.home_unit}, units=units)
    title = _("Give %(name)s a role") % {"name": user.name(language())}
    page = Page(title, _("Give the role"), _home_of(user), _("The role is given."))
    return ask(
        request, form, page, lambda data: services.give_role(user=user, **data, by=actor_in(request), at=clock.now())
    )


@asks
def end_role(request: HttpRequest, holding: UUID) -> HttpResponse:
    held = Holding.objects.filter(administered(request).q(), id=holding).select_related("user", "role", "unit").first()
    if held is None:
        raise NotFound
    form = forms.RoleEnded(request.POST or None, initial={"ends": max(today(), held.starts)})
    facts = {"role": held.role.named(language()), "unit": held.unit.name(language())}
    lead = _("%(role)s at %(unit)s. After the last day, everything this role allowed there is over.") % facts
    title = _("End a role of %(name)s") % {"name": held.user.name(language())}
    page = Page(title, _("End the role"), _home_of(held.user), _("The role has a last day now."), lead, danger=True)
    return ask(
        request, form, page, lambda data: services.end_role(holding=held, **data, by=actor_in(request), at=clock.now())
    )


@asks
def line_manager(request: HttpRequest, person: UUID) -> HttpResponse:
    user = person_in(request, person)
    people = queries.people_in(administered(request)).exclude(id=user.id).distinct()
    form = forms.ManagerForm(request.POST or None, initial={"starts": today()}, people=people)
    title = _("Line manager of %(name)s") % {"name": user.name(language())}
    page = Page(title, _("Save"), _home_of(user), _("Saved."))
    return ask(
        request,
        form,
        page,
        lambda data: services.set_line_manager(user=user, **data, by=actor_in(request), at=clock.now()),
    )


@asks
def stand_in(request: HttpRequest, person: UUID) -> HttpResponse:
    user = person_in(request, person)
    form = forms.StandInForm(request.POST or None, initial={"starts": today()}, people=queries.colleagues_of(user))
    title = _("A stand-in for %(name)s") % {"name": user.name(language())}
    lead = _("On these days the stand-in may do the work of the absent person, and it is shown so.")
    page = Page(title, _("Save"), _home_of(user), _("Saved."), lead)
    return ask(
        request,
        form,
        page,
        lambda data: services.set_stand_in(absent=user, **data, by=actor_in(request), at=clock.now()),
    )


@asks
def hand_over(request: HttpRequest, person: UUID) -> HttpResponse:
    user = person_in(request, person)
    people = queries.people_in(administered(request)).exclude(id=user.id).distinct()
    form = forms.HandOverForm(request.POST or None, people=people)
    title = _("Hand over the work of %(name)s") % {"name": user.name(language())}
    lead = _("Open tasks, drafts and records pass to this person. What is finished keeps its names.")
    page = Page(title, _("Hand over"), _home_of(user), _("The work is handed over."), lead)
    return ask(
        request, form, page, lambda data: services.hand_over(leaver=user, **data, by=actor_in(request), at=clock.now())
    )


@asks
def deactivate(request: HttpRequest, person: UUID) -> HttpResponse:
    user = person_in(request, person)
    form = forms.ReasonForm(request.POST or None)
    title = _("Deactivate the account of %(name)s") % {"name": user.name(language())}
    lead = _("They can no longer sign in, and all their roles end. Their name stays in everything they did.")
    page = Page(title, _("Deactivate"), _home_of(user), _("The account is deactivated."), lead, danger=True)
    return ask(
        request, form, page, lambda data: services.deactivate(user=user, **data, by=actor_in(request), at=clock.now())
    )


@asks
def reactivate(request: HttpRequest, person: UUID) -> HttpResponse:
    user = person_in(request, person)
    form = forms.ConfirmForm(request.POST or None)
    title = _("Reactivate the account of %(name)s") % {"name": user.name(language())}
    lead = _("They may sign in again. Roles do not come back by themselves.")
    page = Page(title, _("Reactivate"), _home_of(user), _("The account is active again."), lead)
    return ask(request, form, page, lambda _data: services.reactivate(user=user, by=actor_in(request), at=clock.now()))


def _home_of(user: User) -> str:
    return reverse("people:person", args=[user.id])


def _when(row: object) -> str:
    """Whether a dated fact is to come, holds now or is over."""
    if row.starts > today():  # type: ignore[attr-defined]
        return "next"
    return "now" if row.holds_on(today()) else "over"  # type: ignore[attr-defined]


def _managers(user: User) -> list[LineManager]:
    return list(LineManager.objects.filter(user=user).select_related("manager").order_by("-starts"))


def _roles_of(people: object) -> dict[object, list[Holding]]:
    roles: dict[object, list[Holding]] = {}
    for held in queries.holdings_on(today()).filter(user__in=people).select_related("role", "unit"):
        roles.setdefault(held.user_id, []).append(held)
    return roles
