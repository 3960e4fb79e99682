"""Writes that wait for each other: what `insert` and `update` store while a step runs goes to the database together.

`with gathered():` keeps them; they are sent when it ends, before anything that could see them missing is sent: a prepared
query that reads one of their tables, and every statement of the plain ORM. A failure drops them, as the transaction does.
On PostgreSQL they are one statement; elsewhere one a table and kind.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from engine.prepared.sending import PREPARED, QUIET, Statement

_current: ContextVar["Gathering | None"] = ContextVar("gathering", default=None)


@dataclass
class Write:
    """One statement to be sent: its text for so many rows, its values, and the rows it touches, as (table, key)."""

    text: Callable[[int], str]
    table: str
    many: int
    params: list[Any]
    touched: set[tuple[str, Any]]
    may_grow: bool


@dataclass
class Gathering:
    """The writes that wait, in order."""

    waiting: list[Write] = field(default_factory=list[Write])

    def add(self, write: Write) -> None:
        """Keeps a write; new rows of a table join those that wait already, unless they were written to since."""
        for earlier in reversed(self.waiting):
            if earlier.table == write.table:
                if earlier.may_grow and write.may_grow and earlier.text is write.text:
                    earlier.many += write.many
                    earlier.params += write.params
                    earlier.touched |= write.touched
                    return
                break
        self.waiting.append(write)

    def send(self, database: Any) -> None:
        """Sends what waits."""
        waiting, self.waiting = self.waiting, []
        together = _at_once(waiting) if database.vendor == "postgresql" else ([write] for write in waiting)
        for group in together:
            statement = _combined(tuple((write.text, write.many) for write in group), database.vendor)
            statement.run([param for write in group for param in write.params], database)


def _at_once(writes: list[Write]) -> Iterable[list[Write]]:
    """Writes that one statement can make: none of them sees what another does, so no two may touch one row."""
    group: list[Write] = []
    touched: set[tuple[str, Any]] = set()
    for write in writes:
        if touched & write.touched:
            yield group
            group, touched = [], set()
        group.append(write)
        touched |= write.touched
    if group:
        yield group


@lru_cache(maxsize=1000)
def _combined(shapes: tuple[tuple[Callable[[int], str], int], ...], vendor: str) -> Statement:
    *first, last = [text(many) for text, many in shapes]
    named = ", ".join(f"w{number} AS ({sql})" for number, sql in enumerate(first))
    return Statement(f"WITH {named} {last}" if named else last, vendor)


@contextmanager
def gathered() -> Generator[None]:
    """Inside, writes wait; inside another, it is part of that. Needs the transaction that the writes belong to."""
    if _current.get() is not None:
        yield
        return
    database, gathering = connections[DEFAULT_DB_ALIAS], Gathering()
    token = _current.set(gathering)
    database.execute_wrappers.append(_send_first)
    try:
        yield
        if gathering.waiting:
            gathering.send(database)
    finally:
        database.execute_wrappers.remove(_send_first)
        _current.reset(token)


def write(one: Write, database: Any) -> None:
    """Keeps the write where writes are gathered, or sends it now."""
    gathering = _current.get()
    if gathering is not None:
        gathering.add(one)
    else:
        _combined(((one.text, one.many),), database.vendor).run(one.params, database)


def send_before(tables: frozenset[str], database: Any) -> None:
    """Called before a query of these tables is sent."""
    gathering = _current.get()
    if gathering is not None and any(one.table in tables for one in gathering.waiting):
        gathering.send(database)


def _send_first(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """Before a statement of anybody else: what waits. A part of a step that is taken back takes its writes with it."""
    gathering = _current.get()
    if gathering is not None and gathering.waiting and not PREPARED.get():
        if str(sql).startswith("ROLLBACK"):
            gathering.waiting.clear()
        else:
            gathering.send(context["connection"])
    return execute(sql, params, many, context)


QUIET.add(_send_first)
