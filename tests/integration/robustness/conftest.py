"""Houses whose rows are committed: for threads on other connections, and for processes of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from engine.catalogue.queries import forget_specs
from engine.catalogue.services import import_documents
from engine.people.actor import SYSTEM
from engine.people.models import Holding
from tests.cast import LONG_AGO, NOW, Cast, assemble
from tests.integration.approvals.conftest import Desk, shipped_sources
from tests.integration.robustness.outside import python, surroundings


@pytest.fixture
def crowd(transactional_db: None) -> Iterator[Cast]:
    """The cast, with two people who may take each step of a requisition, at WTS and at KT. On PostgreSQL only."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    cast = assemble()
    for who, role in (("director", "department_head"), ("administrator", "finance_head")):
        Holding.objects.create(user=cast.people[who], role_id=role, unit=cast.ngo, starts=LONG_AGO)
    Holding.objects.create(user=cast.department_head, role_id="department_head", unit=cast.kt, starts=LONG_AGO)
    forget_specs()
    yield cast
    forget_specs()


@pytest.fixture
def purchases(crowd: Cast) -> Desk:
    """The shipped requisition, published."""
    import_documents(sources=shipped_sources(), owner=None, publish_them=True, by=SYSTEM, at=NOW)
    return Desk(crowd)


@pytest.fixture(scope="session")
def built_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of a house built by a process of its own. Copy it; never write to it."""
    folder = tmp_path_factory.mktemp("house")
    python("-m", "tests.integration.robustness.house", env=surroundings(folder))
    return folder / "house.sqlite3"
