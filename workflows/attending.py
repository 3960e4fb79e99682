"""What needs somebody who looks after the work: actions that failed, and steps for which there was nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.forms import CharField, Form, Textarea
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from viewflow.workflow.status import PROCESS

from engine.catalogue import queries as catalogue
from engine.language.errors import NotAllowed, NotFound
from engine.language.text import Text, say
from engine.people import clock
from engine.people.actor import Actor
from engine.people.views.asking import Page, ask
from workflows import pages
from workflows.attempts import deciding
from workflows.attempts.failure import meaning
from workflows.models import ActionRun, Assignment, Process

MOST = 100


@dataclass(frozen=True)
class Parked:
    """A failed action as an administrator reads it: where it stands, what it was, what its failure means."""

    run: ActionRun
    process: Process
    step: Text
    means: Text


class ReasonForm(Form):
    """Why."""

    reason = CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("It is kept with the request, for whoever asks later."),
        max_length=deciding.MOST_WORDS,
        widget=Textarea(attrs={"rows": 3}),
    )


@require_GET
def attention(request: HttpRequest) -> HttpResponse:
    """Everything that needs the reader, at the units that they administer or whose work they give out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not (actor.may_anywhere("administer") or actor.may_anywhere("assign")):
        raise NotAllowed
    context = {"parked": [_read(row) for row in parked_for(actor)[:MOST]], "stranded": stranded_for(actor)[:MOST]}
    return render(request, "workflows/attention.html", {**context, "door": "attention"})


def parked_for(actor: Actor) -> Any:
    """The actions set aside at the units that the actor administers, the oldest first."""
    rows = ActionRun.objects.filter(actor.scope("administer").q("process__unit__path"), state=ActionRun.PARKED)
    return rows.select_related("process__version__definition", "process__unit", "task").filter(_active())


def stranded_for(actor: Actor) -> Any:
    """The steps that ask nobody, where the actor gives out the work or administers."""
    where = actor.scope("assign").q("process__unit__path") | actor.scope("administer").q("process__unit__path")
    rows = Assignment.objects.filter(where, _active(), state=Assignment.OPEN, role="", user__isnull=True)
    return rows.select_related("process__version__definition", "process__unit").order_by("created_at")


def _active() -> Q:
    return Q(process__status=PROCESS.NEW)


def _read(row: ActionRun) -> Parked:
    node = catalogue.spec(row.process.version).node(row.task.node)
    return Parked(row, row.process, node.title, meaning(row.error_code))


@require_http_methods(["GET", "POST"])
def retry(request: HttpRequest, pk: str) -> HttpResponse:
    """Has a parked action tried again."""
    page = Page(
        _("Try it again"),
        _("Try again"),
        reverse("attention"),
        _("It is tried again within a minute."),
        _("First see to it that what stood in its way is gone."),
    )
    return _decide(request, pk, page, deciding.retry)


@require_http_methods(["GET", "POST"])
def skip(request: HttpRequest, pk: str) -> HttpResponse:
    """Goes on without a parked action."""
    lead = _("The request goes on as if this had been done. Do by hand what the system could not.")
    page = Page(_("Go on without it"), _("Skip it"), reverse("attention"), _("Skipped."), lead, danger=True)
    return _decide(request, pk, page, deciding.skip)


def _decide(request: HttpRequest, pk: str, page: Page, do: Callable[..., object]) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    row = parked_for(actor).filter(pk=pk).first()
    if row is None:
        raise NotFound
    read = _read(row)
    words = pages.language()
    about = f"{row.process.version.definition.name(words)} {row.process.number} · {say(read.step, words)}. {page.lead}"

    def decide(data: dict[str, Any]) -> None:
        do(action=row, reason=data["reason"], by=actor, at=clock.now())

    shown = Page(page.title, page.submit, page.back, page.said, about, page.danger)
    return ask(request, ReasonForm(request.POST or None), shown, decide)
