"""The forms of workflows: the draft that starts a process, and the draft of a task. Each is submitted only from here."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.language.text import LANGUAGES, Text, shortened
from engine.people.actor import Actor
from engine.people.clock import day_of, now
from engine.people.models import Unit
from engine.records.models import Record
from form_builder import render
from form_builder import services as forms
from form_builder.addresses import fill_url
from form_builder.models import Draft, Submission
from form_builder.ports import draft_ports, readers
from form_builder.ruled import as_rules_read
from workflows import assigning, run, services
from workflows.access import has_part, is_asked, may_see
from workflows.apart import require_apart
from workflows.branches import submission_key
from workflows.models import Assignment, Process, Task
from workflows.refusals import AlreadyDone, CannotStart, NotYours

START, TASK = "workflows.start", "workflows.task"


def begin(*, version: Version, unit: Unit, subject: Record | None = None, by: Actor, at: datetime) -> str:
    """Starts the draft of a workflow's first form; the address at which to fill it. Raises NotAllowed, CannotStart."""
    by.require("fill", unit)
    if not services.may_start(version, unit, at):
        raise CannotStart
    spec = catalogue.spec(version)
    form = catalogue.pinned(version, "form", spec.node(spec.start).body["form"])
    if form is None:
        raise CannotStart
    port = f"{START}:{version.pk}"
    draft = forms.start_draft(version=form, unit=unit, by=by, at=at, port=port, subject=subject)
    return fill_url(draft)


def draft_of(task: Task) -> Draft | None:
    """The open draft of a task, if somebody has begun it."""
    return Draft.objects.filter(port=f"{TASK}:{task.pk}", state=Draft.OPEN).first()


def previous_submission(task: Task) -> Submission | None:
    """What was handed in at this node before, when the process has come back to it."""
    process = task.process
    found = process.submissions.get(submission_key(process.data, task.node, str(task.token)))
    return Submission.objects.filter(pk=found).first() if found else None


def open_draft(task: Task, *, by: Actor, at: datetime) -> str:
    """The address at which the task's form is filled: its draft, begun now if need be, with the answers given before.

    Raises NotYours, AlreadyDone.
    """
    with run.locked(task.process_id) as process:
        task = Task.objects.select_related("process").get(pk=task.pk)
        _require_asked(task, by, at)
        draft = draft_of(task)
        if draft is None:
            draft = _begun(task, process, by, at)
        elif draft.owner_id != by.user_id:
            Draft.objects.filter(pk=draft.pk).update(owner_id=by.user_id)
    return fill_url(draft)


def _begun(task: Task, process: Process, by: Actor, at: datetime) -> Draft:
    key = assigning.node_of(task).body["form"]
    form = catalogue.pinned(process.version, "form", key)
    if form is None:
        raise CannotStart
    before = previous_submission(task)
    port = f"{TASK}:{task.pk}"
    given = process.data.get(task.node) if process.called_by_id and before is None else None
    subject = process.subject
    return forms.start_draft(
        version=form, unit=process.unit, by=by, at=at, port=port, subject=subject, supersedes=before, answers=given
    )


def _require_asked(task: Task, by: Actor, at: datetime) -> None:
    if not task.is_open:
        raise AlreadyDone
    asked = Assignment.objects.select_related("unit").filter(task=task, state=Assignment.OPEN)
    if not any(is_asked(assignment, by, day_of(at)) for assignment in asked):
        raise NotYours
    require_apart(task, by)
    require_apart(task, by)


def data_of(submission: Submission) -> dict[str, Any]:
    """The answers as the rules of a workflow read them."""
    return as_rules_read(catalogue.spec(submission.version), submission.answers)


class StartPort:
    """Handing in the draft makes the process."""

    discardable = True

    def submit(self, draft: Draft, submit: Callable[[], Submission], *, by: Any, at: datetime) -> str:
        """Submits, then starts the process with the answers; the process's address."""
        version = _version(draft)
        submission = submit()
        title, cents = headline(submission)
        process = services.start(
            version=version,
            unit=draft.unit,
            data=data_of(submission),
            title=title,
            amount_cents=cents,
            submission_id=submission.pk,
            subject=submission.subject,
            bindings=draft.bindings,
            by=by,
            at=at,
        )
        return f"/processes/{process.pk}/"

    def describe(self, draft: Draft) -> Text:
        """What will be started."""
        return _version(draft).definition.title

    def may_edit(self, draft: Draft, actor: Any) -> bool:
        """The one who began it, while they may fill at the unit."""
        return draft.owner_id == actor.user_id and actor.may("fill", draft.unit)

    def may_read(self, draft: Draft, actor: Any) -> bool:
        """The same."""
        return self.may_edit(draft, actor)


class TaskPort:
    """Handing in the draft finishes the task: the process is locked first, then the draft."""

    discardable = False

    def submit(self, draft: Draft, submit: Callable[[], Submission], *, by: Any, at: datetime) -> str:
        """Locks the process, submits, completes the task; the process's address."""
        task_id = UUID(draft.port.partition(":")[2])
        task = Task.objects.select_related("process").get(pk=task_id)
        with run.locked(task.process_id):
            task.refresh_from_db()
            _require_asked(task, by, at)
            submission = submit()
            title, cents = headline(submission)
            services.complete(
                task=task,
                outcome="",
                data=data_of(submission),
                submission_id=submission.pk,
                title=title if task.node == catalogue.spec(task.process.version).start else None,
                amount_cents=cents,
                by=by,
                at=at,
            )
        return f"/processes/{task.process_id}/"

    def describe(self, draft: Draft) -> Text:
        """The node's title."""
        return assigning.node_of(self._task(draft)).title

    def may_edit(self, draft: Draft, actor: Any) -> bool:
        """Whoever the task asks now."""
        task = self._task(draft)
        asked = Assignment.objects.select_related("unit").filter(task=task, state=Assignment.OPEN)
        on = day_of(now())
        return task.is_open and draft.owner_id == actor.user_id and any(is_asked(a, actor, on) for a in asked)

    def may_read(self, draft: Draft, actor: Any) -> bool:
        """Only who may edit: an unfinished amendment is nobody else's business."""
        return self.may_edit(draft, actor)

    def _task(self, draft: Draft) -> Task:
        rows = Task.objects.select_related("process__version__definition", "process__unit")
        return rows.get(pk=draft.port.partition(":")[2])


def headline(submission: Submission) -> tuple[Text, int | None]:
    """The title, in every language, and the amount in cents that the form's summary names."""
    amount = submission.answers.get(catalogue.spec(submission.version).summary.get("amount", ""))
    name = submission.version.definition.name
    title = {language: render.headline(submission, language) or name(language) for language in LANGUAGES}
    return shortened(title), int(Decimal(amount) * 100) if amount else None


def _version(draft: Draft) -> Version:
    rows = Version.objects.select_related("definition", "definition__owner")
    return rows.get(pk=draft.port.partition(":")[2])


def reads_through_process(submission: Submission, actor: Any) -> bool:
    """Whoever may see a process may read what was handed in for it; what is personal, only those who have a part in it."""
    process = Process.objects.select_related("unit").filter(pk__in=_processes_of(submission)).first()
    if process is None:
        return False
    personal = catalogue.spec(submission.version).personal
    return (has_part if personal else may_see)(process, actor, day_of(now()))


def _processes_of(submission: Submission) -> list[UUID]:
    rows = Task.objects.filter(data__submission=str(submission.pk))
    return list(rows.values_list("process_id", flat=True)[:1])


def register() -> None:
    """Enters the two ports and the reader; called once at start-up."""
    draft_ports.register(START, StartPort())
    draft_ports.register(TASK, TaskPort())
    readers.register("workflows", reads_through_process)
