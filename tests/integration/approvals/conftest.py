"""The shipped requisition, published for the cast, and a way to ask for something without filling a form."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from approvals.models import Decision
from approvals.services import decide
from engine.catalogue.queries import forget_specs, resolve
from engine.catalogue.services import import_documents
from engine.people.actor import SYSTEM
from engine.people.clock import day_of
from engine.people.models import Holding, StandIn
from tests.cast import LONG_AGO, NOW, TODAY, Cast
from workflows.models import Process, Task
from workflows.services import start

SHIPPED = Path(__file__).parents[3] / "definitions"
NEEDED = (
    "choices/*", "tables/quotations-needed", "calendars/*", "authority/procurement",
    "forms/purchase-requisition", "workflows/purchase-requisition",
)  # fmt: skip


def shipped_sources() -> list[str]:
    found = [path for name in NEEDED for path in sorted(SHIPPED.glob(f"{name}.json"))]
    return [path.read_text(encoding="utf-8") for path in found]


@pytest.fixture
def published(cast: Cast) -> Cast:
    """The cast, with the shipped requisition in the library."""
    forget_specs()
    import_documents(sources=shipped_sources(), owner=None, publish_them=True, by=SYSTEM, at=NOW)
    return cast


def answers(amount: str) -> dict[str, Any]:
    line = {"item": "Bubble tube", "quantity": 1, "unit_price": amount, "amount": amount}
    return {"title": "Sensory room equipment", "supplier": "Harbour", "lines": [line], "total": amount}


class Desk:
    """Asks, finds the open approval, decides: in the words of the tests."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def ask(self, amount: str, who: str = "owner", unit: str = "WTS", at: datetime = NOW) -> Process:
        place = self.cast.unit(unit)
        version = resolve("workflow", "purchase-requisition", place, day_of(at))
        assert version
        cents = int(Decimal(amount) * 100)
        actor = self.cast.actor(who, day_of(at))
        return start(
            version=version, unit=place, data=answers(amount), title="Sensory room equipment",
            amount_cents=cents, by=actor, at=at,
        )  # fmt: skip

    def task(self, process: Process) -> Task:
        return Task.objects.select_related("process__unit", "process__version__definition").get(
            process=process, node="approve", finished__isnull=True
        )

    def say(self, process: Process, who: str, verdict: str = "approve", at: datetime = NOW, **words: Any) -> Decision:
        actor = self.cast.actor(who, day_of(at))
        return decide(task=self.task(process), verdict=verdict, by=actor, at=at, **words)


@pytest.fixture
def desk(published: Cast) -> Desk:
    return Desk(published)


@pytest.fixture
def says(desk: Desk) -> Callable[..., Decision]:
    return desk.say


def give(desk: Desk, who: str, role: str, unit: str = "WTS", ends: date | None = None) -> None:
    user = desk.cast.people[who]
    Holding.objects.create(user=user, role_id=role, unit=desk.cast.unit(unit), starts=LONG_AGO, ends=ends)


def stand_in(desk: Desk, absent: str, deputy: str) -> None:
    people = desk.cast.people
    StandIn.objects.create(
        absent=people[absent], deputy=people[deputy], starts=TODAY, ends=TODAY, set_by=people[absent]
    )
