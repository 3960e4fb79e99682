"""Two at once, on a database with real row locks."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from engine.audit.models import Entry
from engine.audit.services import record, verify
from engine.language.errors import Refusal
from engine.notices import services as notices
from engine.people import services
from engine.people.actor import SYSTEM, actor_of
from engine.people.models import Holding, Role, Unit, User
from engine.people.refusals import LastAdministrator
from tests.cast import LONG_AGO, NOW, TODAY, Cast, assemble

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def committed(transactional_db: None) -> Cast:
    return assemble()


def together(*doings: Callable[[], Any]) -> Sequence[Any]:
    """Does all of them at the same moment, each on its own connection; what each gave back or raised."""
    barrier, results = Barrier(len(doings)), [None] * len(doings)

    def run(place: int) -> None:
        try:
            barrier.wait()
            results[place] = doings[place]()
        except Exception as failure:
            results[place] = failure
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(doings))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_writers_of_one_stream_take_turns(committed: Cast) -> None:
    def write() -> None:
        for _ in range(10):
            with transaction.atomic():
                record(stream="one", action="a", by=SYSTEM, at=NOW, about=("x", "1"))

    assert together(*[write] * 4) == [None] * 4
    assert Entry.objects.filter(stream="one").count() == 40
    assert verify() == []


def test_two_administrators_cannot_end_each_other(committed: Cast) -> None:
    root, role = committed.federation, Role.objects.get(code="administrator")
    Holding.objects.create(user=committed.director, role=role, unit=root, starts=LONG_AGO)
    held = {row.user_id: row for row in Holding.objects.filter(role=role).select_related("user", "role", "unit")}
    first, second = committed.actor("administrator"), committed.actor("director")
    results = together(
        lambda: services.end_role(holding=held[second.user_id], ends=TODAY, by=first, at=NOW),
        lambda: services.end_role(holding=held[first.user_id], ends=TODAY, by=second, at=NOW),
    )
    assert {type(result) for result in results} == {Holding, LastAdministrator}
    assert Holding.objects.filter(role=role, ends=None).count() == 1


def test_two_administrators_cannot_close_each_others_accounts(committed: Cast) -> None:
    role = Role.objects.get(code="administrator")
    Holding.objects.create(user=committed.director, role=role, unit=committed.federation, starts=LONG_AGO)
    first, second = committed.actor("administrator"), committed.actor("director")
    results = together(
        lambda: services.deactivate(user=committed.director, by=first, at=NOW),
        lambda: services.deactivate(user=committed.administrator, by=second, at=NOW),
    )
    assert {type(result) for result in results} == {User, LastAdministrator}


def test_one_role_is_given_once(committed: Cast) -> None:
    def give() -> Holding:
        role, by = Role.objects.get(code="clerk"), committed.actor("administrator")
        return services.give_role(user=committed.owner, role=role, unit=committed.kt, starts=TODAY, by=by, at=NOW)

    results = together(give, give)
    assert [type(result).__name__ for result in results if not isinstance(result, Holding)] == ["RoleAlreadyHeld"]


def test_the_house_is_set_up_once(transactional_db: None) -> None:
    def begin(code: str) -> User:
        newcomer = services.Newcomer(f"admin-{code}", "Admin")
        unit = Unit(kind="ngo", code=code, name_en=code)
        return services.first_run(organisation=unit, newcomer=newcomer, password="seven green bottles", at=NOW)

    results = together(lambda: begin("A"), lambda: begin("B"))
    assert sum(isinstance(result, User) for result in results) == 1
    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert actor_of(User.objects.get(), TODAY).may_anywhere("administer")


def test_two_workers_send_each_notice_once(committed: Cast) -> None:
    for name in committed.people:
        notices.notify(to=committed.people[name], kind="task", subject="A task waits for you", at=NOW)
    sent = together(*[lambda: notices.deliver_due(NOW, most=4)] * 4)
    assert sum(sent) == len(mail.outbox) == len(committed.people)
