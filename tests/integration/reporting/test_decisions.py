"""The shipped reports on decisions, over requests that were really decided."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from engine.catalogue.models import Version
from engine.catalogue.queries import forget_specs
from engine.catalogue.services import load_library
from engine.language.text import say
from reporting import services
from reporting.result import Result
from tests.cast import NOW, Cast
from tests.integration.approvals.conftest import SHIPPED, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Cast) -> Iterator[Desk]:
    """The whole shipped library, and a way to ask and decide."""
    forget_specs()
    load_library(folder=SHIPPED, at=NOW)
    yield Desk(cast)
    forget_specs()


def result_of(measure: str, cast: Cast, name: str) -> Result:
    """The shipped report that has this measure, as this person reads it."""
    for version in Version.objects.filter(definition__kind="report").select_related("definition"):
        if f'"key": "{measure}"' in version.source:
            return services.run_report(version.definition.key, {}, by=cast.actor(name), at=NOW).result
    raise AssertionError(measure)


def test_reasons_and_days_equal_a_plain_recount(desk: Desk, cast: Cast) -> None:
    days = timedelta(days=1)
    for waited in (1, 2, 6):
        asked = desk.ask("100.00", at=NOW - 10 * days)
        desk.say(asked, "team_head", at=NOW - 10 * days + waited * days)
        desk.say(asked, "finance_head", "reject", at=NOW, reason_code="over_budget", comment="Too much.")
    decided = result_of("median", cast, "director")
    steps = {line.keys[1]: cells for line, cells in zip(decided.rows, decided.row_totals, strict=True)}
    assert steps["1"].values == (Decimal("2.00"), Decimal("3.00"), 3)
    assert say(decided.columns[0].labels[0], "zh-Hant") == "黃大仙中心"
    rejected = result_of("rejections", cast, "director")
    assert [cell.values for cell in rejected.row_totals] == [(3, Decimal("100.0"))]
    assert [say(line.labels[0], "zh-Hant") for line in rejected.rows] == ["超出預算"]
    assert result_of("rejections", cast, "auditor").grand.values[0] == 3
