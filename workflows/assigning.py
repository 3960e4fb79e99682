"""Whom a task asks: assignments are written with the task, and only those who must act are told."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from engine.catalogue import queries as catalogue
from engine.language.text import Text, both
from engine.notices.services import notify
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import Role, Unit, User
from engine.people.queries import deputies_of, holders, manager_of
from engine.prepared import Prepared, change, fresh, insert, update
from workflows.models import Assignment, Task
from workflows.refusals import NobodyToAsk
from workflows.spec import NodeSpec

WAITS = both("A task waits for you", "有工作等待你處理")
RETURNED = both("A request came back to you for changes", "有申請退回給你修改")
ESCALATED = both("An overdue task has been brought to you", "有逾期工作上報給你")
REMINDER = both("A task is due soon", "有工作即將到期")


def node_of(task: Task) -> NodeSpec:
    """The node at which the task stands, in its process's own version."""
    return catalogue.spec(task.process.version).node(task.node)


def ask(task: Task, *, by: Actor, at: datetime) -> list[Assignment]:
    """Writes the assignments of a new task. Raises NobodyToAsk when no active person could answer."""
    node = node_of(task)
    again = _earlier_doer(task, task.node)
    rule = {"doer_of": task.node} if again else node.body["assign"]
    assignment = _first_able(task, [rule, node.body.get("escalate", {}).get("to")], at)
    assignment.act = node.title if isinstance(node.title, Mapping) else both(str(node.title), str(node.title))
    insert([assignment])
    return [assignment]


def _first_able(task: Task, rules: Iterable[Mapping[str, Any] | None], at: datetime) -> Assignment:
    """The assignment by the first rule that somebody can answer: the node's own, or the one it escalates to."""
    for rule in filter(None, rules):
        try:
            return assignment_for(task, rule, at=at)
        except NobodyToAsk:
            continue
    raise NobodyToAsk


def assignment_for(task: Task, rule: Mapping[str, Any], *, at: datetime) -> Assignment:
    """An assignment made by one `assign` rule, not stored yet. Raises NobodyToAsk."""
    process, apart = task.process, barred(task)
    base = fresh(Assignment, process=process, task=task, unit=process.unit, due=task.due, created_at=at)
    if "role" in rule:
        base.unit = _place_to_ask(rule["role"], process.unit, apart, at)
        base.role, base.why = rule["role"], _why_role(rule["role"])
        return base
    person, why = _person(task, rule, at)
    if person is None or not person.is_active or person.pk in apart:
        raise NobodyToAsk
    base.user, base.why = person, why
    return base


def barred(task: Task) -> frozenset[UUID]:
    """Who may not do this task: they did a node that it is `different_from`."""
    nodes = node_of(task).body.get("different_from", [])
    done = Task.objects.filter(process_id=task.process_id, node__in=nodes, finished__isnull=False, owner__isnull=False)
    return frozenset(done.values_list("owner_id", flat=True)) if nodes else frozenset()


def _place_to_ask(role: str, unit: Unit, apart: frozenset[UUID], at: datetime) -> Unit:
    """The unit, or the nearest one above it, whose nearest holders are not all kept apart from the task."""
    place: Unit | None = unit
    while place is not None:
        if any(person.pk not in apart for person in holders(role, place, day_of(at))):
            return place
        place = place.parent
    raise NobodyToAsk


def _person(task: Task, rule: Mapping[str, Any], at: datetime) -> tuple[User | None, Text]:
    process = task.process
    if "doer_of" in rule:
        return _earlier_doer(task, rule["doer_of"]), both("You did this step before.", "你曾處理此步驟。")
    if "supervisor" in rule:
        manager = manager_of(process.starter, day_of(at))
        return manager, both("You are the requester's line manager.", "你是申請人的直屬主管。")
    if "field" in rule:
        node, _, name = rule["field"].partition(".")
        named = process.data.get(node, {}).get(name)
        return User.objects.filter(pk=named).first() if named else None, both("You were named.", "你被指定處理。")
    return process.starter, both("You started this.", "由你開始此申請。")


def _earlier_doer(task: Task, node: str) -> User | None:
    if (work := _beginning(task)) is not None:
        done = [one for one in reversed(work.made) if one.node == node and one.finished and one.owner_id]
    else:
        done = cast(list[Task], _done(process=task.process_id, node=node))
    return next((earlier.owner for earlier in done if earlier.pk != task.pk), None)


def _beginning(task: Task) -> Any:
    """The unit of work that makes the task's process, in which all that happened so far is in memory; else None."""
    work = getattr(task.process, "work", None)
    return work if work is not None and work.is_first else None


_done: Prepared[Task] = Prepared(
    lambda process, node: (
        Task.objects.filter(process_id=process, node=node, finished__isnull=False, owner__isnull=False)
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
_role_names: Prepared[Role] = Prepared(lambda role: Role.objects.filter(code=role).values_list("name"), role=str)


def _why_role(role: str) -> Text:
    (name,) = _role_names.first(role=role) or (role,)
    words = name if isinstance(name, Mapping) else both(str(name), str(name))
    return both(f"This step is for the {str(words['en']).lower()}.", f"此步驟由{words['zh-Hant']}處理。")


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


def escalate(task: Task, *, at: datetime) -> None:
    """Adds those whom the node names for a missed deadline. Nobody asked before is taken away."""
    rule = node_of(task).body.get("escalate", {}).get("to")
    if not rule:
        return
    latest = Assignment.objects.filter(task=task, state=Assignment.OPEN).order_by("-step").first()
    if latest is None:
        return
    added = assignment_for(task, rule, at=at)
    added.step, added.act, added.escalated = latest.step, latest.act, True
    added.why = both("The deadline has passed, so this was brought to you.", "已過期限，因此上報給你。")
    added.save(force_insert=True)
    tell(task, [added], at=at, subject=ESCALATED)
