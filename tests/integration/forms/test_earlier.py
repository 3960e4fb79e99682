"""A form begins with what was answered the last time, where its fields ask for it, and says from when that is.

E1 about the same record: by item id, from the last submission that stands, whoever made it
E2 of the same person: their own last answers, about whomever
E3 nothing that the person may not read is taken, and taking personal answers leaves a trace
E4 what the caller gives comes first; an amendment begins with what it amends
"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from engine.audit.models import Entry
from engine.catalogue.models import Version
from engine.people.models import Unit
from engine.records.models import Record
from form_builder import services
from form_builder.amending import amend
from form_builder.models import Draft, Submission
from tests.cast import NOW, Cast
from tests.integration.forms.conftest import Publish
from tests.unit.forms.notation import form, item

pytestmark = pytest.mark.django_db
VISIT = form(
    item("text", "address", prefill="subject", sensitivity="personal", purpose="To find the door"),
    item("text", "duty_room", prefill="mine"),
    item("text", "notes"),
)
RENAMED = form(
    {
        **item("text", "where", prefill="subject", sensitivity="personal", purpose="To find the door"),
        "id": "id-address",
    },
    item("text", "notes"),
)


@pytest.fixture
def visit(publish: Publish) -> Version:
    return publish(VISIT)


def client(cast: Cast, number: int = 1, unit: Unit | None = None) -> Record:
    known = {"register": "client", "version": Version.objects.latest("published_at"), "unit": unit or cast.wts}
    return Record.objects.create(**known, number=f"C{number}", title="陳大文", created_at=NOW, changed_at=NOW)


def begin(visit: Version, cast: Cast, who: str, at: datetime, **more: Any) -> Draft:
    return services.start_draft(version=visit, unit=cast.wts, by=cast.actor(who), at=at, **more)


def handed_in(visit: Version, cast: Cast, who: str, at: datetime, subject: Record, **answers: str) -> Submission:
    draft = begin(visit, cast, who, at, subject=subject, answers=answers)
    return services.submit(draft=draft, by=cast.actor(who), at=at)


def test_the_last_answers_about_the_record_are_taken_over_with_their_date(visit: Version, cast: Cast) -> None:
    record, other = client(cast), client(cast, 2)
    handed_in(visit, cast, "owner", NOW, record, address="Flat 1", notes="first")
    last = handed_in(visit, cast, "colleague", NOW + timedelta(days=1), record, address="Flat 2", duty_room="3")
    handed_in(visit, cast, "owner", NOW + timedelta(days=2), other, address="Flat 9")
    draft = begin(visit, cast, "owner", NOW + timedelta(days=3), subject=record)
    assert draft.answers == {"address": "Flat 2"}
    assert draft.earlier == {"address": {"value": "Flat 2", "on": "2025-11-15", "from": str(last.pk)}}


def test_one_begins_with_ones_own_and_a_given_answer_comes_first(visit: Version, cast: Cast) -> None:
    handed_in(visit, cast, "owner", NOW, client(cast), duty_room="B12", address="Flat 1")
    draft = begin(visit, cast, "owner", NOW, subject=client(cast, 2))
    assert draft.answers == {"duty_room": "B12"}
    assert begin(visit, cast, "colleague", NOW).answers == {}
    assert begin(visit, cast, "owner", NOW, answers={"duty_room": "C1"}).answers == {"duty_room": "C1"}


def test_another_version_is_followed_by_id(visit: Version, cast: Cast, publish: Publish) -> None:
    record = client(cast)
    handed_in(visit, cast, "owner", NOW, record, address="Flat 1")
    draft = begin(publish(RENAMED), cast, "owner", NOW, subject=record)
    assert draft.answers == {"where": "Flat 1"}


def test_nothing_is_taken_that_one_may_not_read(visit: Version, cast: Cast) -> None:
    record = client(cast)
    handed_in(visit, cast, "owner", NOW, record, address="Flat 1")
    before = Entry.objects.filter(action="read").count()
    outsider = services.start_draft(
        version=visit, unit=cast.people["outsider"].home_unit, by=cast.actor("outsider"), at=NOW, subject=record
    )
    assert outsider.answers == outsider.earlier == {}
    assert Entry.objects.filter(action="read").count() == before
    begin(visit, cast, "colleague", NOW, subject=record)
    read = Entry.objects.filter(action="read").latest("at", "sequence")
    assert (read.reason, read.count) == ("earlier answers", 1)


def test_an_amendment_begins_with_what_it_amends(visit: Version, cast: Cast) -> None:
    record = client(cast)
    first = handed_in(visit, cast, "owner", NOW, record, address="Flat 1")
    handed_in(visit, cast, "colleague", NOW + timedelta(days=1), record, address="Flat 2")
    draft = amend(submission=first, reason="A slip", by=cast.actor("owner"), at=NOW)
    assert (draft.answers["address"], draft.earlier) == ("Flat 1", {})
