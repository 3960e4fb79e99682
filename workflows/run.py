"""The only way to change a process: its row is locked, then its tasks are read, never the other way round."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import OperationalError, connection, transaction

from engine.prepared import Prepared, gathered
from workflows import trail
from workflows.models import Process
from workflows.refusals import Busy

BELONGS = ("version", "unit", "starter")
_held: ContextVar[dict[UUID, Process] | None] = ContextVar("held", default=None)


@contextmanager
def locked(process_id: UUID, *, seen: Process | None = None) -> Generator[Process]:
    """The process, locked until the transaction ends. Inside a lock on the same process it is entered again freely.

    Waits for whoever holds it; raises Busy after `patience.SECONDS` (PostgreSQL). On SQLite the transaction itself is the lock.
    `seen` is the process as the caller read it a moment ago: the row is read anew, and what it belongs to (version,
    unit, starter), which no step changes, is taken over.
    """
    held = _held.get() or {}
    if process_id in held and connection.in_atomic_block:
        try:
            yield held[process_id]
        except BaseException:
            trail.forget(held[process_id])
            raise
        return
    with transaction.atomic():
        process = _take(process_id, seen)
        token = _held.set({**held, process_id: process})
        try:
            with gathered():
                yield process
        finally:
            _held.reset(token)


@contextmanager
def starting(process: Process) -> Generator[Process]:
    """A process that this transaction is making: nobody else can see it, so it counts as locked."""
    token = _held.set({**(_held.get() or {}), process.pk: process})
    try:
        with gathered():
            yield process
    finally:
        _held.reset(token)


def _take(process_id: UUID, seen: Process | None) -> Process:
    known = seen is not None and all(name in seen._state.fields_cache for name in BELONGS)
    try:
        found = (_alone if known else _locking).first(process=process_id)
    except OperationalError as error:
        raise Busy from error
    if found is None:
        raise Process.DoesNotExist(process_id)
    return _belonging(found, seen) if known and seen else found


def _belonging(found: Process, seen: Process) -> Process:
    for name in BELONGS:
        if getattr(found, f"{name}_id") == getattr(seen, f"{name}_id"):
            setattr(found, name, getattr(seen, name))
    return found


_alone: Prepared[Process] = Prepared(
    lambda process: Process.objects.filter(pk=process).order_by().select_for_update(of=("self",)), process=UUID
)
_locking: Prepared[Process] = Prepared(
    lambda process: (
        Process.objects.select_related("version__definition", "unit", "starter")
        .defer("version__source")
        .filter(pk=process)
        .order_by()
        .select_for_update(of=("self",))
    ),
    process=UUID,
)
