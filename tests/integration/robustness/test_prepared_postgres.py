"""The same on PostgreSQL, where the server keeps the plans: every statement comes often enough to be kept."""

from collections.abc import Callable

import pytest
from django.db import connection

from engine.people.models import Unit
from engine.prepared import Prepared
from tests.cast import Cast
from tests.integration.robustness import test_gathered as gathering
from tests.integration.robustness import test_prepared as same

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
TIMES = 6


@pytest.mark.parametrize(
    "check",
    [
        same.test_rows_come_as_from_the_orm_whatever_the_length_of_lists,
        same.test_values_and_what_is_not_there,
        same.test_rows_are_stored_and_changed_as_given,
        same.test_json_is_stored_as_json,
        gathering.test_what_waits_is_stored_together_and_in_order,
        gathering.test_whoever_asks_sees_what_was_written,
        gathering.test_a_part_that_is_taken_back_takes_its_writes_with_it,
        gathering.test_a_failure_stores_nothing,
        gathering.test_what_the_database_refuses_is_refused,
    ],
)
def test_as_the_plain_orm(check: Callable[..., None], request: pytest.FixtureRequest) -> None:
    wanted = [name for name in check.__code__.co_varnames[: check.__code__.co_argcount]]
    check(**{name: request.getfixturevalue(name) for name in wanted})


def test_the_server_keeps_the_plan(cast: Cast) -> None:
    codes: Prepared[Unit] = Prepared(lambda code: Unit.objects.filter(code=code).values_list("code"), code=str)
    for _ in range(TIMES):
        assert codes(code="WTS") == [("WTS",)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%\"code\" = $1%%'")
        assert cursor.fetchone() == (1,)
