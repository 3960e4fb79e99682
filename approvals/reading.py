"""What pages show of approvals: entries of a timeline, rounds, and an order's lines. Nothing here writes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from approvals.acts import acts
from approvals.models import Decision, PurchaseOrder, Round, Step
from approvals.wording import stamp
from engine.language.errors import NotFound
from engine.language.text import Text, active, both, say
from engine.people.actor import Actor
from engine.people.models import Role, Unit
from engine.records.places import nearest
from workflows.models import Process, Task
from workflows.timeline import Link, Moment

YOU, WAITS = both("You", "你"), both("Waiting", "等候中")


@dataclass(frozen=True)
class Named:
    """Something that only has a name."""

    name: Text


@dataclass(frozen=True)
class Entry:
    """One decision on a record or an order. `tone` is the design system's class; `stamp` the word of a chop, if one was made."""

    tone: str
    word: Text
    name: str = ""
    at: datetime | None = None
    behalf: str = ""
    reason: Text = ""
    comment: str = ""
    stamp: Text = ""
    role: Text = ""

    @property
    def decided(self) -> bool:
        return self.at is not None


def language() -> str:
    """The reader's language, as documents write it."""
    return active(get_language())


def told(task: Task) -> Iterator[Moment]:
    """The decisions made at a task, as moments of its process's timeline."""
    for decision in _decisions(task.process_id).filter(step__round__task=task):
        entry = _decided(decision)
        yield Moment(
            at=decision.at,
            title=entry.word,
            who=(decision.by,),
            detail=_words(entry),
            chop=entry.stamp,
            back=decision.verdict == Decision.RETURN,
            for_user=decision.on_behalf_of,
        )


def to_come(current: Step, due: datetime | None, *, mine: bool) -> list[Moment]:
    """The open step, and the steps still waiting behind it."""
    who = () if mine else tuple(roles_named(current.roles))
    now = Moment(None, _doing(current, mine=mine), who, state="now", due=due)
    waiting = current.round.steps.filter(state=Step.WAITING).order_by("order")
    return [now, *(Moment(None, acts.get(s.act).ask, tuple(roles_named(s.roles)), state="next") for s in waiting)]


def chops_of(process_id: UUID) -> list[Entry]:
    """The approvals that still count, as chops."""
    approvals = _decisions(process_id).filter(verdict=Decision.APPROVE, step__round__void=False)
    return [_decided(decision) for decision in approvals]


def rounds_of(process_id: UUID) -> list[dict[str, Any]]:
    """Every round of a process with its decisions."""
    rounds = Round.objects.filter(process_id=process_id)
    decisions = list(_decisions(process_id))
    return [
        {"number": r.number, "why": r.why, "void": r.void, "entries": [_decided(d) for d in decisions if d.step.round_id == r.pk]}
        for r in rounds
    ]  # fmt: skip


def roles_in_words(codes: Iterable[str]) -> str:
    """The names of roles, one after the other."""
    names = dict(Role.objects.filter(code__in=list(codes)).values_list("code", "name"))
    return ", ".join(say(names.get(code), language(), code) for code in codes)


def roles_named(codes: Iterable[str]) -> list[Named]:
    """Roles as things with a name, for a timeline."""
    names = dict(Role.objects.filter(code__in=list(codes)).values_list("code", "name"))
    return [Named(names.get(code, code)) for code in codes]


def process_for(actor: Actor, pk: object) -> Process:
    """The process, when `actor` may see its unit or started it; raises NotFound."""
    found = Process.objects.select_related("unit", "version__definition").filter(pk=pk).first()
    if found is None or not (actor.may("see", found.unit) or found.starter_id == actor.user_id):
        raise NotFound
    return found


def order_links(process: Process) -> list[Link]:
    """The process's order, for its page."""
    orders = PurchaseOrder.objects.filter(process_id=process.pk)
    return [Link(both(f"Order {o.number}", f"採購單 {o.number}"), f"/approvals/orders/{o.pk}/") for o in orders]


def process_url(pk: object) -> str:
    """The page of a process."""
    return f"/processes/{pk}/"


def unit_choices(rows: Iterable[tuple[str, str, str]]) -> list[tuple[str, Text]]:
    """(code, name in both languages) of units."""
    return [(code, both(en, zh or en)) for code, en, zh in rows]


def order_rows(order: PurchaseOrder) -> list[list[Mapping[str, Any]]]:
    """The order's lines as cells in the order of its columns."""
    return [[_cell(column, line.get(column["key"])) for column in order.columns] for line in order.lines]


def version_of(order: PurchaseOrder) -> str:
    """Which version of the workflow the order was issued under: "Purchase requisition v3"."""
    version = order.process.version
    return f"{version.definition.name(language())} v{version.number}"


def ngo_of(order: PurchaseOrder) -> Unit | None:
    """The NGO whose centre orders."""
    return nearest(order.unit, "ngo")


def _cell(column: Mapping[str, Any], value: Any) -> dict[str, Any]:
    if value is None or value == "":
        text = ""
    elif column["type"] == "money":
        text = f"{Decimal(str(value)):,.2f}"
    elif column["type"] in {"integer", "decimal"}:
        text = f"{Decimal(str(value)):,f}"
    else:
        text = say(column.get("options", {}).get(value), language(), str(value))
    return {"text": text, "number": column["number"], "label": column["label"]}


def _decisions(process_id: UUID) -> Any:
    found = Decision.objects.filter(step__round__process_id=process_id)
    return found.select_related("by", "on_behalf_of", "step__round").order_by("at", "pk")


def _decided(decision: Decision) -> Entry:
    word = stamp(decision.verdict, decision.step.act)
    forward = decision.verdict == Decision.APPROVE
    return Entry(
        tone="is-done" if decision.verdict != Decision.RETURN else "is-done is-back",
        word=word,
        name=decision.by.name(language()),
        at=decision.at,
        behalf=decision.on_behalf_of.name(language()) if decision.on_behalf_of else "",
        reason=decision.reason_label or "",
        comment=decision.comment,
        stamp=word if forward or decision.verdict == Decision.REJECT else "",
        role=Role.objects.filter(pk=decision.role).values_list("name", flat=True).first() or decision.role,
    )


def _doing(step: Step, *, mine: bool) -> Text:
    ask = acts.get(step.act).ask
    head = YOU if mine else WAITS
    return both(f"{say(head, 'en')}: {say(ask, 'en')}", f"{say(head, 'zh-Hant')}：{say(ask, 'zh-Hant')}")


def _words(entry: Entry) -> Text:
    """The reason and the comment of a decision in one."""
    if not entry.reason:
        return entry.comment
    tail = f": {entry.comment}" if entry.comment else ""
    return both(f"{say(entry.reason, 'en')}{tail}", f"{say(entry.reason, 'zh-Hant')}{tail.replace(': ', '：')}")
