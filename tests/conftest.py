"""Fixtures shared by all tests: the cast and the fixed clock."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from engine.audit import triggers
from tests.cast import NOW, Cast, assemble


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests that commit empty all tables afterwards, which the triggers of the audit trail would refuse."""
    with django_db_blocker.unblock():
        triggers.remove(connection)


@pytest.fixture(autouse=True)
def nobody_has_tried_to_sign_in_lately() -> None:
    """The throttle of sign-ins counts in the cache; what one test guessed is not held against the next."""
    cache.clear()


@pytest.fixture
def now() -> datetime:
    """2025-11-14 10:42 in Hong Kong: a Friday morning."""
    return NOW


@pytest.fixture
def cast(db: None) -> Cast:
    """The people and units of tests/cast.py, in the database."""
    return assemble()


@pytest.fixture
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Stops the one clock at NOW, for views, commands and tasks."""
    monkeypatch.setattr("engine.people.clock.now", lambda: NOW)
    return NOW


@pytest.fixture
def signed_in(cast: Cast, fixed_clock: datetime) -> Callable[[str], Client]:
    """`signed_in("owner")` is a browser in which owner has signed in, with the clock stopped."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.people[name])
        return client

    return sign_in
