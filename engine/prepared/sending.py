"""Sending one statement. Where nobody listens (no wrapper, no log of queries), it goes to the driver's own cursor.

Django's cursor wraps every statement in layers that a statement known beforehand does not need: the places of its values
are spelt anew each time, and PostgreSQL must plan it anew. Here the spelling is settled once, and PostgreSQL keeps the
plan where the connection says how often a statement must come before it is kept (`prepare_threshold`).
"""

# The driver's cursors are typed loosely, and differ.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import re
from collections.abc import Container, Sequence
from contextvars import ContextVar
from itertools import count
from typing import Any, LiteralString, cast

from psycopg import RawCursor

PREPARED: ContextVar[bool] = ContextVar("prepared", default=False)
"""Whether the statement of which wrappers hear is one of these."""
QUIET: set[Any] = set()
"""Wrappers that need not hear of prepared statements."""
PLAIN_WORD = re.compile(r"[a-z_]{1,40}")


class Statement:
    """The text of a statement with a %s for each value, and how the driver itself wants it spelt."""

    __slots__ = ("spelt", "sql")

    def __init__(self, sql: str, vendor: str) -> None:
        self.sql = sql
        self.spelt = _spelt(sql, vendor)

    def fetch(self, params: Sequence[Any], database: Any) -> list[Any]:
        """The rows it answers with."""
        if _is_heard(database):
            with database.cursor() as cursor:
                self._told(cursor, params)
                return cursor.fetchall()
        return self._sent(params, database).fetchall()

    def run(self, params: Sequence[Any], database: Any) -> int:
        """How many rows it touched."""
        if _is_heard(database):
            with database.cursor() as cursor:
                self._told(cursor, params)
                return cursor.rowcount
        return self._sent(params, database).rowcount

    def _told(self, cursor: Any, params: Sequence[Any]) -> None:
        token = PREPARED.set(True)
        try:
            cursor.execute(self.sql, params)
        finally:
            PREPARED.reset(token)

    def _sent(self, params: Sequence[Any], database: Any) -> Any:
        if not database.in_atomic_block:
            database.close_if_health_check_failed()
            database.ensure_connection()
        database.validate_no_broken_transaction()
        with database.wrap_database_errors:
            return _SENDERS[database.vendor](database.connection, self.spelt, params)


def _is_heard(database: Any) -> bool:
    """Whether somebody listens to every statement: a log of queries, a wrapper that is not our own."""
    return database.queries_logged or any(wrapper not in QUIET for wrapper in database.execute_wrappers)


def _spelt(sql: str, vendor: str) -> str:
    parts = [part.replace("%%", "%") for part in sql.split("%s")]
    if vendor == "postgresql":
        numbers = count(1)
        return parts[0] + "".join(f"${next(numbers)}{part}" for part in parts[1:])
    return "?".join(parts)


def with_constants(sql: str, params: Sequence[Any], keep: Container[Any] = ()) -> tuple[str, list[Any]]:
    """The statement with its plain words written out: a planner that sees them finds the index of just such rows.

    What stands in `keep` stays a value, and so does everything that is not a plain word.
    """
    parts, left = sql.split("%s"), list[Any]()
    written = parts[0]
    for param, part in zip(params, parts[1:], strict=True):
        word = isinstance(param, str) and PLAIN_WORD.fullmatch(param) and param not in keep
        left += [] if word else [param]
        written += (f"'{param}'" if word else "%s") + part
    return written, left


def _by_psycopg(connection: Any, sql: str, params: Sequence[Any]) -> Any:
    return RawCursor(connection).execute(cast(LiteralString, sql), params)


def _by_sqlite(connection: Any, sql: str, params: Sequence[Any]) -> Any:
    return connection.execute(sql, params)


_SENDERS = {"postgresql": _by_psycopg, "sqlite": _by_sqlite}
