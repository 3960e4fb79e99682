"""The first page: what waits for me, what I have not finished, what I started, what I may start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from config import first_steps, home_rows
from config.home_rows import Found
from engine.language.registry import Registry
from engine.language.text import active
from engine.people import clock


@dataclass(frozen=True)
class Reader:
    """For whom and when the page is made. `now` is the present moment, `language` as documents write it."""

    actor: Any
    now: datetime
    language: str


@dataclass(frozen=True)
class Panel:
    """One part of the home page: the template that shows it, and what reads its rows."""

    template: str
    read: Callable[[Reader], Found]


panels: Registry[Panel] = Registry("home panel")
panels.register("first steps", Panel("home/first_steps.html", lambda r: first_steps.read(r.actor, r.language)))
panels.register("waiting", Panel("home/waiting.html", lambda r: home_rows.waiting(r.actor, r.now, r.language)))
panels.register("proposals", Panel("home/proposals.html", lambda r: home_rows.proposals(r.actor, r.language)))
panels.register("drafts", Panel("home/drafts.html", lambda r: home_rows.drafts(r.actor, r.language)))
panels.register(
    "start", Panel("home/start.html", lambda r: home_rows.startable(r.actor, clock.day_of(r.now), r.language))
)
panels.register("reports", Panel("home/reports.html", lambda r: home_rows.reports(r.actor, r.now, r.language)))
panels.register("started", Panel("home/started.html", lambda r: home_rows.started(r.actor, r.language)))


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """GET /: the reader's own page."""
    reader = Reader(request.actor, clock.now(), active(get_language()))  # type: ignore[attr-defined]
    found = {name: panels.get(name).read(reader) for name in panels.names()}
    context = {
        "panels": [{"template": panels.get(name).template, "found": rows} for name, rows in found.items()],
        "waiting": found["waiting"],
        "today": clock.day_of(reader.now),
    }
    return render(request, "home.html", context)
