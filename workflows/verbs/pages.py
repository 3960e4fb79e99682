"""Pages of what may be done about a process beside its steps. Each asks for what is needed, and goes back to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engine.language.errors import NotAllowed
from engine.people import clock
from engine.people.clock import day_of
from engine.people.views.asking import Page, actor_in, ask
from workflows import pages
from workflows.access import may_see, process_for
from workflows.models import Process
from workflows.verbs import commenting
from workflows.verbs.forms import CommentForm


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, pk: str) -> HttpResponse:
    """Says something about a process to all who may see it."""
    actor, now = actor_in(request), clock.now()
    process = process_for(actor, pk, day_of(now))
    if not may_see(process, actor, day_of(now)):
        raise NotAllowed
    people = commenting.mentionable(process, actor, now)
    form = CommentForm(request.POST or None, people, pages.language())
    page = Page(_("Write a comment"), _("Keep the comment"), _back(process), _("The comment is kept."), _about(process))

    def do(data: dict[str, Any]) -> None:
        chosen = [person for person in people if str(person.pk) in data.get("mention", [])]
        commenting.comment(process=process, words=data["words"], mention=chosen, by=actor, at=now)

    return ask(request, form, page, do)


def _back(process: Process) -> str:
    return reverse("process", args=[process.pk])


def _about(process: Process) -> str:
    return f"{process.version.definition.name(pages.language())} {process.number}"
