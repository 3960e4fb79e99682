"""Sealing: from time to time the heads of all streams that moved are written down together, in a chain of their own."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from engine.audit.chain import seal_digest
from engine.audit.models import Entry, Seal

# A transaction older than this could hide an entry from a seal that came after its identifier was made.
LONGEST_TRANSACTION = timedelta(hours=1)


def seal(at: datetime) -> Seal | None:
    """Seals every stream that moved since the last seal; None when nothing moved."""
    with transaction.atomic():
        _one_sealer()
        last = Seal.objects.order_by("-number").first()
        heads = _moved(last)
        if not heads:
            return None
        sealed = Seal(number=last.number + 1 if last else 1, at=at, heads=heads, previous=last.digest if last else "")
        sealed.digest = seal_digest(sealed)
        sealed.save()
        return sealed


def _moved(last: Seal | None) -> dict[str, list[object]]:
    entries = Entry.objects.all()
    known: dict[str, list[object]] = {}
    if last:
        since = _earlier(last.id, LONGEST_TRANSACTION)
        entries = entries.filter(id__gte=since)
        for before in Seal.objects.filter(id__gte=since).order_by("number"):
            known |= before.heads
    tops = entries.order_by().values("stream").annotate(top=Max("sequence"))
    heads = [(row["stream"], row["top"]) for row in tops if known.get(row["stream"], [0])[0] != row["top"]]
    return {stream: [top, Entry.objects.get(stream=stream, sequence=top).digest] for stream, top in sorted(heads)}


def _earlier(identifier: UUID, by: timedelta) -> UUID:
    """The least UUIDv7 of the moment `by` before the one when `identifier` was made."""
    milliseconds = (identifier.int >> 80) - int(by.total_seconds() * 1000)
    return UUID(int=max(milliseconds, 0) << 80)


def _one_sealer() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('audit seals', 0))")
