"""What is compiled once must answer, insert and change exactly as the plain ORM does."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Q

from engine.audit.models import Entry
from engine.audit.services import verify
from engine.language.errors import Refusal
from engine.language.ids import new_id
from engine.notices.models import Notice
from engine.people.models import Holding, Unit, User
from engine.prepared import Prepared, change, insert, update
from tests.cast import LONG_AGO, TODAY, Cast
from tests.workflow_desk import open_desk
from workflows import run, trail

pytestmark = pytest.mark.django_db


def held(roles: list[str], units: list[UUID], on: date) -> object:
    running = Q(ends__isnull=True) | Q(ends__gte=on)
    rows = Holding.objects.filter(running, role_id__in=roles, unit_id__in=units, starts__lte=on)
    return rows.select_related("user", "unit__parent").order_by("user__username")


def test_rows_come_as_from_the_orm_whatever_the_length_of_lists(cast: Cast, django_assert_num_queries: object) -> None:
    prepared: Prepared[Holding] = Prepared(held, roles=[str], units=[UUID], on=date)
    places = [unit.pk for unit in cast.units.values()]
    for roles, units, on in (
        (["worker"], places, TODAY),
        (["worker", "director"], places[:3], TODAY),
        (["worker", "auditor"], places, LONG_AGO - timedelta(days=1)),
        (["worker"], places[2:4], LONG_AGO),
    ):
        found = prepared(roles=roles, units=units, on=on)
        assert found == list(held(roles, units, on))  # type: ignore[call-overload]
        with django_assert_num_queries(0):  # type: ignore[operator]
            assert all(row.user.username and row.unit.code for row in found)
            assert [row.unit.parent for row in found if row.unit.parent] == [
                Unit(pk=row.unit.parent_id) for row in found if row.unit.parent_id
            ]


def test_values_and_what_is_not_there(cast: Cast) -> None:
    names: Prepared[User] = Prepared(
        lambda user: User.objects.filter(pk=user).values_list("username", "is_active"), user=UUID
    )
    assert names(user=cast.owner.pk) == [("owner", True)]
    assert names.first(user=new_id()) is None


def test_a_value_that_would_be_changed_before_comparing_is_refused(cast: Cast) -> None:
    starting: Prepared[Unit] = Prepared(lambda path: Unit.objects.filter(path__startswith=path), path=str)
    with pytest.raises(ValueError, match="path"):
        starting(path="/")


def test_rows_are_stored_and_changed_as_given(cast: Cast, now: datetime) -> None:
    words = {"kind": "task", "channel": "in_app", "subject": "等待處理 'x'; --", "created_at": now, "due_at": now}
    rows = [Notice(to=cast.owner, read_at=at, **words) for at in (None, now)]
    insert(rows)
    insert([])
    stored = list(Notice.objects.order_by("pk"))
    assert stored == rows
    assert [(row.subject, row.read_at, row.created_at, row.attempts) for row in stored] == [
        (words["subject"], None, now, 0),
        (words["subject"], now, now, 0),
    ]
    rows[0].attempts, rows[0].subject = 3, "changed"
    update(rows[0], "attempts")
    rows[0].refresh_from_db()
    assert (rows[0].attempts, rows[0].subject) == (3, words["subject"])
    assert change(Notice, {"to_id": cast.owner.pk, "channel": "in_app"}, {"read_at": None, "attempts": 1}) == 2
    assert set(Notice.objects.values_list("read_at", "attempts")) == {(None, 1)}


def test_json_is_stored_as_json(cast: Cast) -> None:
    desk = open_desk(cast)
    process = desk.submit("owner", title="Paper")
    process.notes, process.data = {"說明": ["a", 1, None, {"b": True}]}, {}
    update(process, "notes", "data")
    process.refresh_from_db()
    assert (process.notes, process.data) == ({"說明": ["a", 1, None, {"b": True}]}, {})


def test_the_trail_holds_when_a_part_of_a_step_is_taken_back(cast: Cast) -> None:
    """A refusal inside a lock that was held already takes its entries back; what comes after is chained rightly."""
    desk = open_desk(cast)
    process, by = desk.submit("owner", title="Paper"), desk.actor("owner")

    def note(action: str) -> Entry:
        with run.locked(process.pk) as found:
            return trail.note(found, action, by=by, at=desk.at, about=("process", "x"), fields={})

    with transaction.atomic(), run.locked(process.pk):
        note("first")
        with pytest.raises(Refusal), transaction.atomic(), run.locked(process.pk):
            note("taken back")
            raise Refusal
        note("second")
    actions = Entry.objects.filter(stream=f"process:{process.pk}").order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["process.started", "first", "second"]
    assert list(verify()) == []
