"""What the pages of workflows read: rows of the inbox, the facts of a process, its picture. Nothing here writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from viewflow.workflow.status import PROCESS, STATUS

from engine.audit.services import record_read
from engine.catalogue import queries as catalogue
from engine.language.text import Text, active, say
from engine.people.actor import Actor
from engine.people.clock import day_of, now
from engine.people.models import Unit
from form_builder.binding import library_for
from form_builder.models import Submission
from form_builder.services import note_read
from workflows import inbox
from workflows.access import has_part, is_asked, may_assign, may_manage, may_see
from workflows.assigning import node_of
from workflows.diagram import draw, graph_of, in_words
from workflows.diagram.graph import BEGIN as BEGIN_SPOT
from workflows.models import Assignment, Process, Task
from workflows.starting import Startable as Startable
from workflows.starting import startable as startable
from workflows.wording import outcome_words

LISTS = {"mine": inbox.open_for, "centre": inbox.in_centre, "done": inbox.done_by}
PAGE = 30
MANY = 9
"""From more than this many things to start on, the page has a search."""


@dataclass(frozen=True)
class Entry:
    """One row of the inbox."""

    task_id: Any
    title: str
    kind: str
    unit: Unit
    number: str
    cents: int | None
    due: datetime | None
    done: datetime | None
    taken_by: Any
    url: str


def groups_to_start(rows: list[Startable]) -> list[tuple[str, list[Startable]]]:
    """What may be started under its headings: used lately, workflows, forms; one heading is none."""
    lately, others = [row for row in rows if row.times], [row for row in rows if not row.times]
    flows = [row for row in others if row.version.definition.kind == "workflow"]
    forms = [row for row in others if row.version.definition.kind != "workflow"]
    found = [(_("Used lately"), lately), (_("Requests and reports"), flows), (_("Forms"), forms)]
    return [(title, group) for title, group in found if group]


def entries(rows: Iterable[Assignment], language: str) -> list[Entry]:
    """Rows of the inbox, one a task."""
    found: dict[Any, Entry] = {}
    for row in rows:
        found.setdefault(row.task_id, _entry(row, language))
    return list(found.values())


def _entry(row: Assignment, language: str) -> Entry:
    process = row.process
    kind = process.version.definition.name(language)
    return Entry(
        task_id=row.task_id,
        title=say(process.title, language, kind),
        kind=kind,
        unit=process.unit,
        number=process.number,
        cents=process.amount_cents,
        due=None if row.closed_at else row.due,
        done=row.closed_at,
        taken_by=row.user if row.role and row.user_id else None,
        url=reverse("task", args=[row.task_id]),
    )


def rows_of(show: str, actor: Actor) -> QuerySet[Assignment]:
    """The assignments behind a tab of the inbox."""
    return LISTS[show](actor).select_related("user")


def counts(actor: Actor) -> list[tuple[str, str, int]]:
    """The tabs of the inbox: name, words, how many tasks."""
    words = {"mine": _("For me"), "centre": _("My centre"), "done": _("Done")}
    return [(name, words[name], LISTS[name](actor).order_by().values("task").distinct().count()) for name in LISTS]


def language() -> str:
    """The reader's language, as documents write it."""
    return active(get_language())


def seat_of(task: Task, actor: Actor) -> Assignment | None:
    """The open assignment that asks this person, if there is one."""
    rows = Assignment.objects.select_related("unit", "user").filter(task=task, state=Assignment.OPEN)
    return next((row for row in rows if is_asked(row, actor, day_of(now()))), None)


@dataclass(frozen=True)
class Managed:
    """An open step as whoever keeps the work going sees it: what it is called, and what they may do about it."""

    task: Task
    title: Text
    may_give: bool
    may_ask_again: bool


def managed(process: Process, actor: Actor) -> list[Managed]:
    """The open human steps of a process about which the actor may do something."""
    if not process.is_active or not may_manage(process, actor):
        return []
    open_ones = process.task_set.filter(finished__isnull=True, flow_task_type="HUMAN").select_related("process")
    found = [_managed(task, actor) for task in open_ones]
    return [one for one in found if one.may_give or one.may_ask_again]


def _managed(task: Task, actor: Actor) -> Managed:
    asked = list(Assignment.objects.filter(task=task, state=Assignment.OPEN))
    stranded = all(assignment.asks_nobody for assignment in asked)
    again = stranded and (bool(asked) or actor.may("administer", task.process.unit))
    return Managed(task, node_of(task).title, bool(asked) and may_assign(task.process, actor), again)


def next_url(entries: list[Entry], task: Task | None) -> str:
    """The task after this one in the list, or the inbox itself."""
    ids = [entry.task_id for entry in entries]
    place = ids.index(task.pk) + 1 if task and task.pk in ids else 0
    others = [entry for entry in [*entries[place:], *entries[:place]] if not task or entry.task_id != task.pk]
    return others[0].url if others else reverse("inbox")


def state_of(process: Process) -> tuple[Text, str]:
    """The state of a process in words, and its tone."""
    if process.status == PROCESS.NEW:
        return {"en": "Under way", "zh-Hant": "處理中"}, "due"
    tones = {"approved": "done", "done": "done", "acknowledged": "done", "rejected": "stop"}
    return outcome_words(process.outcome), tones.get(process.outcome, "")


def picture(process: Process) -> dict[str, Any]:
    """The diagram with its live states, and the same in words."""
    spoken, spec = language(), catalogue.spec(process.version)
    graph = graph_of(spec, spoken)
    states, taken = _progress(process)
    title = _("Diagram of this process; the list below says the same in words.")
    return {"svg": draw(graph, states=states, taken=taken, title=title), "lines": in_words(graph, states)}


def _progress(process: Process) -> tuple[dict[str, str], set[tuple[str, str]]]:
    tasks = {row["pk"]: row for row in Task.objects.filter(process=process).values("pk", "node", "finished", "status")}
    states: dict[str, str] = {}
    for row in tasks.values():
        if row["finished"] is None:
            states[_spot(row["node"])] = "now"
        elif row["status"] == STATUS.DONE:
            states.setdefault(_spot(row["node"]), "done")
    links = Task.previous.through.objects.filter(from_task__process=process).values_list("to_task", "from_task")
    return states, {(_spot(tasks[a]["node"]), _spot(tasks[b]["node"])) for a, b in links if a in tasks and b in tasks}


def _spot(node: str) -> str:
    return BEGIN_SPOT if node == "begin" else node


def papers(process: Process, actor: Actor) -> tuple[list[Submission], list[Any]]:
    """The submissions of a process, and what they say, read-only."""
    from form_builder.access import may_read
    from form_builder.render import filled

    ids = [str(pk) for pk in process.submissions.values()]
    rows = Submission.objects.filter(pk__in=ids).select_related("version__definition", "unit", "by", "subject")
    found = {str(row.pk): row for row in rows}
    shown = [found[pk] for pk in ids if pk in found and may_read(found[pk], actor)]
    given = [filled(what, actor, language()) for what in _given(process, actor)]
    return shown, [*given, *(filled(row, actor, language()) for row in shown)]


def _given(process: Process, actor: Actor) -> list[Any]:
    """What the caller of a process gave to its first form, which nobody handed in yet: a form and answers."""
    spec = catalogue.spec(process.version)
    if process.called_by_id is None or spec.start in process.submissions:
        return []
    form = catalogue.pinned(process.version, "form", spec.node(spec.start).body["form"])
    on = day_of(now())
    if form is None or not (has_part if catalogue.spec(form).personal else may_see)(process, actor, on):
        return []
    record_read(by=actor, at=now(), about=("process", str(process.pk)), count=1, why="process")
    return [(catalogue.spec(form), process.data.get(spec.start, {}), library_for(form, process.bindings))]


def caller_of(process: Process, actor: Actor, on: date) -> Process | None:
    """The process of which this one is a part, for those who may see that."""
    if process.called_by_id is None:
        return None
    rows = Process.objects.select_related("version__definition", "unit", "starter")
    caller: Process = rows.get(task=process.called_by_id)
    return caller if may_see(caller, actor, on) else None


def read_papers(process: Process, actor: Actor, *, why: str) -> list[Any]:
    """The papers of a process; that they were read is noted in the audit trail."""
    shown, papers_shown = papers(process, actor)
    note_read(submissions=shown, why=why, by=actor, at=now())
    return papers_shown
