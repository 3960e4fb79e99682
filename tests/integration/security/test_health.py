"""`/healthz`: one look tells a machine whether the house stands.

Z1 200 when database and broker answer, 503 when one does not, within seconds, and never a traceback
Z2 a worker is seen for a while after its last heartbeat, and its absence is told but not fatal to the web
Z3 it tells nothing else: no names, no addresses, no settings
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from config.models import Heartbeat
from config.tasks import heartbeat
from engine.people import clock

pytestmark = pytest.mark.django_db


def look() -> tuple[int, dict[str, Any]]:
    answer = Client().get("/healthz")
    assert answer["Content-Type"] == "application/json"
    return answer.status_code, answer.json()


def test_all_is_well() -> None:
    heartbeat()
    status, told = look()
    assert status == 200
    well = {"ok": True, "database": True, "broker": True, "oldest_message_seconds": 0, "worker": True}
    assert told == {**well, "version": told["version"]}
    assert told["version"]


def test_a_worker_that_was_not_seen_lately_is_told() -> None:
    assert look() == (200, look()[1] | {"worker": False})
    Heartbeat.objects.create(name="worker", seen_at=clock.now() - timedelta(minutes=5))
    assert look()[1]["worker"] is False
    heartbeat()
    assert look()[1]["worker"] is True


@contextmanager
def _broken_database() -> Iterator[None]:
    def refuse(*args: Any) -> None:
        raise DatabaseError("no such host: db.internal")

    with connection.execute_wrapper(refuse):
        yield


def test_without_its_database_it_says_so() -> None:
    with _broken_database():
        status, told = look()
    assert status == 503
    assert (told["ok"], told["database"], told["broker"], told["worker"]) == (False, False, True, False)
    assert set(told) == {"ok", "database", "broker", "oldest_message_seconds", "worker", "version"}


@pytest.mark.parametrize("broker", ["redis://127.0.0.1:1/0", "redis://no-such-host.invalid:6379/0"])
def test_without_its_broker_it_says_so_soon(broker: str, settings: Any) -> None:
    settings.BROKER_URL = broker
    began = time.monotonic()
    status, told = look()
    assert status == 503 and told["database"] and not told["broker"]
    assert time.monotonic() - began < 8


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """The folder of an embedded broker of this test's own."""
    options = {**settings.CELERY_BROKER_TRANSPORT_OPTIONS, "data_folder_in": str(tmp_path / "queue")}
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = options
    (tmp_path / "queue").mkdir()
    return tmp_path / "queue"


def test_the_embedded_broker_is_its_folder(folder: Path) -> None:
    assert look()[1]["broker"] is True
    folder.rmdir()
    status, told = look()
    assert (status, told["broker"], told["oldest_message_seconds"]) == (503, False, None)


def test_a_folder_that_nobody_can_write_to_is_no_broker(folder: Path) -> None:
    folder.rmdir()
    folder.write_text("a file where the folder was")
    assert look()[0] == 503


def test_how_long_the_oldest_message_has_lain_is_told(folder: Path) -> None:
    for name, age in (("1_new.celery.msg", 5), ("0_old.celery.msg", 600)):
        (folder / name).write_text("{}")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    status, told = look()
    assert status == 200 and 600 <= told["oldest_message_seconds"] < 660


def test_it_is_only_looked_at() -> None:
    assert Client().post("/healthz").status_code == 405
    assert Client().head("/healthz").status_code == 200
