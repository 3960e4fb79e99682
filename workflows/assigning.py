"""Whom a task asks: assignments are written with the task, and only those who must act are told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from viewflow.workflow.status import STATUS

from engine.catalogue import queries as catalogue
from engine.language.errors import NotAllowed
from engine.language.text import Text, both
from engine.notices.services import notify
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import Unit, User
from engine.people.queries import deputies_of, holders, may_decide_here
from engine.prepared import Prepared, change, fresh, insert, update
from engine.records.counters import next_number
from workflows import run, trail
from workflows.access import may_manage
from workflows.branches import beside, own_row, submission_key
from workflows.models import Assignment, Task
from workflows.refusals import AlreadyDone, NobodyMissing
from workflows.spec import NodeSpec
from workflows.who.choosing import Choice, choose
from workflows.who.directory import PeopleOfProcess
from workflows.who.explaining import rules_of
from workflows.who.refs import referred
from workflows.who.shape import LOAD

WAITS = both("A task waits for you", "有工作等待你處理")
RETURNED = both("A request came back to you for changes", "有申請退回給你修改")
ESCALATED = both("An overdue task has been brought to you", "有逾期工作上報給你")
STRANDED = both("A step could not be given to anybody and waits for you", "有步驟未能分派，正等候你安排")
BALANCING = "workflows.balancing"
REMINDER = both("A task is due soon", "有工作即將到期")


def node_of(task: Task) -> NodeSpec:
    """The node at which the task stands, in its process's own version."""
    return catalogue.spec(task.process.version).node(task.node)


def ask(task: Task, *, by: Actor, at: datetime) -> list[Assignment]:
    """Writes the assignment of a new task; when nobody can be asked, one that waits for who looks after the work."""
    node, choice = node_of(task), choice_for(task, at)
    assignment = _assignment(task, choice, at)
    assignment.act = node.title if isinstance(node.title, Mapping) else both(str(node.title), str(node.title))
    insert([assignment])
    if choice.needs_care:
        tell_caretakers(task, at=at)
    return [assignment]


def choice_for(task: Task, at: datetime) -> Choice:
    """Whom a task asks, and why: whoever did it before, else by its own rule, else whom it escalates to."""
    return _chosen(task, rules_of(node_of(task), done_before=_earlier_doer(task, task.node) is not None), at)


def _chosen(task: Task, rules: Sequence[Mapping[str, Any] | None], at: datetime) -> Choice:
    if any(_shares(rule) for rule in rules if rule):
        next_number(BALANCING)  # one at a time: whoever is next counts what this one is given
    return choose(rules, directory_of(task, at))


def _shares(rule: Mapping[str, Any]) -> bool:
    return LOAD in (rule.get("share"), rule.get("otherwise", {}).get("share"))


def directory_of(task: Task, at: datetime) -> PeopleOfProcess:
    """The people as the rules of this task see them."""
    process, token = task.process, str(task.token)

    def ref(node: str, field: str) -> str:
        own = own_row(process.data, token, node)
        if own is not None:
            return str(own.get(field) or "")
        kept = process.submissions
        return referred(kept.get(submission_key(process.data, node, token), kept.get(node)), field)

    def doer(node: str) -> User | None:
        return _earlier_doer(task, node)

    return PeopleOfProcess(process.unit, process.starter, day_of(at), ref, doer, barred(task))


def _assignment(task: Task, choice: Choice, at: datetime) -> Assignment:
    """The assignment that a choice means, not stored yet. Without a person and a role it asks nobody."""
    process = task.process
    made = fresh(Assignment, process=process, task=task, unit=process.unit, due=task.due, created_at=at)
    made.role, made.why = choice.role, choice.why
    made.user_id = choice.person.id if choice.person else None
    made.for_user_id = choice.instead_of.id if choice.instead_of else None
    if choice.place and choice.place.id != process.unit.pk:
        made.unit = Unit.objects.get(pk=choice.place.id)
    return made


def barred(task: Task) -> frozenset[UUID]:
    """Who may not do this task: they did a node that it is `different_from`."""
    nodes = node_of(task).body.get("different_from", [])
    if not nodes:
        return frozenset()
    done = Task.objects.filter(process_id=task.process_id, node__in=nodes, status=STATUS.DONE, owner__isnull=False)
    rows = done.values_list("owner_id", "token")
    return frozenset(owner for owner, token in rows if not _beside(task, token))


def _earlier_doer(task: Task, node: str) -> User | None:
    if (work := _beginning(task)) is not None:
        done = [one for one in reversed(work.made) if one.node == node and one.status == STATUS.DONE and one.owner_id]
    else:
        done = cast(list[Task], _done(process=task.process_id, node=node))
    return next((earlier.owner for earlier in done if earlier.pk != task.pk and not _beside(task, earlier.token)), None)


def _beside(task: Task, token: Any) -> bool:
    """Whether a token stands in another branch of the for-each in which the task stands: another row's business."""
    return beside(task.process.data, str(task.token), str(token))


def _beginning(task: Task) -> Any:
    """The unit of work that makes the task's process, in which all that happened so far is in memory; else None."""
    work = getattr(task.process, "work", None)
    return work if work is not None and work.is_first else None


_done: Prepared[Task] = Prepared(
    lambda process, node: (
        Task.objects.filter(process_id=process, node=node, status=STATUS.DONE, owner__isnull=False)
        .select_related("owner")
        .order_by("-finished")
    ),
    process=UUID,
    node=str,
)
_reached: Prepared[Task] = Prepared(
    lambda process, node: Task.objects.filter(process_id=process, node=node).values_list("pk"), process=UUID, node=str
)
open_assignments: Prepared[Assignment] = Prepared(
    lambda task: Assignment.objects.filter(task_id=task, state=Assignment.OPEN).select_related("unit"), task=UUID
)
"""The open assignments of a task, with their units."""


def people_asked(assignment: Assignment, at: datetime) -> list[User]:
    """Everybody who may answer an assignment now: the person, or the nearest holders of its role, and stand-ins."""
    if assignment.user is not None:
        asked = [assignment.user]
    else:
        asked = holders(assignment.role, assignment.unit or assignment.process.unit, day_of(at))
    deputies = [deputy for person in asked for deputy in deputies_of(person, day_of(at))]
    return list({person.pk: person for person in [*asked, *deputies]}.values())


def tell(task: Task, assignments: list[Assignment], *, at: datetime, subject: Text | None = None) -> None:
    """Tells those who must act, once each."""
    if (work := _beginning(task)) is not None:
        reached = [one.pk for one in work.made if one.node == task.node]
    else:
        reached = [pk for (pk,) in _reached(process=task.process_id, node=task.node)]
    again = any(pk != task.pk for pk in reached)
    words = subject or (RETURNED if again else WAITS)
    apart = barred(task)
    told = {person.pk: person for assignment in assignments for person in people_asked(assignment, at)}
    for person in (person for pk, person in told.items() if pk not in apart):
        notify(
            to=person,
            kind="task",
            subject=words,
            body=task.process.version.definition.title,
            url=f"/tasks/{task.pk}/",
            at=at,
        )


def close(task: Task, *, asked: Sequence[Assignment] | None = None, by: Actor, at: datetime) -> None:
    """The task is done: its assignments are, too. `asked` are those, where the caller has read them."""
    for assignment in asked or ():
        assignment.state, assignment.closed_at, assignment.closed_by_id = Assignment.DONE, at, by.user_id
        update(assignment, "state", "closed_at", "closed_by")
    if asked is not None:
        return
    to = {"state": Assignment.DONE, "closed_at": at, "closed_by_id": by.user_id}
    change(Assignment, {"task_id": task.pk, "state": Assignment.OPEN}, to)


def void(task: Task, *, at: datetime) -> None:
    """The task is cancelled: nobody is asked any more."""
    Assignment.objects.filter(task=task, state=Assignment.OPEN).update(state=Assignment.VOID, closed_at=at)


def asked_by(task: Task, rule: Mapping[str, Any], at: datetime) -> Assignment | None:
    """The assignment that one rule means for a task, not stored yet; None when that is nobody."""
    choice = _chosen(task, [rule], at)
    return None if choice.is_nobody else _assignment(task, choice, at)


def escalate(task: Task, *, at: datetime) -> None:
    """Adds those whom the node names for a missed deadline. Nobody asked before is taken away."""
    rule = node_of(task).body.get("escalate", {}).get("to")
    if not rule:
        return
    latest = Assignment.objects.filter(task=task, state=Assignment.OPEN).order_by("-step").first()
    if latest is None:
        return
    added = asked_by(task, rule, at)
    if added is None:
        tell_caretakers(task, at=at)
        return
    added.step, added.act, added.escalated = latest.step, latest.act, True
    added.why = both("The deadline has passed, so this was brought to you.", "已過期限，因此上報給你。")
    added.save(force_insert=True)
    tell(task, [added], at=at, subject=ESCALATED)


def ask_again(task: Task, *, by: Actor, at: datetime) -> None:
    """Looks once more for somebody to do a step that waits for nobody. Raises NotAllowed, AlreadyDone, NobodyMissing."""
    with run.locked(task.process_id) as process:
        if not may_manage(process, by):
            raise NotAllowed
        asked: list[Assignment] = open_assignments(task=task.pk)
        if not asked:
            raise AlreadyDone
        if not all(assignment.asks_nobody for assignment in asked):
            raise NobodyMissing
        task.process = process
        void(task, at=at)
        found = ask(task, by=by, at=at)
        Assignment.objects.filter(pk__in=[one.pk for one in found]).update(due=task.due)
        trail.note(process, "task.asked-again", by=by, at=at, about=("task", str(task.pk)), fields={"node": task.node})
        tell(task, found, at=at)


def tell_caretakers(task: Task, *, at: datetime) -> None:
    """Tells whoever looks after the work of the unit that a step waits for nobody."""
    for person in caretakers(task.process.unit, day_of(at)):
        words = {"subject": STRANDED, "body": task.process.version.definition.title}
        notify(to=person, kind="attention", url=f"/processes/{task.process_id}/", at=at, **words)


def caretakers(unit: Unit, on: date) -> list[User]:
    """Who gives out the work of a unit; where nobody does, who administers it."""
    return may_decide_here("assign", unit, on) or may_decide_here("administer", unit, on)
