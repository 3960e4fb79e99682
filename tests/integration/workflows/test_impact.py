"""What publishing a form touches of the workflows that fill it in."""

import pytest

from engine.catalogue.impact import under_way
from engine.catalogue.models import Definition
from tests.cast import Cast
from tests.workflow_desk import Desk

pytestmark = pytest.mark.django_db


def told(cast: Cast, key: str, who: str) -> list[tuple[str, int, str]]:
    found = under_way(Definition.objects.get(key=key), cast.actor(who))
    return [(str(one.what["en"]).split(",")[0], one.count, one.url) for one in found]  # type: ignore[index]


def test_running_processes_are_counted_and_led_to_where_one_may_see_them(cast: Cast, asked: Desk) -> None:
    running = ("running processes", 1, "/inbox/?show=centre")
    assert running in told(cast, "ask", "centre_manager")
    assert running in told(cast, "errand", "centre_manager")
    assert ("running processes", 1, "") in told(cast, "ask", "administrator")


def test_what_is_finished_is_not_counted(cast: Cast, asked: Desk) -> None:
    asked.answer("supervisor", "read", "refuse")
    assert told(cast, "errand", "centre_manager") == []
