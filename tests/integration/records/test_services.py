"""Records: identity, numbers, title, unique values, the stations of a life, and who may do what.

R1 a number is gap-free within its centre: a refused record gives its number back
R2 two records of one NGO cannot share a unique value; the refusal is in words and tells an outsider nothing
R3 a status moves only as the register allows, and its history stays
R4 nobody writes or reads outside their scope
"""

import pytest
from django.db import transaction

from engine.audit.models import Entry
from engine.catalogue.models import Version
from engine.language.errors import NotAllowed, NotFound
from engine.language.text import say
from engine.records import queries
from engine.records.counters import next_number
from engine.records.models import Record, StatusChange
from engine.records.refusals import AlreadyOnRegister, StatusNotOpen
from engine.records.services import apply, change_status, give_to, note_read
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db


def add(cast: Cast, register: Version, who: str = "owner", unit: str = "WTS", **answers: str) -> Record:
    return apply(register_version=register, unit=cast.unit(unit), answers=answers, by=cast.actor(who), at=NOW)


def test_a_record_has_a_number_of_its_centre_and_a_title_of_its_answers(cast: Cast, register: Version) -> None:
    first = add(cast, register, surname="Chan", given="Tai Man")
    second = add(cast, register, surname="Lee")
    other = add(cast, register, "neighbour", "KT", surname="Ho")
    assert [r.number for r in (first, second, other)] == ["WTS-F0001", "WTS-F0002", "KT-F0001"]
    assert [r.title for r in (first, second)] == ["Chan Tai Man", "Lee"]
    assert first.status == "open"


def test_a_record_without_a_title_is_called_by_its_number(cast: Cast, register: Version) -> None:
    assert add(cast, register).title == "WTS-F0001"


def test_a_refused_record_leaves_no_gap(cast: Cast, register: Version) -> None:
    add(cast, register, phone="2345 6789")
    with pytest.raises(AlreadyOnRegister):
        add(cast, register, phone="23456789")
    assert add(cast, register, phone="2345 0000").number == "WTS-F0002"
    assert StatusChange.objects.count() == 2


def test_a_duplicate_names_the_record_to_those_who_may_see_it(cast: Cast, register: Version) -> None:
    add(cast, register, phone="2345 6789")
    with pytest.raises(AlreadyOnRegister) as refusal:
        add(cast, register, "colleague", phone="2345-6789".replace("-", " "))
    assert say(refusal.value.message, "en") == "This telephone number is already on record WTS-F0001."
    assert "WTS-F0001" in say(refusal.value.message, "zh-Hant")


def test_a_duplicate_at_another_centre_gives_nothing_away(cast: Cast, register: Version) -> None:
    add(cast, register, phone="2345 6789")
    with pytest.raises(AlreadyOnRegister) as refusal:
        add(cast, register, "neighbour", "KT", phone="2345 6789")
    assert "WTS" not in say(refusal.value.message, "en")


def test_another_ngo_may_know_the_same_person(cast: Cast, register: Version) -> None:
    add(cast, register, phone="2345 6789")
    assert add(cast, register, "outsider", "OTC", phone="2345 6789").number == "OTC-F0001"


def test_a_change_keeps_the_number_and_frees_the_old_value(cast: Cast, register: Version) -> None:
    record = add(cast, register, surname="Chan", phone="2345 6789")
    changed = apply(
        register_version=register, unit=cast.wts, answers={"surname": "Cheung", "phone": "2345 0000"},
        subject=record, by=cast.actor("colleague"), at=NOW,
    )  # fmt: skip
    assert (changed.pk, changed.number, changed.title) == (record.pk, "WTS-F0001", "Cheung")
    assert add(cast, register, phone="2345 6789").number == "WTS-F0002"


@pytest.mark.parametrize("who", ["outsider", "neighbour", "auditor"])
def test_nobody_writes_outside_their_scope(cast: Cast, register: Version, who: str) -> None:
    record = add(cast, register, surname="Chan")
    with pytest.raises(NotAllowed):
        add(cast, register, who, "WTS", surname="Lee")
    with pytest.raises(NotAllowed):
        change_status(record=record, status="closed", reason="", by=cast.actor(who), at=NOW)
    with pytest.raises(NotAllowed):
        give_to(record=record, worker=cast.owner, by=cast.actor(who), at=NOW)
    assert Record.objects.count() == 1


def test_a_status_moves_as_the_register_says(cast: Cast, register: Version) -> None:
    record = add(cast, register, surname="Chan")
    with pytest.raises(StatusNotOpen):
        change_status(record=record, status="lost", reason="", by=cast.actor("owner"), at=NOW)
    change_status(record=record, status="closed", reason="Moved away", by=cast.actor("owner"), at=NOW)
    with pytest.raises(StatusNotOpen):
        change_status(record=record, status="open", reason="", by=cast.actor("owner"), at=NOW)
    events = queries.history(Record.objects.get(), cast.actor("colleague"))
    assert [(say(e.title, "en"), e.detail, e.who) for e in events if not e.url][-2:] == [
        ("Open", "", "Chan Siu Ming"),
        ("Closed", "Moved away", "Chan Siu Ming"),
    ]


def test_everybody_sees_only_their_own_part_of_a_register(cast: Cast, register: Version) -> None:
    record = add(cast, register, surname="Chan")
    seen = {who for who in cast.people if queries.on_register(cast.actor(who), "family").exists()}
    assert seen == {
        "owner", "colleague", "auditor", "team_head", "supervisor",
        "department_head", "centre_manager",
    }  # fmt: skip
    with pytest.raises(NotFound):
        queries.one(cast.actor("outsider"), record.pk)


def test_words_find_a_record_by_title_or_number(cast: Cast, register: Version) -> None:
    add(cast, register, surname="Chan", given="Tai Man")
    add(cast, register, surname="Lee")
    found = [r.title for r in queries.on_register(cast.actor("owner"), "family", "man WTS")]
    assert found == ["Chan Tai Man"]


def test_every_write_leaves_one_entry_without_values(cast: Cast, register: Version) -> None:
    record = add(cast, register, surname="Chan")
    change_status(record=record, status="closed", reason="", by=cast.actor("owner"), at=NOW)
    entries = Entry.objects.filter(stream=f"record:{record.pk}")
    assert [e.action for e in entries.order_by("sequence")] == ["record.created", "record.status"]
    assert "Chan" not in str(list(entries.values("fields")))


def test_a_list_read_is_one_entry(cast: Cast, register: Version) -> None:
    add(cast, register, surname="Chan")
    add(cast, register, surname="Lee")
    note_read(records=Record.objects.all(), why="list", by=cast.actor("colleague"), at=NOW)
    entry = Entry.objects.get(stream=f"reads:{cast.colleague.pk}")
    assert (entry.count, entry.about_kind) == (2, "register")


def test_a_number_needs_the_transaction_that_uses_it(cast: Cast) -> None:
    with transaction.atomic():
        assert [next_number("a"), next_number("a"), next_number("b")] == [1, 2, 1]
    with transaction.atomic():
        next_number("a")
        transaction.set_rollback(True)
    assert next_number("a") == 3


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        next_number("a")


def test_a_register_is_offered_where_its_owner_is(cast: Cast, register: Version) -> None:
    assert list(queries.registers(cast.actor("owner"), TODAY)) == ["family"]
    assert list(queries.registers(cast.actor("administrator"), TODAY)) == []
