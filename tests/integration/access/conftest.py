"""The world is made once for all tests of a file: each request is undone, so nobody notices the others."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from engine.catalogue.queries import forget_specs
from tests.cast import NOW
from tests.integration.access import walking, world


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: Any) -> Iterator[walking.Walk]:
    """Everybody signed in, in a world whose every text is the marker."""
    media = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield walking.start(world.build())
        transaction.set_rollback(True)
    forget_specs()


@pytest.fixture(autouse=True)
def same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still."""
    monkeypatch.setattr("engine.people.clock.now", lambda: NOW)
