"""Writes that wait for each other are stored as if each had been sent at once, whatever is asked or taken back meanwhile."""

from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from engine.notices.models import Notice
from engine.people.models import Unit, User
from engine.prepared import Prepared, change, fresh, gathered, insert, update
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WAITING: Prepared[Notice] = Prepared(
    lambda kind: Notice.objects.filter(kind=kind).order_by("channel").values_list("channel", "attempts"), kind=str
)
CODES: Prepared[Unit] = Prepared(lambda code: Unit.objects.filter(code=code).values_list("code"), code=str)


def notice(to: User, channel: str, at: datetime) -> Notice:
    return fresh(Notice, to=to, kind="task", channel=channel, subject="x", created_at=at, due_at=at)


def test_a_new_row_is_as_the_model_makes_it(cast: Cast, now: datetime) -> None:
    made = notice(cast.owner, "a", now)
    plain = Notice(to=cast.owner, kind="task", channel="a", subject="x", created_at=now, due_at=now)
    fields = [field.attname for field in Notice._meta.concrete_fields if field.attname != "id"]
    assert [getattr(made, name) for name in fields] == [getattr(plain, name) for name in fields]
    assert made.to is cast.owner and made.pk and made.pk != plain.pk and made._state.adding
    with pytest.raises(TypeError, match="colour"):
        fresh(Notice, colour="red")


def test_what_waits_is_stored_together_and_in_order(cast: Cast, now: datetime) -> None:
    with CaptureQueriesContext(connection) as sent, transaction.atomic(), gathered():
        first = notice(cast.owner, "a", now)
        insert([first])
        insert([notice(cast.owner, "b", now), notice(cast.owner, "c", now)])
        assert CODES(code="WTS") == [("WTS",)], "a query of other tables does not hurry them"
        first.attempts = 2
        update(first, "attempts")
        first.attempts = 3
        update(first, "attempts")
    assert WAITING(kind="task") == [("a", 3), ("b", 0), ("c", 0)]
    stored = [query["sql"] for query in sent if "INSERT" in query["sql"]]
    assert len(stored) == 1, "the rows of one table are one statement"


def test_whoever_asks_sees_what_was_written(cast: Cast, now: datetime) -> None:
    with transaction.atomic(), gathered():
        insert([notice(cast.owner, "a", now)])
        assert WAITING(kind="task") == [("a", 0)]
        insert([notice(cast.owner, "b", now)])
        assert Notice.objects.count() == 2
        insert([notice(cast.owner, "c", now)])
        assert change(Notice, {"kind": "task"}, {"attempts": 7}) == 3
    assert WAITING(kind="task") == [("a", 7), ("b", 7), ("c", 7)]


def test_a_part_that_is_taken_back_takes_its_writes_with_it(cast: Cast, now: datetime) -> None:
    def fail() -> None:
        with transaction.atomic():
            insert([notice(cast.owner, "gone", now)])
            raise LookupError

    with transaction.atomic(), gathered():
        insert([notice(cast.owner, "a", now)])
        with pytest.raises(LookupError):
            fail()
        insert([notice(cast.owner, "b", now)])
    assert WAITING(kind="task") == [("a", 0), ("b", 0)]


def test_a_failure_stores_nothing(cast: Cast, now: datetime) -> None:
    def fail() -> None:
        with transaction.atomic(), gathered():
            insert([notice(cast.owner, "a", now)])
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert WAITING(kind="task") == [] and Notice.objects.count() == 0
    insert([notice(cast.owner, "b", now)])
    assert WAITING(kind="task") == [("b", 0)], "afterwards nothing waits any more"


def test_what_the_database_refuses_is_refused(cast: Cast, now: datetime) -> None:
    twice = notice(cast.owner, "a", now)

    def store() -> None:
        with transaction.atomic(), gathered():
            insert([twice])
            insert([notice(cast.owner, "b", now)])

    store()
    with pytest.raises(IntegrityError):
        store()
    assert WAITING(kind="task") == [("a", 0), ("b", 0)]
