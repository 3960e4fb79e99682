"""A whole requisition by services: blank form, two quotations, a return, an amendment, three people, one order.

W1 the form is handed in once, and only a complete one
W2 a return brings the same answers back to the same person; the amendment supersedes what it amends
W3 after an amendment everybody decides anew, and the band follows the new total
W4 the authority in force at the start stays, whatever is published afterwards
"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from approvals.models import Decision, PurchaseOrder, Round
from engine.catalogue.queries import resolve
from engine.catalogue.services import import_documents
from engine.language.errors import Invalid
from engine.people.actor import SYSTEM
from form_builder.models import Draft, Submission
from form_builder.services import attach_file, hand_in, save_page
from tests.cast import NOW, TODAY
from tests.integration.approvals.conftest import SHIPPED, Desk
from workflows.drafts import begin, draft_of, open_draft
from workflows.models import Assignment, Process, Task

pytestmark = pytest.mark.django_db
QUOTE_FILE = "pr-quotation-file"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def blank(desk: Desk, who: str = "owner") -> Draft:
    version = resolve("workflow", "purchase-requisition", desk.cast.wts, TODAY)
    assert version
    begin(version=version, unit=desk.cast.wts, by=desk.cast.actor(who), at=NOW)
    return Draft.objects.get(owner=desk.cast.people[who], state=Draft.OPEN)


def quotation(draft: Draft, desk: Desk, supplier: str, amount: str) -> dict[str, Any]:
    name = f"{supplier}.pdf"
    file = attach_file(draft=draft, item_id=QUOTE_FILE, name=name, content=PDF, by=desk.cast.actor("owner"), at=NOW)
    return {
        "supplier": supplier,
        "channel": "written",
        "quoted_on": "2025-11-10",
        "amount": amount,
        "file": [str(file.ref)],
    }


def filled(draft: Draft, desk: Desk, price: str, quotations: bool = True) -> Draft:
    answers: dict[str, Any] = {
        "title": "Sensory room equipment",
        "purpose": "The bubble tube failed its safety check.",
        "category": "goods",
        "purchase_type": "equipment",
        "fund": "lotteries_fund",
        "needed_by": "2025-12-01",
        "lines": [{"item": "Bubble tube", "quantity": 2, "unit_price": price}],
        "supplier": "Harbour",
        "interest": False,
    }
    if quotations:
        total = f"{2 * float(price):.2f}"
        answers["quotations"] = [
            quotation(draft, desk, "Harbour", total),
            quotation(draft, desk, "Rainbow", "99999.00"),
        ]
    return save_page(draft=draft, changes=answers, revision=draft.revision, by=desk.cast.actor("owner"), at=NOW)


def handed_in(desk: Desk, price: str = "9300") -> Process:
    draft = filled(blank(desk), desk, price)
    hand_in(draft=draft, by=desk.cast.actor("owner"), at=NOW)
    return Process.objects.get()


def test_from_blank_form_to_order(desk: Desk) -> None:
    process = handed_in(desk)
    assert (process.title, process.amount_cents) == ("Sensory room equipment", 1_860_000)
    assert Assignment.objects.get(process=process, state="open").role == "department_head"
    desk.say(process, "department_head")
    desk.say(process, "finance_head")
    order = PurchaseOrder.objects.get(process=process)
    assert (order.number, order.supplier, order.amount_cents) == ("WTS-2025-26-0001", "Harbour", 1_860_000)
    assert [(line["item"], str(line["amount"])) for line in order.lines] == [("Bubble tube", "18600.00")]


def test_an_incomplete_request_asks_nobody(desk: Desk) -> None:
    draft = filled(blank(desk), desk, "9300", quotations=False)
    with pytest.raises(Invalid) as refusal:
        hand_in(draft=draft, by=desk.cast.actor("owner"), at=NOW)
    assert "/quotations" in [p.pointer for p in refusal.value.problems]
    assert not Process.objects.exists() and not Submission.objects.exists()


def test_a_return_and_an_amendment(desk: Desk) -> None:
    process = handed_in(desk)
    desk.say(process, "department_head", "return", comment="Take the larger one.")
    task = Task.objects.get(process=process, node="request", finished__isnull=True)
    owner = desk.cast.actor("owner")
    open_draft(task, by=owner, at=NOW)
    draft = draft_of(task)
    assert draft and draft.answers["title"] == "Sensory room equipment"
    save_page(draft=draft, changes=amended(draft), revision=draft.revision, by=owner, at=NOW)
    hand_in(draft=Draft.objects.get(pk=draft.pk), by=owner, at=NOW + timedelta(hours=1))
    first, second = Submission.objects.order_by("at")
    assert second.supersedes == first
    rounds = list(Round.objects.order_by("number"))
    assert [(r.number, r.rule_id, r.void) for r in rounds] == [(1, "mid", True), (2, "high", False)]
    for who in ("team_head", "department_head", "finance_head"):
        desk.say(process, who)
    assert PurchaseOrder.objects.get().amount_cents == 2_000_002
    assert Decision.objects.count() == 4


def amended(draft: Draft) -> dict[str, Any]:
    lines = [{**line, "unit_price": "10000.01"} for line in draft.answers["lines"]]
    first, *others = draft.answers["quotations"]
    return {"lines": lines, "quotations": [{**first, "amount": "20000.02"}, *others]}


def test_the_authority_in_force_at_the_start_stays(desk: Desk) -> None:
    process = handed_in(desk)
    body = json.loads((SHIPPED / "authority/procurement.json").read_text(encoding="utf-8"))
    body["rules"][1]["chain"] = [{"id": "mid-new", "role": "director", "act": "approve"}]
    import_documents(sources=[json.dumps(body)], owner=None, publish_them=True, by=SYSTEM, at=NOW)
    desk.say(process, "department_head", "return", comment="Please add the warranty.")
    task = Task.objects.get(process=process, node="request", finished__isnull=True)
    owner = desk.cast.actor("owner")
    open_draft(task, by=owner, at=NOW)
    draft = draft_of(task)
    assert draft
    hand_in(draft=draft, by=owner, at=NOW)
    assert Assignment.objects.get(process=process, state="open").role == "department_head"
    new = desk.ask("18600")
    assert Assignment.objects.get(process=new, state="open").role == "director"
