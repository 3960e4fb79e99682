"""The same small world as the tests of access; in some, every text of it is an attack."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from engine.catalogue.queries import forget_specs
from tests.integration.access import walking, world
from tests.integration.access.conftest import same_moment, walk

HTML = "'\"></script></textarea><img src=x onerror=alert(1)>"
FORMULA = '=HYPERLINK("http://evil.example","18,600")'

__all__ = ["FORMULA", "HTML", "same_moment", "walk"]


@pytest.fixture(scope="module")
def attacked(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: Any
) -> Iterator[walking.Walk]:
    """Everybody signed in, in a world whose every text is the module's ATTACK."""
    media = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield walking.start(world.build(request.module.ATTACK))
        transaction.set_rollback(True)
    forget_specs()
