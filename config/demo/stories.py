"""The demo's stories: each is a generator that says when it goes on, and does its next step through the services."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from random import Random
from uuid import UUID

from PIL import Image, ImageDraw

from approvals import services as approvals
from config.demo import assessments, requisitions
from config.demo.people import World
from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.language.errors import Refusal
from engine.people.actor import Actor, actor_of
from engine.people.clock import HONG_KONG, day_of
from engine.people.models import Unit, User
from engine.records.models import Record
from form_builder import services as forms
from form_builder.models import Draft
from workflows import drafts
from workflows.assigning import people_asked
from workflows.models import Assignment, Process

Story = Iterator[datetime]
REASONS = (
    "over_budget", "not_in_plan", "insufficient_quotations", "specification_unclear",
    "price_unreasonable", "duplicate", "conflict_of_interest", "other",
)  # fmt: skip
WEIGHTS = (24, 18, 16, 12, 12, 8, 3, 7)
RETURNS = (
    "Second quotation missing.",
    "Please say which group will use it.",
    "The fund does not match the plan; please check.",
    "Split the delivery charge from the item.",
)


@dataclass(frozen=True)
class Fate:
    """What is to become of a requisition: returned at a step, rejected at a step, or neither."""

    returned_at: int | None
    rejected_at: int | None


def working_moment(dice: Random, day: date) -> datetime:
    """A moment in office hours of a day, moved off a weekend."""
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day, time(9), HONG_KONG) + timedelta(minutes=dice.randint(0, 500))


def delay(dice: Random) -> timedelta:
    """From an hour to three weeks, mostly short."""
    pick = dice.random()
    if pick < 0.45:
        return timedelta(minutes=dice.randint(60, 600))
    if pick < 0.85:
        return timedelta(hours=dice.randint(12, 80))
    return timedelta(hours=dice.randint(80, 480)) if pick < 0.97 else timedelta(days=dice.randint(18, 21))


def requisition(world: World, dice: Random, centre: Unit, worker: User, starts: datetime) -> Story:
    """A requisition from blank form to order, with whatever happens on the way."""
    yield starts
    number = _ask(dice, centre, worker, starts)
    fate, step, now = _fate(dice), 0, starts
    while True:
        assignment = Assignment.objects.filter(process_id=number, state=Assignment.OPEN).first()
        if assignment is None:
            return
        now = _office(now + delay(dice))
        yield now
        waiting = Assignment.objects.filter(pk=assignment.pk, state=Assignment.OPEN).select_related("task__process")
        found = waiting.first()
        if found is not None and _act(dice, found, fate, step, now):
            fate = Fate(None, fate.rejected_at)
        step += 1


def _ask(dice: Random, centre: Unit, worker: User, at: datetime) -> UUID:
    by = actor_of(worker, day_of(at))
    version = _serving("workflow", requisitions.FORM_KEY, centre, at)
    drafts.begin(version=version, unit=centre, by=by, at=at - timedelta(minutes=20))
    draft = Draft.objects.filter(owner=worker, state=Draft.OPEN).latest("started_at")
    answers = requisitions.request(dice, day_of(at)).answers
    _attach_written(draft, answers, by, at)
    forms.save_page(draft=draft, changes=answers, revision=draft.revision, by=by, at=at)
    address = forms.hand_in(draft=Draft.objects.get(pk=draft.pk), by=by, at=at)
    return UUID(address.strip("/").split("/")[-1])


def _attach_written(draft: Draft, answers: dict[str, object], by: Actor, at: datetime) -> None:
    """A written quotation comes with its paper."""
    quotations = answers.get("quotations")
    for row in quotations if isinstance(quotations, list) else []:
        if row["channel"] == "written":
            paper = _paper(f"{row['supplier']}\n\nQuotation\n\nHK${row['amount']}\n{row['quoted_on']}")
            item = _item_of(draft, "quotations.file")
            name = f"quotation-{row['supplier'].split()[0].lower()}.png"
            file = forms.attach_file(draft=draft, item_id=item, name=name, content=paper, by=by, at=at)
            row["file"] = [str(file.ref)]


def _paper(words: str) -> bytes:
    """A picture of a sheet with these words."""
    sheet, held = Image.new("L", (420, 594), 250), BytesIO()
    ImageDraw.Draw(sheet).multiline_text((40, 60), words, fill=40, spacing=8)
    sheet.save(held, "PNG", optimize=True)
    return held.getvalue()


def _item_of(draft: Draft, path: str) -> str:
    return catalogue.spec(draft.version).items[path].id


def _fate(dice: Random) -> Fate:
    pick = dice.random()
    return Fate(0 if pick < 0.15 else None, dice.randint(0, 1) if 0.15 <= pick < 0.25 else None)


def _act(dice: Random, assignment: Assignment, fate: Fate, step: int, at: datetime) -> bool:
    """Acts on an assignment; whether it was a return."""
    task, process = assignment.task, assignment.task.process
    if assignment.user_id:
        _amend(dice, assignment, at)
        return False
    people = [p for p in people_asked(assignment, at) if p.pk != process.starter_id]
    by = actor_of(people[0], day_of(at))
    if fate.rejected_at == min(step, 1):
        code = dice.choices(REASONS, WEIGHTS)[0]
        approvals.decide(task=task, verdict="reject", reason_code=code, comment="", by=by, at=at)
        return False
    if fate.returned_at is not None:
        approvals.decide(task=task, verdict="return", comment=dice.choice(RETURNS), by=by, at=at)
        return True
    approvals.decide(task=task, verdict="approve", by=by, at=at)
    return False


def _amend(dice: Random, assignment: Assignment, at: datetime) -> None:
    worker = User.objects.get(pk=assignment.user_id)
    by = actor_of(worker, day_of(at))
    drafts.open_draft(assignment.task, by=by, at=at)
    draft = drafts.draft_of(assignment.task)
    if draft is None:
        return
    purpose = f"{draft.answers['purpose']} Checked again as asked."
    forms.save_page(draft=draft, changes={"purpose": purpose}, revision=draft.revision, by=by, at=at)
    forms.hand_in(draft=Draft.objects.get(pk=draft.pk), by=by, at=at)


def _office(moment: datetime) -> datetime:
    """The same moment, or the next office hour when it falls outside."""
    local = moment.astimezone(HONG_KONG)
    while local.weekday() > 4 or not 9 <= local.hour < 18:
        next_day = local.date() + timedelta(days=1 if local.hour >= 18 or local.weekday() > 4 else 0)
        local = datetime.combine(next_day, time(9, local.minute), HONG_KONG)
    return local


def client(dice: Random, centre: Unit, worker: User, starts: datetime) -> Story:
    """A new service user is put on the register."""
    from form_builder.profiles import start

    yield starts
    by = actor_of(worker, day_of(starts))
    register = _serving("register", "client", centre, starts)
    start(register_version=register, unit=centre, record=None, by=by, at=starts)
    draft = Draft.objects.filter(owner=worker, state=Draft.OPEN).latest("started_at")
    answers = assessments.profile(dice, day_of(starts))
    forms.save_page(draft=draft, changes=answers, revision=draft.revision, by=by, at=starts)
    try:
        forms.hand_in(draft=Draft.objects.get(pk=draft.pk), by=by, at=starts)
    except Refusal:  # the same made-up name and number twice: the register says so, the worker lets it be
        forms.discard(draft=Draft.objects.get(pk=draft.pk), by=by, at=starts)


def assessment(dice: Random, centre: Unit, worker: User, starts: datetime) -> Story:
    """A PHQ-9 about somebody on the centre's register."""
    yield starts
    by = actor_of(worker, day_of(starts))
    version = _serving("form", assessments.FORM_KEY, centre, starts)
    people = list(Record.objects.filter(unit=centre).order_by("number"))
    subject = dice.choice(people) if people else None
    draft = forms.start_draft(version=version, unit=centre, by=by, at=starts, subject=subject)
    changes = assessments.answers(dice, day_of(starts))
    forms.save_page(draft=draft, changes=changes, revision=draft.revision, by=by, at=starts)
    forms.hand_in(draft=Draft.objects.get(pk=draft.pk), by=by, at=starts)


def _serving(kind: str, key: str, unit: Unit, at: datetime) -> Version:
    found = catalogue.resolve(kind, key, unit, day_of(at))
    if found is None:
        raise LookupError(f"{kind} {key}")
    return found


__all__ = ["Process", "Story", "assessment", "client", "requisition", "working_moment"]
