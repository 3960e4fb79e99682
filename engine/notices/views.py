"""The notices page: what I was told, and marking it as read."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from engine.notices import queries, services
from engine.people import clock

A_PAGE = 30


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    told = queries.mine(request.actor)  # type: ignore[attr-defined]
    page = Paginator(told, A_PAGE).get_page(request.GET.get("page"))
    unread = queries.unread_count(request.actor)  # type: ignore[attr-defined]
    return render(request, "notices/list.html", {"page_obj": page, "unread": unread})


@require_POST
def read(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Marks one as read and goes on to what it is about."""
    services.mark_read(notices=[notice], by=request.actor, at=clock.now())  # type: ignore[attr-defined]
    onward = queries.mine(request.actor).get(id=notice).url  # type: ignore[attr-defined]
    if request.POST.get("open") and url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        return HttpResponseRedirect(onward)
    return redirect("notices:list")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    services.mark_all_read(by=request.actor, at=clock.now())  # type: ignore[attr-defined]
    messages.success(request, _("All notices are marked as read."))
    return redirect("notices:list")
