"""A desk with a small errand: ask, read, and back if need be."""

from collections.abc import Iterator

import pytest

from engine.catalogue.queries import forget_specs
from tests.cast import Cast
from tests.workflow_desk import Desk, open_desk


@pytest.fixture
def desk(cast: Cast) -> Iterator[Desk]:
    yield open_desk(cast)
    forget_specs()


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """owner has asked for something; supervisor should read it."""
    desk.submit("owner", title="Paper", amount="100.50")
    return desk
