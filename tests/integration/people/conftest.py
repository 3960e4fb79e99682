"""Who administers: the whole federation, or one centre."""

import pytest

from engine.people.actor import Actor, actor_of
from engine.people.models import Holding, User
from tests.cast import LONG_AGO, TODAY, Cast


@pytest.fixture
def admin(cast: Cast) -> Actor:
    return cast.actor("administrator")


@pytest.fixture
def local(cast: Cast) -> Actor:
    """Somebody who administers WTS only."""
    user = User.objects.create_user("local", "x", name_en="Local", home_unit=cast.wts)
    Holding.objects.create(user=user, role_id="administrator", unit=cast.wts, starts=LONG_AGO)
    return actor_of(user, TODAY)
