"""Pages of records: the registers, one register, one record; and who may open them.

P1 every page is narrowed to the reader's scope; what they may not see is not there (404)
P2 reading a register of persons, or one record, leaves an entry in the reader's trail
P3 a refused change of status says why and keeps what was typed
"""

from typing import Any

import pytest
from django.test import Client

from engine.audit.models import Entry
from engine.catalogue.models import Version
from engine.people.models import Role
from engine.records.models import Record
from engine.records.services import apply
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(cast: Cast, register: Version) -> Record:
    answers = {"surname": "Chan", "given": "<b>Tai Man</b>"}
    return apply(register_version=register, unit=cast.wts, answers=answers, by=cast.actor("owner"), at=NOW)


WHO = [("owner", 200), ("colleague", 200), ("auditor", 200), ("neighbour", 404), ("outsider", 404)]


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_may_open_a_record(record: Record, signed_in: Any, who: str, status: int) -> None:
    page = signed_in(who).get(f"/records/{record.pk}/")
    assert page.status_code == status
    assert ("WTS-F0001" in page.content.decode()) == (status == 200)


@pytest.mark.parametrize("page", ["/records/", "/records/on/family/", "/records/on/family/new/"])
def test_nobody_reads_without_signing_in(record: Record, page: str) -> None:
    assert Client().get(page).status_code == 302


def test_the_list_shows_only_the_readers_part(record: Record, signed_in: Any) -> None:
    assert "WTS-F0001" in signed_in("owner").get("/records/on/family/?q=chan").content.decode()
    assert "WTS-F0001" not in signed_in("neighbour").get("/records/on/family/").content.decode()
    assert signed_in("administrator").get("/records/on/family/").status_code == 404


def test_the_registers_are_counted(record: Record, signed_in: Any) -> None:
    page = signed_in("owner").get("/records/").content.decode()
    assert "Families" in page and "1 record" in page


def test_a_name_cannot_become_html(record: Record, signed_in: Any) -> None:
    page = signed_in("owner").get(f"/records/{record.pk}/").content.decode()
    assert "<b>Tai Man</b>" not in page and "&lt;b&gt;Tai Man" in page


def test_reading_leaves_a_trail(record: Record, signed_in: Any, cast: Cast) -> None:
    signed_in("colleague").get(f"/records/{record.pk}/")
    signed_in("colleague").get("/records/on/family/")
    entries = Entry.objects.filter(stream=f"reads:{cast.colleague.pk}").order_by("sequence")
    assert [(e.about_kind, e.count) for e in entries] == [("record", 1), ("record", 1)]


def test_a_status_is_changed_and_a_wrong_one_refused_in_words(record: Record, signed_in: Any) -> None:
    browser = signed_in("owner")
    refused = browser.post(f"/records/{record.pk}/status/", {"status": "lost", "reason": "Moved to Sha Tin"})
    assert refused.status_code == 409
    assert "Moved to Sha Tin" in refused.content.decode()
    assert browser.post(f"/records/{record.pk}/status/", {"status": "closed"}).status_code == 302
    record.refresh_from_db()
    assert record.status == "closed"


@pytest.mark.parametrize(("who", "status"), [("auditor", 403), ("outsider", 404)])
def test_who_may_not_change_a_status(record: Record, signed_in: Any, who: str, status: int) -> None:
    answer = signed_in(who).post(f"/records/{record.pk}/status/", {"status": "closed"})
    assert answer.status_code == status
    record.refresh_from_db()
    assert record.status == "open"


def test_a_new_record_asks_for_which_unit(record: Record, signed_in: Any, cast: Cast) -> None:
    role = Role.objects.get(code="finance_head")
    role.grants = [*role.grants, "see_personal"]
    role.save()
    page = signed_in("finance_head").get("/records/on/family/new/").content.decode()
    assert all(cast.unit(code).name_en in page for code in ("WTS", "KT", "ST"))
    assert "Tsuen Wan" not in page
    posted = signed_in("owner").post("/records/on/family/new/", {"unit": str(cast.other_centre.pk)})
    assert posted.status_code == 404
