"""The trail keeps who, when, what and why, and shows every way of tampering with it."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from engine.audit import triggers
from engine.audit.models import AppendOnly, Entry, Seal
from engine.audit.services import Break, record, record_read, seal, verify
from engine.people.actor import SYSTEM
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail() -> None:
    """Two streams of four entries, sealed after two and after four of each."""
    for step in range(4):
        for stream in ("record:a", "record:b"):
            at = NOW + timedelta(minutes=step)
            record(stream=stream, action=f"step-{step}", by=SYSTEM, at=at, about=("record", stream[-1]))
        if step % 2:
            assert seal(NOW + timedelta(minutes=step))


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_untouched_trail_is_whole(trail: None) -> None:
    assert verify() == []
    assert Seal.objects.count() == 2


def test_an_entry_says_who_when_what_and_why_but_no_value(cast: Cast) -> None:
    entry = record(
        stream="people",
        action="rename",
        by=cast.actor("administrator"),
        at=NOW,
        about=("unit", str(cast.wts.id)),
        fields={"name_en": "A secret name", "name_zh": None},
        reason="spelling",
    )
    stored = Entry.objects.get(id=entry.id)
    assert (stored.who, stored.who_label) == (str(cast.administrator.id), "Fung Ho Yin")
    assert (stored.action, stored.at, stored.reason) == ("rename", NOW, "spelling")
    assert stored.fields["name_zh"] is None and len(stored.fields["name_en"]) == 64
    assert "secret" not in str(Entry.objects.filter(id=entry.id).values())


def test_equal_values_hash_alike_in_one_field_and_differently_in_another() -> None:
    written = [
        record(
            stream="s", action="a", by=SYSTEM, at=NOW, about=("x", "1"), fields={"phone": "91234567", "fax": "91234567"}
        )
        for _ in range(2)
    ]
    assert written[0].fields == written[1].fields
    assert written[0].fields["phone"] != written[0].fields["fax"]


def test_a_read_is_one_entry_in_the_stream_of_the_reader(cast: Cast) -> None:
    entry = record_read(by=cast.actor("auditor"), at=NOW, about=("register", "client"), count=40, why="list")
    assert entry.stream == f"reads:{cast.auditor.id}" and entry.count == 40
    assert Entry.objects.count() == 1


def test_rows_refuse_to_change_or_go(trail: None) -> None:
    entry = Entry.objects.first()
    assert entry
    for attempt in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(reason="x")):
        with pytest.raises(AppendOnly):
            attempt()


def test_the_database_refuses_too(trail: None) -> None:
    triggers.install(connection)
    triggers.install(connection)
    for statement in ("UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry", "DELETE FROM audit_seal"):
        with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
            run(statement)
    record(stream="record:a", action="more", by=SYSTEM, at=NOW, about=("record", "a"))
    triggers.remove(connection)
    run("DELETE FROM audit_entry")


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        (
            "UPDATE audit_entry SET reason = 'x' WHERE stream = 'record:a' AND sequence = 2",
            Break("record:a", 2, "changed"),
        ),
        (
            "UPDATE audit_entry SET who = 'x' WHERE stream = 'record:b' AND sequence = 4",
            Break("record:b", 4, "changed"),
        ),
        ("DELETE FROM audit_entry WHERE stream = 'record:a' AND sequence = 2", Break("record:a", 2, "missing")),
        ("DELETE FROM audit_entry WHERE stream = 'record:a' AND sequence = 1", Break("record:a", 1, "missing")),
        ("DELETE FROM audit_entry WHERE stream = 'record:a' AND sequence > 3", Break("record:a", 4, "truncated")),
        ("DELETE FROM audit_entry WHERE stream = 'record:b'", Break("record:b", 1, "truncated")),
        ("UPDATE audit_seal SET heads = '{}' WHERE number = 1", Break("seals", 1, "seal changed")),
        ("DELETE FROM audit_seal WHERE number = 1", Break("seals", 1, "seal missing")),
    ],
)
def test_tampering_shows_at_its_first_broken_link(trail: None, tampering: str, found: Break) -> None:
    run(tampering)
    assert verify() == [found]


def test_a_stream_written_anew_with_a_good_chain_disagrees_with_its_seal(trail: None) -> None:
    run("DELETE FROM audit_entry WHERE stream = 'record:a'")
    for step in range(4):
        record(stream="record:a", action=f"forged-{step}", by=SYSTEM, at=NOW, about=("record", "a"))
    assert verify() == [Break("record:a", 2, "rewritten")]


def test_a_chain_made_without_the_key_is_not_believed(trail: None, settings: object) -> None:
    settings.SECRET_KEY = "another installation"  # type: ignore[attr-defined]
    assert {link.what for link in verify()} == {"changed", "seal changed"}


def test_a_replaced_secret_stays_readable_as_a_fallback(trail: None, settings: object) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "the new secret"  # type: ignore[attr-defined]
    assert verify() == []


def test_a_seal_holds_only_what_moved(trail: None) -> None:
    assert seal(NOW) is None
    record(stream="record:b", action="more", by=SYSTEM, at=NOW, about=("record", "b"))
    latest = seal(NOW + timedelta(hours=1))
    assert latest and latest.number == 3
    assert list(latest.heads) == ["record:b"] and latest.heads["record:b"][0] == 5
    assert verify() == []


def test_the_command_says_whole_and_names_its_last_seal(trail: None) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "8 entries in 2 streams" in out.getvalue()
    noted = out.getvalue().split("last seal ")[1].strip()
    call_command("verify_audit", seal=noted, stdout=StringIO())


def test_the_command_fails_with_status_1_on_a_break(trail: None) -> None:
    run("DELETE FROM audit_entry WHERE stream = 'record:a' AND sequence = 4")
    err = StringIO()
    with pytest.raises(CommandError) as raised:
        call_command("verify_audit", stderr=err)
    assert raised.value.returncode == 1
    assert "record:a #4: truncated" in err.getvalue()


def test_the_command_finds_a_tail_of_seals_cut_off(trail: None) -> None:
    last = Seal.objects.order_by("-number").first()
    assert last
    run("DELETE FROM audit_seal WHERE number = 2")
    with pytest.raises(CommandError):
        call_command("verify_audit", seal=f"{last.number}:{last.digest}", stderr=StringIO())


def later(**span: float) -> datetime:
    """So long after this test ran: identifiers are made by the real clock."""
    return datetime.now(UTC) + timedelta(**span)


def test_all_seals_removed_is_a_break_when_there_are_old_entries(trail: None) -> None:
    run("DELETE FROM audit_seal")
    assert verify(later(hours=1)) == []
    assert verify(later(hours=3)) == [Break("seals", 1, "seal missing")]


def test_the_command_fails_when_all_seals_are_gone(trail: None, monkeypatch: pytest.MonkeyPatch) -> None:
    run("DELETE FROM audit_seal")
    monkeypatch.setattr("engine.people.clock.now", lambda: later(days=1))
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_audit", stderr=err)
    assert "seals #1: seal missing" in err.getvalue()


def test_the_newest_seals_removed_leave_old_entries_without_one(trail: None) -> None:
    run("DELETE FROM audit_seal WHERE number = 2")
    assert verify(later(hours=1)) == []
    unsealed = [Break("record:a", 3, "not sealed"), Break("record:b", 3, "not sealed")]
    assert verify(later(hours=3)) == unsealed


def test_an_old_trail_with_all_its_seals_stays_whole(trail: None) -> None:
    assert verify(later(days=400)) == []


def test_seals_kept_elsewhere_show_a_trail_cut_back_with_its_seals(trail: None, tmp_path: Path) -> None:
    kept = tmp_path / "seals.txt"
    call_command("verify_audit", keep=kept, stdout=StringIO())
    call_command("verify_audit", keep=kept, stdout=StringIO())
    assert [line.partition(":")[0] for line in kept.read_text().splitlines()] == ["2"]
    run("DELETE FROM audit_seal WHERE number = 2")
    run("DELETE FROM audit_entry WHERE sequence > 2")
    assert verify(later(hours=3)) == []
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_audit", keep=kept, stderr=err)
    assert "seals #2: not the seal that was noted" in err.getvalue()


def test_an_entry_goes_when_its_transaction_is_rolled_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(stream="s", action="a", by=SYSTEM, at=NOW, about=("x", "1"))
        raise ZeroDivisionError
    assert not Entry.objects.exists()
