"""Adding to the trail, sealing it, and proving that nobody touched it since."""

# Django's model fields have no type that pyright can see.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, transaction

from engine.audit.chain import entry_digest, hashed_fields
from engine.audit.models import Entry
from engine.audit.sealing import seal
from engine.audit.verifying import Break, verify
from engine.prepared import Prepared, fresh, insert

__all__ = ["Break", "Who", "beginning", "record", "record_read", "seal", "verify"]


class Who(Protocol):
    """Whoever acted, as the trail keeps them: a plain value, never a row."""

    @property
    def audit_id(self) -> str: ...
    @property
    def audit_label(self) -> str: ...


def record(
    *,
    stream: str,
    action: str,
    by: Who,
    at: datetime,
    about: tuple[str, str],
    fields: Mapping[str, Any] | None = None,
    reason: str = "",
    alone: bool = False,
    after: Entry | None = None,
) -> Entry:
    """Adds one entry to `stream`, in the caller's transaction.

    `about` is (kind, id) of the thing done to; `fields` maps changed fields to what they became, of which only
    keyed hashes are kept; `reason` says why, in words without personal data. `alone` says that the caller holds a
    lock without which nobody writes to this stream; `after` is then its last entry, if this transaction wrote it.
    """
    entry = fresh(Entry, stream=stream, action=action, at=at, fields=hashed_fields(fields), reason=reason)
    return _append(entry, by, about, alone, after)


def beginning(stream: str) -> Entry:
    """What the first entry of a stream comes after, when the stream is certainly new. Never stored."""
    return fresh(Entry, stream=stream, sequence=0, digest="")


def record_read(*, by: Who, at: datetime, about: tuple[str, str], count: int, why: str) -> Entry:
    """Adds one entry for one query that read `count` people's data, to the stream of the reader."""
    return _append(Entry(stream=f"reads:{by.audit_id}", action="read", at=at, reason=why, count=count), by, about)


def _append(entry: Entry, by: Who, about: tuple[str, str], alone: bool = False, after: Entry | None = None) -> Entry:
    entry.who, entry.who_label = by.audit_id, by.audit_label[:120]
    entry.about_kind, entry.about_id = about[0], str(about[1])
    with transaction.atomic(savepoint=False):
        sequence, entry.previous = (after.sequence, after.digest) if after else _head_of(entry.stream, alone)
        entry.sequence = sequence + 1
        entry.digest = entry_digest(entry)
        insert([entry])
    return entry


def _head_of(stream: str, alone: bool) -> tuple[int, str]:
    if not alone:
        _queue_for(stream)
    return _head.first(stream=stream) or (0, "")


_head: Prepared[Entry] = Prepared(
    lambda stream: Entry.objects.filter(stream=stream).order_by("-sequence").values_list("sequence", "digest")[:1],
    stream=str,
)


def _queue_for(stream: str) -> None:
    """Two writers of one stream take turns; writers of different streams never meet. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"audit/{stream}"])
