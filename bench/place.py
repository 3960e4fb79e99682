"""Where a measurement runs: a folder and a database of its own, both gone afterwards."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.machine import find_postgres


@contextmanager
def sqlite() -> Iterator[dict[str, str]]:
    """The environment of a measurement on a new SQLite file."""
    with tempfile.TemporaryDirectory(prefix="centreline-bench-") as folder:
        yield _environment(folder, f"sqlite:///{Path(folder) / 'bench.sqlite3'}")


@contextmanager
def postgres() -> Iterator[dict[str, str] | None]:
    """The environment of a measurement in a new PostgreSQL database; None when no server answers."""
    server = find_postgres()
    if not server:
        yield None
        return
    name = f"centreline_bench_{uuid.uuid4().hex[:8]}"
    _tell(server, f'CREATE DATABASE "{name}"')
    try:
        with tempfile.TemporaryDirectory(prefix="centreline-bench-") as folder:
            yield _environment(folder, f"{server.rpartition('/')[0]}/{name}")
    finally:
        _tell(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _environment(folder: str, database: str) -> dict[str, str]:
    own = {"CENTRELINE_VAR": folder, "DATABASE_URL": database, "SECRET_KEY": "of one measurement"}
    return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "bench.settings"}


def _tell(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
