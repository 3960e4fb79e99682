"""A leaver's work passes on whole: open drafts and the records they were in charge of."""

import pytest

from engine.audit.models import Entry
from engine.catalogue import queries
from engine.catalogue.services import load_library
from engine.people.services import hand_over
from engine.records.models import Record
from form_builder.models import Draft
from form_builder.services import start_draft
from tests.cast import NOW, TODAY, Cast
from tests.workflow_notation import SHIPPED

pytestmark = pytest.mark.django_db


def test_drafts_and_records_pass_to_the_colleague(cast: Cast) -> None:
    load_library(folder=SHIPPED, at=NOW)
    form = queries.resolve("form", "incident-report", cast.wts, TODAY)
    register = queries.resolve("register", "client", cast.wts, TODAY)
    assert form is not None
    assert register is not None
    draft = start_draft(version=form, unit=cast.wts, by=cast.actor("owner"), at=NOW, port="workflows.start:x")
    record = Record.objects.create(
        register="client", version=register, unit=cast.wts, number="C1", title="x", status="active",
        worker=cast.owner, created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    hand_over(leaver=cast.owner, to=cast.colleague, by=cast.actor("administrator"), at=NOW)
    assert Draft.objects.get(pk=draft.pk).owner == cast.colleague
    assert Record.objects.get(pk=record.pk).worker == cast.colleague
    assert Entry.objects.filter(action__in=["draft.handed over", "record.worker"]).count() == 2
