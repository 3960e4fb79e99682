"""Opening a round of approval and its steps, one after another. Called inside the process's lock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from approvals.acts import acts
from approvals.asking import Asked, ask
from approvals.eligibility import Barred, barred_at_first, barred_from
from approvals.models import Round, Step
from approvals.notices import tell_asked, tell_parked
from approvals.orders import plain
from approvals.resolving import resolve
from approvals.running import Running, running
from approvals.spec import Chain
from engine.language.text import Text, both
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import Role
from engine.prepared import Prepared, fresh, insert, update
from workflows import timers
from workflows.models import Assignment, Task, Timer

LATE = both("The deadline has passed, so this was brought to you.", "已過期限，因此上報給你。")


def open_task(task: Task, *, by: Actor, at: datetime) -> None:
    """Resolves the task's authority, writes the round, and asks the first step. Raises NoRuleApplies."""
    here = running(task)
    scope = task.process.work.at_task(task).scope()  # the unit of work that opens this task
    given = {name: here.node.rules[f"/with/{name}"](scope) for name in here.node.body["with"]}
    first = open_round(task, here, given, at)
    timers.arm(task, at=at)
    ask_step(first, task, here, barred_at_first(task, here), at)


def open_round(task: Task, here: Running, inputs: Mapping[str, Any], at: datetime) -> Step:
    """Writes the round with all its steps, of which the first is open; that one."""
    version, spec = here.authority
    chain = resolve(spec, inputs, role_names(spec.roles))
    amount = spec.money_of(chain.inputs)
    opened = fresh(
        Round,
        task=task,
        process_id=task.process_id,
        node=task.node,
        number=_number(task),
        authority=version,
        rule_id=chain.rule_id,
        why=chain.why,
        inputs={name: plain(value) for name, value in chain.inputs.items()},
        amount_cents=None if amount is None else int(amount * 100),
        opened_at=at,
    )
    steps = list(_steps(opened, chain))
    steps[0].state, steps[0].opened_at = Step.OPEN, at
    insert([opened])
    insert(steps)
    return steps[0]


def _number(task: Task) -> int:
    """Which round of its node this is; a process that is being made has had none."""
    work = task.process.work  # type: ignore[attr-defined]
    earlier = [] if work.is_first else _rounds(process=task.process_id, node=task.node)
    return len(earlier) + 1


_rounds: Prepared[Round] = Prepared(
    lambda process, node: Round.objects.filter(process_id=process, node=node).values_list("pk"), process=UUID, node=str
)
_roles: Prepared[Role] = Prepared(
    lambda codes: Role.objects.filter(code__in=codes).order_by().values_list("code", "name"), codes=[str]
)


def open_next(step: Step, task: Task, here: Running, barred: Barred, at: datetime) -> None:
    """Opens a waiting step and asks whom it names."""
    step.state, step.opened_at = Step.OPEN, at
    update(step, "state", "opened_at")
    if "due" in here.node.body:  # each step has a deadline of its own
        Timer.objects.filter(task=task, fired_at__isnull=True).update(fired_at=at)
        timers.arm(task, at=at)
    ask_step(step, task, here, barred, at)


def ask_step(step: Step, task: Task, here: Running, barred: Barred, at: datetime) -> list[Assignment]:
    """Asks the people of an open step; when there is nobody, tells the administrators, who can name somebody."""
    asked = list(_asked(step, task, here, at, barred.everybody))
    assignments = [_assignment(one, step, task, at) for one in asked]
    insert(assignments)
    if asked:
        tell_asked(step, task, asked, barred.everybody, at)
    else:
        tell_parked(step, task, at)
    return assignments


def escalate_task(task: Task, *, at: datetime) -> None:
    """Adds whom the node names for a missed deadline; a step that waits for nobody is asked once more instead."""
    step = Step.objects.filter(round__task=task, round__void=False, state=Step.OPEN).select_related("round").first()
    if step is None:
        return
    here = running(task)
    role = here.node.body.get("escalate", {}).get("to", {}).get("role")
    if not task.assignments.filter(state=Assignment.OPEN).exists():
        ask_step(step, task, here, barred_from(step, task, here), at)
    elif role:
        barred = barred_from(step, task, here).everybody
        _add(ask(role, task.process.unit, day_of(at), barred), step, task, barred, at)


def _add(asked: Asked | None, step: Step, task: Task, barred: frozenset[UUID], at: datetime) -> None:
    if asked is None or task.assignments.filter(state=Assignment.OPEN, role=asked.role, unit=asked.unit).exists():
        return
    added = _assignment(asked, step, task, at)
    added.escalated, added.why = True, LATE
    added.save(force_insert=True)
    tell_asked(step, task, [asked], barred, at)


def close_task(task: Task, *, at: datetime) -> None:
    """Voids what is still open of a task that was cancelled from outside."""
    Step.objects.filter(round__task=task, state__in=[Step.WAITING, Step.OPEN]).update(state=Step.VOID, closed_at=at)


def role_names(codes: Sequence[str]) -> Mapping[str, Text]:
    """The names of roles, by code."""
    return dict(_roles(codes=codes)) if codes else {}


def _asked(step: Step, task: Task, here: Running, at: datetime, barred: frozenset[UUID]) -> Iterator[Asked]:
    """The roles of the step that somebody can answer for; for a role without anybody, the one it escalates to."""
    unit, on = task.process.unit, day_of(at)
    found = {role: ask(role, unit, on, barred) for role in step.roles}
    enough = 1 if step.mode == "any" else len(step.roles)
    yield from (asked for asked in found.values() if asked)
    if sum(1 for asked in found.values() if asked) >= enough:
        return
    above = here.node.body.get("escalate", {}).get("to", {}).get("role")
    fallback = ask(above, unit, on, barred) if above else None
    if fallback and fallback.role not in found:
        yield fallback


def _assignment(asked: Asked, step: Step, task: Task, at: datetime) -> Assignment:
    return fresh(
        Assignment, process_id=task.process_id, task=task, step=step.order, unit=asked.unit, role=asked.role,
        act=acts.get(step.act).ask, why=step.why, due=task.due, created_at=at,
    )  # fmt: skip


def _steps(opened: Round, chain: Chain) -> Iterable[Step]:
    for step in chain.steps:
        link = step.link
        yield fresh(
            Step, round=opened, order=step.order, key=link.id, mode=link.mode, roles=list(link.roles),
            needed=link.needed, act=link.act, why=step.why,
        )  # fmt: skip
