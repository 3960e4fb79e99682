"""What a digest covers. Keyed with the installation's secret: write access to the database alone forges nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from engine.audit.models import Entry, Seal
from engine.sealing import keyed_hash


def hashed_fields(fields: Mapping[str, Any] | None) -> dict[str, str | None]:
    """Names of changed fields to keyed hashes of what they became; None says that the field was emptied."""
    return {
        name: None if value is None else keyed_hash([name, value], "audit.field")
        for name, value in (fields or {}).items()
    }


def entry_digest(entry: Entry, *, secret: str | None = None) -> str:
    """The digest of an entry over all it says and the digest before it."""
    covered = [
        *(entry.previous, entry.stream, entry.sequence, str(entry.id), entry.action, _moment(entry.at)),
        *(entry.who, entry.who_label, entry.about_kind, entry.about_id, entry.fields, entry.reason, entry.count),
    ]
    return keyed_hash(covered, "audit.entry", secret=secret)


def seal_digest(seal: Seal, *, secret: str | None = None) -> str:
    """The digest of a seal over its heads and the digest of the seal before."""
    covered = [seal.previous, seal.number, str(seal.id), _moment(seal.at), seal.heads]
    return keyed_hash(covered, "audit.seal", secret=secret)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
