"""Numbers without gaps: the counter's row is locked until the caller's transaction ends, and goes back with it."""

from functools import cache

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from engine.prepared import Statement
from engine.records.models import Counter


def next_number(scope: str) -> int:
    """The next number of `scope`, from 1. Raises TransactionManagementError outside a transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("next_number needs the transaction that uses the number")
    value = _advance(scope)
    if value is None:
        Counter.objects.bulk_create([Counter(scope=scope)], ignore_conflicts=True)
        value = _advance(scope)
    if value is None:
        raise LookupError(scope)
    return value


def _advance(scope: str) -> int | None:
    """The next value of a counter, which stays locked; None when there is no such counter yet."""
    if connection.features.can_return_columns_from_insert:
        rows = _advancing(connection.vendor).fetch([scope], connections[DEFAULT_DB_ALIAS])
        return rows[0][0] if rows else None
    with connection.cursor() as cursor:  # an SQLite before 3.35
        cursor.execute(_ADVANCE, [scope])
        cursor.execute("SELECT value FROM records_counter WHERE scope = %s", [scope])
        row = cursor.fetchone()
    return row[0] if row else None


_ADVANCE = "UPDATE records_counter SET value = value + 1 WHERE scope = %s"


@cache
def _advancing(vendor: str) -> Statement:
    return Statement(f"{_ADVANCE} RETURNING value", vendor)
