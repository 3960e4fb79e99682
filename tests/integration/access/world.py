"""A small world, made by running the engine: what owner did at WTS, every text of it carrying the same words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from approvals import by_mail
from approvals.models import PurchaseOrder, Step
from approvals.services import decide
from engine.audit.services import seal
from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import forget_specs, resolve
from engine.catalogue.services import import_documents, load_library, save_draft
from engine.notices.models import Notice
from engine.people import services as people
from engine.people.actor import SYSTEM
from engine.people.arriving import Newcomer, invitation_path
from engine.people.models import Role, StandIn, Unit, User
from engine.records.linking import link
from engine.records.models import Record
from engine.records.services import apply
from form_builder import profiles
from form_builder import services as forms
from form_builder.models import Draft, Submission
from tests.cast import NOW, TODAY, Cast, assemble
from tests.integration.access.papers import papers
from workflows.drafts import begin, open_draft
from workflows.models import ActionRun, Assignment, Process, Task
from workflows.services import claim

SHIPPED = Path(__file__).resolve().parents[3] / "definitions"
MARKER = "Zebrafish quarterly"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SOON = TODAY + timedelta(days=30)


@dataclass
class World:
    """`world.thing["order"]` is one of the things that owner's centre has; `words` stand in all their texts."""

    cast: Cast
    words: str
    thing: dict[str, Any] = field(default_factory=dict)

    def url(self, name: str) -> str:
        """A thing, a unit or a person as addresses write it: by its id, or the text itself."""
        found = self.thing.get(name) or self.cast.units.get(name) or self.cast.people[name]
        return str(getattr(found, "pk", found))


def build(words: str = MARKER) -> World:
    """The cast and everything they have made, in the database."""
    forget_specs()
    world = World(assemble(), words)
    load_library(folder=SHIPPED, at=NOW)
    _people(world)
    _documents(world)
    _requisitions(world)
    _errand(world)
    _records(world)
    _drafts(world)
    _notices(world)
    seal(NOW)
    return world


def _people(world: World) -> None:
    cast, by = world.cast, world.cast.actor("administrator")
    team = people.create_unit(
        parent=cast.wts, kind="team", code="WTS-T", name_en=world.words, name_zh=world.words, by=by, at=NOW
    )
    cast.units["WTS-T"] = world.thing["team"] = team
    world.thing["invited"] = _newcomer(world, "invited", team)
    world.thing["token"] = invitation_path(world.thing["invited"], NOW).rsplit("/", 2)[1]
    gone = world.thing["gone"] = _newcomer(world, "gone", team)
    people.deactivate(user=gone, by=by, at=NOW)
    world.thing["stand_in"] = people.set_stand_in(
        absent=cast.owner, deputy=cast.colleague, starts=SOON, ends=SOON, by=cast.actor("owner"), at=NOW
    )
    world.thing["holding"] = cast.owner.holdings.get()
    _rival(cast)
    TOTP.activate(cast.supervisor, generate_totp_secret())
    RecoveryCodes.activate(cast.supervisor)


def _newcomer(world: World, username: str, unit: Unit) -> User:
    newcomer = Newcomer(username, world.words, f"{username}@example.org", world.words)
    role = Role.objects.get(code="clerk")
    return people.invite(
        newcomer=newcomer, unit=unit, role=role, starts=TODAY, by=world.cast.actor("administrator"), at=NOW
    )


def _rival(cast: Cast) -> None:
    """Holds every role there is, but over the other NGO only."""
    rival = User.objects.create_user(
        "rival", "x", email="rival@example.org", name_en="Rival", name_zh="對手", home_unit=cast.other_ngo
    )
    cast.people["rival"] = rival
    for role in Role.objects.all():
        people.give_role(
            user=rival, role=role, unit=cast.other_ngo, starts=TODAY, by=cast.actor("administrator"), at=NOW
        )


def _documents(world: World) -> None:
    by = world.cast.actor("centre_manager")
    sources = [json.dumps(body, ensure_ascii=False) for body in papers(world.words)]
    import_documents(sources=sources, owner=world.cast.wts, publish_them=True, by=by, at=NOW)
    world.thing["definition"] = Definition.objects.get(key="kept-form")
    world.thing["authority"] = Definition.objects.get(key="kept-authority")
    world.thing["route"] = Definition.objects.get(key="kept-errand")
    world.thing["source"] = sources[0].replace('"language": 1', '"language":  1')
    world.thing["draft_version"] = save_draft(source=world.thing["source"], owner=world.cast.wts, by=by, at=NOW)


def version(world: World, kind: str, key: str) -> Version:
    found = resolve(kind, key, world.cast.wts, TODAY)
    assert found is not None
    return found


def _draft_at(url: str) -> Draft:
    """The draft behind an address."""
    ids = [part for part in url.split("/") if len(part) == 36]
    return Draft.objects.get(pk=UUID(ids[0]))


def started(world: World, key: str, answers: Mapping[str, Any], who: str = "owner") -> Draft:
    """The draft of a workflow's first form at WTS, filled."""
    by = world.cast.actor(who)
    draft = _draft_at(begin(version=version(world, "workflow", key), unit=world.cast.wts, by=by, at=NOW))
    return forms.save_page(draft=draft, changes=answers, revision=draft.revision, by=by, at=NOW)


def handed_in(world: World, draft: Draft, who: str = "owner") -> Process:
    """Hands the draft in; the process it belongs to."""
    url = forms.hand_in(draft=draft, by=world.cast.actor(who), at=NOW)
    return Process.objects.get(pk=UUID(url.strip("/").split("/")[1]))


def _request(words: str) -> dict[str, Any]:
    return {
        "title": words, "purpose": words, "category": "goods", "purchase_type": "equipment", "fund": "lotteries_fund",
        "needed_by": "2025-12-01", "lines": [{"item": words, "quantity": 2, "unit_price": "9300"}],
        "supplier": words, "interest": False,
    }  # fmt: skip


def _requisition(world: World) -> Draft:
    """Asked for with two quotations, one of which has a file."""
    by = world.cast.actor("owner")
    draft = started(world, "purchase-requisition", _request(world.words))
    file = forms.attach_file(
        draft=draft, item_id="pr-quotation-file", name=f"{world.words}.pdf", content=PDF, by=by, at=NOW
    )
    quoted = {"channel": "written", "quoted_on": "2025-11-10", "amount": "18600.00"}
    rows = [
        {**quoted, "supplier": world.words, "file": [str(file.ref)]},
        {**quoted, "supplier": "Rainbow", "amount": "99999.00", "channel": "verbal"},
    ]
    world.thing["draft_ref"] = file.ref
    return forms.save_page(draft=draft, changes={"quotations": rows}, revision=draft.revision, by=by, at=NOW)


def _requisitions(world: World) -> None:
    thing, words = world.thing, world.words
    for name in ("waiting", "taken", "ordered", "returned", "rejected", "withdrawn"):
        thing[name] = handed_in(world, _requisition(world))
    step = Step.objects.get(round__task=open_task(thing["waiting"]), state=Step.OPEN)
    thing["mailed"] = by_mail.written(step, world.cast.department_head.pk, NOW)
    thing["waiting_task"], thing["taken_task"] = (open_task(thing[name]) for name in ("waiting", "taken"))
    claim(task=thing["taken_task"], by=world.cast.actor("department_head"), at=NOW)
    for who in ("department_head", "finance_head"):
        said(world, thing["ordered"], who, "approve", comment=words)
    said(world, thing["returned"], "department_head", "return", comment=words)
    said(world, thing["rejected"], "department_head", "reject", reason_code="over_budget", comment=words)
    _withdraw(world)
    thing["parked_task"] = open_task(handed_in(world, _requisition(world)))
    thing["parked_task"].assignments.update(state=Assignment.VOID)  # as when nobody held the role
    thing["order"] = PurchaseOrder.objects.get(process=thing["ordered"])
    thing["submission"] = Submission.objects.get(pk=thing["ordered"].submissions["request"])
    thing["attachment_ref"] = thing["submission"].attachments.get().ref
    thing["returned_task"] = open_task(thing["returned"])
    thing["task_draft"] = _draft_at(open_draft(thing["returned_task"], by=world.cast.actor("owner"), at=NOW))


def _withdraw(world: World) -> None:
    from workflows.services import withdraw

    withdraw(process=world.thing["withdrawn"], reason=world.words, by=world.cast.actor("owner"), at=NOW)


def open_task(process: Process) -> Task:
    """The one open task of a process."""
    rows = Task.objects.select_related("process__unit", "process__version__definition")
    return rows.get(process=process, finished__isnull=True)


def said(world: World, process: Process, who: str, verdict: str, **words: Any) -> None:
    decide(task=open_task(process), verdict=verdict, by=world.cast.actor(who), at=NOW, **words)


def _errand(world: World) -> None:
    words = world.words
    answers = {"name": words, "story": words, "sort": "one", "tags": ["two"], "rows": [{"cell": words}]}
    world.thing["errand"] = handed_in(world, started(world, "kept-errand", answers))
    world.thing["errand_task"] = open_task(world.thing["errand"])
    world.thing["calling"] = handed_in(world, started(world, "kept-calling", answers))
    ActionRun.objects.update(state=ActionRun.PARKED, error_code="unreachable")  # as when nobody answered
    world.thing["parked_action"] = ActionRun.objects.get()


def _records(world: World) -> None:
    by = world.cast.actor("owner")
    register = version(world, "register", "client")
    url = profiles.start(register_version=register, unit=world.cast.wts, record=None, by=by, at=NOW)
    draft = _draft_at(url)
    answers = {"name": world.words, "district": "wong_tai_sin", "address": world.words, "phone": "2345 6789"}
    forms.save_page(draft=draft, changes=answers, revision=draft.revision, by=by, at=NOW)
    forms.hand_in(draft=Draft.objects.get(pk=draft.pk), by=by, at=NOW)
    one = world.thing["record"] = Record.objects.get()
    person = {"name": f"{world.words} II", "phone": "2987 6543"}
    other = apply(register_version=register, unit=world.cast.wts, answers=person, by=by, at=NOW)
    world.thing["other_record"] = other
    world.thing["link"] = link(record=one, other=other, relation="spouse", reason=world.words, by=by, at=NOW)


def _drafts(world: World) -> None:
    by, thing = world.cast.actor("owner"), world.thing
    thing["draft"] = _requisition(world)
    thing["form"] = form = version(world, "form", "kept-form")
    thing["slot"] = version(world, "form", "kept-slot")
    thing["loose"] = forms.start_draft(version=form, unit=world.cast.wts, by=by, at=NOW, answers={"name": world.words})
    thing["alone"] = _alone(world)


def _alone(world: World) -> Submission:
    """A submission that stands alone, and so may be amended."""
    by, form = world.cast.actor("owner"), version(world, "form", "kept-form")
    answers = {
        "name": world.words,
        "story": world.words,
        "sort": "two",
        "rows": [{"cell": world.words}],
        "card": "A123456(3)",
    }
    draft = forms.start_draft(version=form, unit=world.cast.wts, by=by, at=NOW, answers=answers)
    forms.hand_in(draft=draft, by=by, at=NOW)
    return Submission.objects.get(draft=draft)


def _notices(world: World) -> None:
    world.thing["notice"] = Notice.objects.filter(to=world.cast.owner, channel="in_app").first()
    assert isinstance(world.thing["notice"], Notice) and isinstance(world.thing["stand_in"], StandIn)


__all__ = ["MARKER", "SYSTEM", "World", "build"]
