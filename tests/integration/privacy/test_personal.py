"""What is personal takes a permission of its own: a head of finance sees requisitions, never an assessment."""

from uuid import UUID

import pytest
from django.test import Client

from engine.catalogue import queries as catalogue
from engine.catalogue.services import load_library
from engine.people.services import load_roles
from engine.records import queries as records
from engine.records.models import Record
from form_builder import queries as forms
from form_builder.models import Draft, Submission
from form_builder.services import hand_in, save_page, start_draft
from tests.cast import NOW, ROLES, TODAY, Cast
from tests.workflow_notation import SHIPPED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
ITEMS = ("interest", "mood", "sleep", "energy", "appetite", "self_view", "concentration", "movement", "self_harm")


@pytest.fixture
def assessment(cast: Cast) -> Submission:
    """A PHQ-9 by the owner about a client of the centre."""
    load_roles(ROLES, at=NOW)
    load_library(folder=SHIPPED, at=NOW)
    register = catalogue.resolve("register", "client", cast.wts, TODAY)
    form = catalogue.resolve("form", "phq-9", cast.wts, TODAY)
    assert register is not None
    assert form is not None
    client = Record.objects.create(
        register="client", version=register, unit=cast.wts, number="C1", title="陳大文", status="active",
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    by = cast.actor("owner")
    draft = start_draft(version=form, unit=cast.wts, by=by, at=NOW, subject=client)
    answers = {"assessed_on": str(TODAY), **dict.fromkeys(ITEMS, "1"), "difficulty": "some"}
    save_page(draft=draft, changes=answers, revision=draft.revision, by=by, at=NOW)
    address = hand_in(draft=Draft.objects.get(pk=draft.pk), by=by, at=NOW)
    return Submission.objects.get(pk=UUID(address.strip("/").split("/")[-1]))


@pytest.mark.parametrize(
    ("who", "reads"),
    [("owner", True), ("colleague", True), ("supervisor", True), ("auditor", True), ("finance_head", False),
     ("director", False), ("administrator", False), ("outsider", False), ("neighbour", False)],
)  # fmt: skip
def test_who_reads_an_assessment(cast: Cast, client: Client, assessment: Submission, who: str, reads: bool) -> None:
    actor = cast.actor(who)
    assert forms.submissions_in(actor).filter(pk=assessment.pk).exists() is reads
    client.force_login(cast.people[who])
    page = client.get(f"/forms/{assessment.pk}/")
    assert (page.status_code == 200) is reads
    record = client.get(f"/records/{assessment.subject_id}/")
    assert (record.status_code == 200) is reads
    assert ("陳大文" in record.content.decode()) is reads
    assert ("client" in records.registers(actor, TODAY)) is reads or who in {"outsider", "neighbour"}


@pytest.mark.parametrize("who", ["finance_head", "director"])
def test_a_report_on_assessments_counts_but_leads_nowhere(
    cast: Cast, client: Client, assessment: Submission, who: str
) -> None:
    client.force_login(cast.people[who])
    assert client.get("/reports/phq-9-bands-by-centre/").status_code == 200
    refused = client.get("/reports/phq-9-bands-by-centre/rows/")
    assert refused.status_code == 403
    assert "You do not have permission for this report." in refused.content.decode()
    assert "/rows/" not in client.get("/reports/phq-9-bands-by-centre/").content.decode()


def test_those_who_may_are_only_kept_from_small_counts(cast: Cast, client: Client, assessment: Submission) -> None:
    client.force_login(cast.supervisor)
    refused = client.get("/reports/phq-9-bands-by-centre/rows/")
    assert "This figure is hidden to protect the people behind it" in refused.content.decode()


def test_suppliers_are_nobodys_secret(cast: Cast, assessment: Submission) -> None:
    assert "supplier" in records.registers(cast.actor("finance_head"), TODAY)
