"""Pages for whoever keeps the work of a unit going: giving a task to somebody else, having people asked again."""

from typing import Any

from django.contrib import messages
from django.forms import CharField, ChoiceField, Form, Textarea
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from engine.language.errors import NotAllowed
from engine.language.text import say
from engine.people import clock
from engine.people.clock import day_of
from engine.people.models import Role
from engine.people.views.asking import Page, ask
from workflows import giving, pages
from workflows.access import may_assign, open_task_for
from workflows.assigning import node_of
from workflows.models import Task
from workflows.nodes.base import node_types


class GiveForm(Form):
    """To whom, and why."""

    seat = ChoiceField(label=gettext_lazy("Give it to"))
    reason = CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Both people read this."),
        max_length=giving.MOST_WORDS,
        widget=Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, seats: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["seat"].choices = [("", _("Choose somebody")), *seats]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, pk: str) -> HttpResponse:
    """Gives an open task to another person who may do it."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    task = open_task_for(actor, pk, day_of(now))
    if not may_assign(task.process, actor):
        raise NotAllowed
    words = pages.language()
    seats = giving.seats(task, day_of(now))
    form = GiveForm(request.POST or None, _named(seats, words))
    back = reverse("process", args=[task.process_id])
    lead = _lead(task, words) if seats else _("Nobody else may do this step. Give somebody the role first.")
    page = Page(_("Give this task to somebody else"), _("Give the task"), back, _("The task is given."), lead)

    def do(data: dict[str, Any]) -> None:
        giving.give(task=task, seat=data["seat"], reason=data["reason"], by=actor, at=now)

    return ask(request, form, page, do)


@require_POST
def ask_again(request: HttpRequest, pk: str) -> HttpResponse:
    """Asks again whoever may do a task that waits for nobody."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    task = open_task_for(actor, pk, day_of(now))
    node_types.get(node_of(task).type).ask_again(task, by=actor, at=now)
    messages.success(request, _("Asked again."))
    return redirect("process", pk=task.process_id)


def _lead(task: Task, language: str) -> str:
    facts = {
        "kind": task.process.version.definition.name(language),
        "number": task.process.number,
        "step": say(node_of(task).title, language),
    }
    return _("%(kind)s %(number)s, step “%(step)s”.") % facts


def _named(seats: list[giving.Seat], language: str) -> list[tuple[str, str]]:
    """Each seat by the person's name, with the role where the task asks more than one."""
    roles = {role.code: role.named(language) for role in Role.objects.all()}
    many = len({seat.assignment.pk for seat in seats}) > 1
    return [
        (seat.key, seat.person.name(language) + (f" ({roles.get(seat.assignment.role, '')})" if many else ""))
        for seat in seats
    ]
