"""The only way to change a process: its row is locked, then its tasks are read, never the other way round."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import OperationalError, connection, transaction

from engine.prepared import Prepared
from workflows import trail
from workflows.models import Process
from workflows.refusals import Busy

LOCK_TIMEOUT = "5s"
_held: ContextVar[dict[UUID, Process] | None] = ContextVar("held", default=None)


@contextmanager
def locked(process_id: UUID) -> Iterator[Process]:
    """The process, locked until the transaction ends. Inside a lock on the same process it is entered again freely.

    Waits for whoever holds it; raises Busy after five seconds (PostgreSQL). On SQLite the transaction itself is the lock.
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
        process = _take(process_id)
        token = _held.set({**held, process_id: process})
        try:
            yield process
        finally:
            _held.reset(token)


@contextmanager
def starting(process: Process) -> Iterator[Process]:
    """A process that this transaction is making: nobody else can see it, so it counts as locked."""
    token = _held.set({**(_held.get() or {}), process.pk: process})
    try:
        yield process
    finally:
        _held.reset(token)


def _take(process_id: UUID) -> Process:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = %s", [LOCK_TIMEOUT])
    try:
        found = _locking.first(process=process_id)
    except OperationalError as error:
        raise Busy from error
    if found is None:
        raise Process.DoesNotExist(process_id)
    return found


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
