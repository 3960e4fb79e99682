"""The task page of an approval: what is asked, why you, what happened, and the bar that decides."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from approvals import reading, services
from approvals.eligibility import barred_from, seat_for
from approvals.models import Decision, Round, Step
from approvals.running import Running, running
from engine.language.errors import NotFound, Refusal
from engine.language.text import Text, both, say
from engine.people import clock
from engine.people.actor import Actor
from engine.people.models import User
from workflows import timeline
from workflows.models import Task
from workflows.nodes.base import Panel
from workflows.pages import read_papers

NEED_WORDS = (Decision.RETURN, Decision.REJECT)
APART = both("You did not ask for it and decided no earlier step.", "你並非申請人，亦未參與較早的步驟。")


def panel_of(task: Task, actor: Actor, request: HttpRequest) -> Panel:
    """Everything the page needs; once the task is decided, only what happened."""
    opened = Round.objects.filter(task=task, void=False).first()
    step = opened.steps.select_related("round").filter(state=Step.OPEN).first() if opened else None
    context: dict[str, Any] = {"papers": read_papers(task.process, actor, why="task")}
    if opened is not None and step is not None:
        context |= _open_context(task, opened, step, actor, request)
    return Panel("approvals/panel.html", context)


def _open_context(task: Task, opened: Round, step: Step, actor: Actor, request: HttpRequest) -> dict[str, Any]:
    here, at = running(task), clock.now()
    barrier, behalf = _barrier(step, task, here, actor, at)
    story = [moment for moment in timeline.of_process(task.process, at) if moment.state != "now"]
    return {
        "step": step,
        "moments": [*story, *reading.to_come(step, task.due, mine=barrier is None)],
        "why": both(f"{say(step.why, 'en')}.", f"{say(step.why, 'zh-Hant')}。"),
        "apart": APART,
        "barrier": barrier,
        "behalf": behalf,
        "verdicts": here.verdicts if barrier is None else (),
        "reasons": list(here.reasons(clock.day_of(at)).items()),
        "last": opened.steps.count(),
        "next_step": _next_words(step, here),
        "ask": _asked(request, here),
        "typed": {"reason": request.POST.get("reason", ""), "comment": request.POST.get("comment", "")},
        "parked": _parked(task, actor),
    }


def answer(task: Task, request: HttpRequest, *, by: Actor, at: datetime) -> str:
    """Decides as posted; answers the url to show next. Without a script the first press only asks for the reason."""
    posted = request.POST
    verdict = posted.get("verdict", "")
    if verdict == "ask_again":
        services.ask_again(task=task, by=by, at=at)
        return task_url(task)
    if verdict in NEED_WORDS and "asked" not in posted:
        return f"{task_url(task)}?ask={verdict}"
    words = {"reason_code": posted.get("reason", ""), "comment": posted.get("comment", "")}
    services.decide(task=task, verdict=verdict, step=_seen(posted.get("step", "")), by=by, at=at, **words)
    messages.success(request, _said(verdict))
    return ""


def _seen(step: str) -> UUID | None:
    """The step that the page showed; a made-up one is nothing to be found."""
    try:
        return UUID(step) if step else None
    except ValueError as nonsense:
        raise NotFound from nonsense


def task_url(task: Task) -> str:
    """The page of the task."""
    return f"/tasks/{task.pk}/"


def _said(verdict: str) -> str:
    return {
        Decision.APPROVE: _("Your approval is recorded."),
        Decision.RETURN: _("Returned for changes."),
        Decision.REJECT: _("Your rejection is recorded."),
    }[verdict]


def _barrier(step: Step, task: Task, here: Running, actor: Actor, at: datetime) -> tuple[Text | None, str]:
    """Why this person cannot decide now (None: they can), and whom they would stand in for."""
    try:
        seat = seat_for(step, barred_from(step, task, here), actor, at)
    except Refusal as refusal:
        return refusal.message, ""
    absent = User.objects.filter(pk=seat.on_behalf_of).first() if seat.on_behalf_of else None
    return None, absent.name(reading.language()) if absent else ""


def _next_words(step: Step, here: Running) -> Text:
    """What an approval sets going: the next step of the chain, or what the document says of the last one."""
    following = step.round.steps.filter(state=Step.WAITING).order_by("order").first()
    if following is None:
        return here.node.body.get("next_words", "")
    roles = reading.roles_in_words(following.roles)
    return both(f"On approval it goes to: {roles}.", f"批准後交由：{roles}。")


def _asked(request: HttpRequest, here: Running) -> str:
    """Which words the page asks for: chosen without a script, or refused because they were missing."""
    wanted = request.POST.get("verdict") or request.GET.get("ask", "")
    return wanted if wanted in NEED_WORDS and wanted in here.verdicts else ""


def _parked(task: Task, actor: Actor) -> bool:
    """Whether nobody is asked and this person could have somebody asked."""
    waiting = task.assignments.filter(state="open").exists()
    return not waiting and actor.may("administer", task.process.unit)
