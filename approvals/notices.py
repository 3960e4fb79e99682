"""What people are told by notice: that a step waits for them, that nobody can take one, what was decided.

Subjects carry no personal data and nothing that was entered: they are read on lock screens.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from approvals.asking import Asked, to_tell
from approvals.models import Decision, PurchaseOrder, Step
from approvals.wording import stamp
from engine.language.text import LANGUAGES, Text, both, say
from engine.notices.services import notify
from engine.people.clock import day_of
from engine.people.models import Role
from engine.people.queries import may_decide_here
from workflows.models import Process, Task

APPROVAL = "approval"
"""The kind of a notice that a request waits for its receiver's decision."""


def tell_asked(step: Step, task: Task, asked: Iterable[Asked], barred: frozenset[UUID], at: datetime) -> None:
    """Tells everybody asked, and who stands in for them, that a request waits."""
    name, number = _name(task.process)
    subject = both(f"{say(name, 'en')} {number} waits for you", f"{say(name, 'zh-Hant')} {number} 待你審批")
    for person in to_tell(asked, day_of(at), barred):
        notify(to=person, kind=APPROVAL, subject=subject, body=step.why, url=_task_url(task), at=at)


def tell_parked(step: Step, task: Task, at: datetime) -> None:
    """Tells the administrators that a step waits for nobody: no eligible person holds its roles."""
    name, number = _name(task.process)
    subject = both(
        f"{say(name, 'en')} {number}: nobody can decide the next step",
        f"{say(name, 'zh-Hant')} {number}：無人可審批下一步",
    )
    called = dict(Role.objects.filter(code__in=step.roles).values_list("code", "name"))
    roles = {language: ", ".join(say(called.get(c), language, c) for c in step.roles) for language in LANGUAGES}
    body = both(
        f"No eligible person holds: {roles['en']}. Give somebody the role, then choose “Ask again” on the request.",
        f"沒有合資格的人擔任：{roles['zh-Hant']}。請先委派角色，再在申請頁按「再次詢問」。",
    )
    for person in may_decide_here("administer", task.process.unit, day_of(at)):
        notify(to=person, kind="parked", subject=subject, body=body, url=_process_url(task.process), at=at)


def tell_decided(decision: Decision, process: Process, at: datetime) -> None:
    """Tells whoever asked what was decided, unless it is a step on the way."""
    name, number = _name(process)
    word = stamp(decision.verdict, decision.step.act)
    subject = both(
        f"{say(name, 'en')} {number}: {say(word, 'en').lower()}",
        f"{say(name, 'zh-Hant')} {number}：{say(word, 'zh-Hant')}",
    )
    body: Text = decision.comment or decision.reason_label or ""
    notify(to=process.starter, kind="decision", subject=subject, body=body, url=_process_url(process), at=at)


def tell_ordered(order: PurchaseOrder, process: Process, at: datetime) -> None:
    """Tells whoever asked that the order is ready to print."""
    subject = both(f"Purchase order {order.number} is issued", f"已發出採購單 {order.number}")
    notify(to=process.starter, kind="order", subject=subject, url=f"/approvals/orders/{order.pk}/", at=at)


def _name(process: Process) -> tuple[Text, str]:
    return process.version.definition.title, process.number


def _task_url(task: Task) -> str:
    return f"/tasks/{task.pk}/"


def _process_url(process: Process) -> str:
    return f"/processes/{process.pk}/"
