"""The verbs of approvals: decide, and ask again. Each locks the process first."""

from datetime import datetime
from uuid import UUID

from approvals.eligibility import Seat, barred_from, seat_for
from approvals.models import Decision, Round, Step
from approvals.notices import tell_decided
from approvals.opening import ask_step, open_next
from approvals.refusals import AlreadyDecided, CommentNeeded, NobodyMissing, ReasonNeeded, TooManyWords, UnknownVerdict
from approvals.running import Running, running
from approvals.wording import already
from engine.language.text import Text
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.prepared import Prepared, fresh, insert, update
from workflows import run, trail
from workflows import services as workflow
from workflows.models import Assignment, Task

MOST_WORDS = 2000


def decide(
    *,
    task: Task,
    verdict: str,
    reason_code: str = "",
    comment: str = "",
    step: UUID | str | None = None,
    by: Actor,
    at: datetime,
) -> Decision:
    """Records what `by` decided at the open step of `task`, and moves the process on when that was the last word.

    `step` is the step that the person saw: when it has closed since, the refusal says who was first.
    Raises AlreadyDecided, NotAsked, OwnRequest, KeptApart, UnknownVerdict, ReasonNeeded, CommentNeeded.
    """
    with run.locked(task.process_id, seen=task._state.fields_cache.get("process")) as process:
        current, following = _open_step(task, step)
        task = current.round.task
        task.process = process
        here = running(task)
        barred = barred_from(current, task, here)
        seat = seat_for(current, barred, by, at)
        comment = comment.strip()
        if len(comment) > MOST_WORDS:
            raise TooManyWords
        label = _reason(here, verdict, reason_code, comment, at)
        decision = _write(current, seat, verdict, reason_code if label else "", label, comment, by, at)
        if verdict != Decision.APPROVE:
            _ended(task, current, decision, seat, by, at)
        elif _enough(current, seat, by, at):
            _close_step(current, seat, by, at)
            if following:
                open_next(following[0], task, here, barred.and_also(seat.people(by)), at)
            else:
                _complete(task, current.round, decision, by, at)
    return decision


def ask_again(*, task: Task, by: Actor, at: datetime) -> list[Assignment]:
    """Asks the open step's people once more, after a role was given to somebody. Raises NotAllowed, NobodyMissing."""
    by.require("administer", task.process.unit)
    with run.locked(task.process_id) as process:
        current, _ = _open_step(task, None)
        task = current.round.task
        task.process = process
        here = running(task)
        if Assignment.objects.filter(task=task, state=Assignment.OPEN).exists():
            raise NobodyMissing
        about = ("task", str(task.pk))
        trail.note(process, "approval.asked_again", by=by, at=at, about=about, fields={"step": current.key})
        return ask_step(current, task, here, barred_from(current, task, here), at)


def _open_step(task: Task, seen: UUID | str | None) -> tuple[Step, list[Step]]:
    """The open step of the task as it is now that its process is locked, and those that wait behind it."""
    steps: list[Step] = _unfinished(task=task.pk)
    current = next((step for step in steps if step.state == Step.OPEN), None)
    if current is None or not current.round.task.is_open or (seen and str(current.pk) != str(seen)):
        raise _was_first(task, seen)
    return current, [step for step in steps if step.state == Step.WAITING]


_unfinished: Prepared[Step] = Prepared(
    lambda task: (
        Step.objects.filter(round__task=task, round__void=False, state__in=[Step.OPEN, Step.WAITING])
        .select_related("round__task")
        .order_by("order")
    ),
    task=UUID,
)


def _was_first(task: Task, seen: UUID | str | None) -> AlreadyDecided:
    decisions = Decision.objects.filter(step__round__task=task).select_related("by", "step").order_by("-at", "-id")
    last = (decisions.filter(step_id=seen).first() if seen else None) or decisions.first()
    return AlreadyDecided(already(last) if last else None)


def _reason(here: Running, verdict: str, code: str, comment: str, at: datetime) -> Text:
    """The label of the reason for a rejection; refuses when what the verdict needs is not there."""
    if verdict not in here.verdicts:
        raise UnknownVerdict
    if verdict == Decision.RETURN and not comment:
        raise CommentNeeded
    if verdict != Decision.REJECT:
        return {}
    options = here.reasons(day_of(at))
    if options and code not in options:
        raise ReasonNeeded
    if not options and not comment:
        raise CommentNeeded
    return options.get(code, {})


def _write(
    step: Step, seat: Seat, verdict: str, code: str, label: Text, comment: str, by: Actor, at: datetime
) -> Decision:
    decision = fresh(
        Decision,
        step=step,
        by_id=by.user_id,
        on_behalf_of_id=seat.on_behalf_of,
        role=seat.role,
        verdict=verdict,
        reason_code=code,
        reason_label=label,
        comment=comment,
        at=at,
    )
    insert([decision])
    behalf = str(seat.on_behalf_of) if seat.on_behalf_of else ""
    trail.note(
        step.round.task.process,
        f"decision.{verdict}",
        by=by,
        at=at,
        about=("decision", str(decision.pk)),
        fields={"step": step.key, "verdict": verdict, "reason": code, "comment": comment, "on_behalf_of": behalf},
    )
    return decision


def _enough(step: Step, seat: Seat, by: Actor, at: datetime) -> bool:
    """Whether the approval just written closes the step; if not, only the seat from which it was given is closed."""
    if step.needed == 1 or step.decisions.filter(verdict=Decision.APPROVE).count() >= step.needed:
        return True
    if step.mode != "any":
        _close(seat.assignment, Assignment.DONE, by, at)
    return False


def _ended(task: Task, step: Step, decision: Decision, seat: Seat, by: Actor, at: datetime) -> None:
    """A return or a rejection ends the round, whoever has not been asked yet."""
    opened = step.round
    _close_step(step, seat, by, at)
    opened.steps.filter(state=Step.WAITING).update(state=Step.VOID, closed_at=at)
    if decision.verdict == Decision.RETURN:
        opened.void = True
        opened.save(update_fields=["void"])
    _complete(task, opened, decision, by, at)


def _close_step(step: Step, seat: Seat, by: Actor, at: datetime) -> None:
    step.state, step.closed_at = Step.DONE, at
    update(step, "state", "closed_at")
    for assignment in seat.asked:
        _close(assignment, Assignment.DONE if assignment is seat.assignment else Assignment.VOID, by, at)


def _close(assignment: Assignment, state: str, by: Actor, at: datetime) -> None:
    assignment.state, assignment.closed_at, assignment.closed_by_id = state, at, by.user_id
    update(assignment, "state", "closed_at", "closed_by")


def _complete(task: Task, opened: Round, decision: Decision, by: Actor, at: datetime) -> None:
    data = {"verdict": decision.verdict, "rule": opened.rule_id, "comment": decision.comment}
    tell_decided(decision, task.process, at)
    note = {"reason": decision.comment, "by": str(decision.by_id), "at": at.isoformat()}
    workflow.complete(task=task, outcome=decision.verdict, data=data, note=note, by=by, at=at, asked=())
