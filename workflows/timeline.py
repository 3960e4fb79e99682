"""What happened in a process, in order, for its page: who did what, with stamps where somebody decided."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from viewflow.workflow.status import PROCESS, STATUS

from engine.catalogue import queries as catalogue
from engine.language.registry import Registry
from engine.language.text import LANGUAGES, Text, both, say
from engine.people.actor import Actor
from workflows.access import may_see
from workflows.assigning import people_asked
from workflows.models import ActionRun, Assignment, Process, Task
from workflows.nodes.base import node_types
from workflows.wording import outcome_words


@dataclass(frozen=True)
class Moment:
    """One line of a timeline. `state` is done, now or next; `chop` the word of a stamp; `who` names."""

    at: datetime | None
    title: Text
    who: tuple[Any, ...] = ()
    state: str = "done"
    detail: Text = ""
    chop: Text = ""
    tone: str = ""
    back: bool = False
    due: datetime | None = None
    for_user: Any = None
    called: Process | None = None
    url: str = ""


tellers: Registry[Callable[[Task], Iterable[Moment]]] = Registry("teller of what happened at a type of node")
"""By node type: an app that keeps more than one event a task (decisions) tells them itself."""


asides: Registry[Callable[[Process], Iterable[Moment]]] = Registry("teller of what happened beside the steps")


@dataclass(frozen=True)
class Link:
    """Something that came of a process, such as its order."""

    label: Text
    url: str


related: Registry[Callable[[Process], Iterable[Link]]] = Registry("teller of what came of a process")


STOPPED: Mapping[str, Text] = {
    "withdrawn": both("Withdrawn", "已撤回"),
    "cancelled": both("Cancelled with the request that it is part of", "隨所屬申請一併取消"),
}


def of_process(process: Process, at: datetime) -> list[Moment]:
    """The whole story so far, and whom it waits for now."""
    spec = catalogue.spec(process.version)
    moments: list[Moment] = []
    for task in Task.objects.filter(process=process).select_related("owner").order_by("created", "id"):
        if task.node in spec.nodes:
            task.process = process
            moments += _at(task, spec.node(task.node), at)
    if process.outcome in STOPPED and process.status == PROCESS.CANCELED:
        note, words = process.notes.get(process.outcome, {}), STOPPED[process.outcome]
        who = (process.starter,) if process.outcome == "withdrawn" else ()
        stamp = words if who else ""
        moments.append(Moment(process.finished, words, who, detail=note.get("reason", ""), chop=stamp, tone="grey"))
    moments += [moment for tell in asides.values() for moment in tell(process)]
    return sorted(moments, key=lambda moment: (moment.at is None, moment.at or process.created))


def linked(moments: Iterable[Moment], actor: Actor, on: date) -> list[Moment]:
    """The same story; what was called leads to its own page for those who may see that."""
    return [
        replace(moment, url=reverse("process", args=[moment.called.pk]))
        if moment.called is not None and may_see(moment.called, actor, on)
        else moment
        for moment in moments
    ]


def bare(moments: Iterable[Moment]) -> list[Moment]:
    """The same story without what people wrote."""
    return [replace(moment, detail="") for moment in moments]


def _at(task: Task, node: Any, at: datetime) -> Iterable[Moment]:
    kind = node_types.get(node.type).kind
    if node.type in tellers:
        yield from tellers.get(node.type)(task)
    elif kind == "call":
        yield from _called(task, node)
    elif kind in {"human", "wait"} and task.status == STATUS.DONE:
        yield _done(task, node)
    elif kind in {"end", "terminate"}:
        yield Moment(task.finished, node.title, state="done")
    elif kind == "action":
        yield _by_the_engine(task, node)
    if task.is_open and kind in {"human", "wait"}:
        yield from _waiting(task, node, at)


AGAIN = both("It did not work yet and is tried again by itself.", "尚未成功，系統會自動重試。")
SET_ASIDE = both("It did not work. An administrator looks after it.", "未能完成，由系統管理員跟進。")
SKIPPED = both("Skipped", "已略過")


def _by_the_engine(task: Task, node: Any) -> Moment:
    """An action: done, skipped by somebody with a reason, or still to be done."""
    if task.is_open:
        parked = ActionRun.objects.filter(task=task, state=ActionRun.PARKED).exists()
        return Moment(None, node.title, state="now", detail=SET_ASIDE if parked else AGAIN)
    if task.data.get("skipped"):
        who = (task.owner,) if task.owner else ()
        return Moment(task.finished, node.title, who, detail=task.data.get("comment", ""), chop=SKIPPED, tone="grey")
    return Moment(task.finished, node.title)


def _called(task: Task, node: Any) -> Iterable[Moment]:
    """What a step runs: when it began, and what it came to."""
    rows = Process.objects.select_related("version__definition", "unit", "starter").filter(called_by=task)
    called = rows.first()
    words = [outcome_words(task.outcome) if task.status == STATUS.DONE else "", called.number if called else ""]
    detail = both(*(" · ".join(filter(None, (say(word, language) for word in words))) for language in LANGUAGES))
    state = "now" if task.is_open else "done"
    yield Moment(task.finished, node.title, state=state, detail=detail, called=called)


def _done(task: Task, node: Any) -> Moment:
    """What came of a task: the words of the way it took (a way back is marked), and what was said with it."""
    ways = node_types.get(node.type).targets(node)
    way = next((way for way in ways if way.outcome == task.outcome), None)
    back = way is not None and _stands_before(task, way.to)
    title = way.label if way is not None and way.label else node.title
    who, words = (task.owner,) if task.owner else (), task.data.get("comment", "")
    return Moment(task.finished, title, who, detail=words, back=back, for_user=_absent(task))


def _absent(task: Task) -> Any:
    """For whom it was done, when a stand-in was asked in somebody's place."""
    done = Assignment.objects.filter(task=task, state=Assignment.DONE, closed_by=task.owner, for_user__isnull=False)
    row = done.select_related("for_user").first()
    return row.for_user if row else None


def _stands_before(task: Task, node: str) -> bool:
    """Whether this story came to `node` before it first came to the task's own."""
    first = Task.objects.filter(process_id=task.process_id, node=task.node).order_by("created", "pk").first() or task
    return Task.objects.filter(process_id=task.process_id, node=node, created__lt=first.created).exists()


def _waiting(task: Task, node: Any, at: datetime) -> Iterable[Moment]:
    rows = Assignment.objects.filter(task=task, state=Assignment.OPEN).select_related(
        "user", "for_user", "unit", "process__unit"
    )
    asked = list(rows)
    if not asked:
        yield Moment(None, node.title, state="now", due=task.due)
    for assignment in asked:
        who = tuple(people_asked(assignment, at))
        absent = assignment.for_user
        yield Moment(None, assignment.act or node.title, who, state="now", due=assignment.due, for_user=absent)
