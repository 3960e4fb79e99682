"""kill -9 at every statement of a step: the step is then not begun, or wholly done, and can be done again."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.integration.robustness.outside import python, surroundings

SCENES = ["handing_in", "last_word", "last_way", "sweeping"]


@pytest.fixture
def database() -> Iterator[str]:
    """The address of a new, empty database beside the one of DATABASE_URL."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        pytest.skip("needs PostgreSQL")
    name = f"centreline_killed_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield server.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def check(printed: str) -> None:
    told = dict(line.split(": ") for line in printed.splitlines())
    assert list(told) == SCENES, printed
    counts = [int(words.split()[-2]) for words in told.values()]
    assert min(counts) > 5, printed  # fewer, and the counting is broken


def test_a_step_on_sqlite(built_house: Path, tmp_path: Path) -> None:
    shutil.copy(built_house, tmp_path / "house.sqlite3")
    check(python("-m", "tests.integration.robustness.killing", "1", "open", env=surroundings(tmp_path), patience=240))


@pytest.mark.postgres
def test_a_step_on_postgresql(tmp_path: Path, database: str) -> None:
    env = surroundings(tmp_path, DATABASE_URL=database)
    check(python("-m", "tests.integration.robustness.killing", "3", "build", env=env, patience=240))
