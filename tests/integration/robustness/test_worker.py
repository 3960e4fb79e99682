"""A real Celery worker on each broker: it fires what is due, says that it lives, and a lost message loses nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import redis
from celery import Celery

from tests.integration.robustness.outside import ROOT, python, surroundings, until

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/14")
WORKER = ("-m", "celery", "-A", "config", "worker", "--pool", "threads", "-c", "2", "--without-gossip")


@pytest.fixture(scope="module")
def house(built_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house in which a pause has ended long ago and nobody has noticed yet."""
    folder = tmp_path_factory.mktemp("pausing")
    shutil.copy(built_house, folder / "house.sqlite3")
    python("-m", "tests.integration.robustness.pausing", env=surroundings(folder))
    return folder / "house.sqlite3"


@pytest.fixture
def filesystem(tmp_path: Path) -> Celery:
    """The broker that `make run` uses, seen from outside."""
    (tmp_path / "broker" / "queue").mkdir(parents=True)
    queue = str(tmp_path / "broker" / "queue")
    (tmp_path / "broker" / "control").mkdir()
    options = {"data_folder_in": queue, "data_folder_out": queue}
    options["control_folder"] = str(tmp_path / "broker" / "control")
    return Celery(broker="filesystem://", broker_transport_options=options)


@pytest.fixture
def redis_server() -> Iterator[Celery]:
    """A Redis database of this test's own."""
    server = redis.Redis.from_url(REDIS, socket_connect_timeout=2)
    try:
        server.flushdb()
    except redis.RedisError:
        pytest.skip(f"no Redis answers at {REDIS}")
    yield Celery(broker=REDIS)
    server.flushdb()
    server.close()


def test_on_redis(house: Path, tmp_path: Path, redis_server: Celery) -> None:
    fires_what_is_due(house, tmp_path, redis_server, REDIS)


def test_on_the_embedded_broker(house: Path, tmp_path: Path, filesystem: Celery) -> None:
    fires_what_is_due(house, tmp_path, filesystem, "filesystem://")


def fires_what_is_due(house: Path, folder: Path, broker: Celery, address: str) -> None:
    shutil.copy(house, folder / "house.sqlite3")
    ask = reader(folder / "house.sqlite3")
    poke(broker, "fire_due")
    with broker.connection_for_write() as connection:
        assert connection.default_channel.queue_purge("celery") == 1, "the message was never sent"
    with worker(surroundings(folder, BROKER_URL=address, DJANGO_SETTINGS_MODULE="config.settings")):
        poke(broker, "heartbeat")
        until(lambda: ask("SELECT count(*) FROM config_heartbeat WHERE name = 'worker'") == 1, what="a heartbeat")
        assert ask("SELECT count(*) FROM workflows_timer WHERE fired_at IS NOT NULL") == 0, "nobody asked for this"
        poke(broker, "fire_due")
        until(lambda: ask("SELECT count(*) FROM workflows_timer WHERE kind = 'wait' AND fired_at IS NULL") == 0)
        until(lambda: ask("SELECT count(*) FROM workflows_task WHERE node = 'read' AND finished IS NULL") == 1)
    assert ask("SELECT count(*) FROM workflows_assignment WHERE state = 'open' AND role = 'supervisor'") == 1


def poke(broker: Celery, name: str) -> None:
    broker.send_task(f"config.tasks.{name}", ignore_result=True)


def reader(path: Path) -> Callable[[str], int]:
    def ask(question: str) -> int:
        with closing(sqlite3.connect(path, timeout=20)) as connection:
            return int(connection.execute(question).fetchone()[0])

    return ask


@contextmanager
def worker(env: dict[str, str]) -> Iterator[None]:
    """A worker as `serve` starts it, without its clock; killed at the end, as a machine that loses its power."""
    line = [sys.executable, *WORKER, "--without-mingle", "--loglevel", "warning"]
    running = subprocess.Popen(line, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        running.kill()
        running.wait(10)
