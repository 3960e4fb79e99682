"""Verifying: walks every chain and every seal, and names the first broken link of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Literal

from django.conf import settings

from engine.audit.chain import entry_digest, seal_digest
from engine.audit.models import Entry, Seal
from engine.sealing import same_hash

What = Literal["changed", "missing", "truncated", "rewritten", "seal changed", "seal missing", "not sealed"]
SEALS = "seals"
# A seal a minute; an entry may stand in a transaction for an hour before a seal can see it.
SEALED_WITHIN = timedelta(hours=2)


@dataclass(frozen=True)
class Break:
    """The first broken link of a stream (or of the seals): where it is and what is wrong with it."""

    stream: str
    sequence: int
    what: What

    def __str__(self) -> str:
        return f"{self.stream} #{self.sequence}: {self.what}"


Sealed = dict[str, dict[int, str]]


def verify(at: datetime | None = None) -> list[Break]:
    """The first break of every stream that has one; an empty list means that the trail is whole.

    With the present moment `at`, entries for which no seal vouches long after they were written are breaks too: the
    seals were removed, or nobody sealed. What was cut off after the last seal cannot be seen from inside.
    """
    sealed: Sealed = {}
    broken = _first(_broken_seals(sealed))
    limit = _milliseconds(at - SEALED_WITHIN) if at else 0
    if limit and not sealed and (oldest := Entry.objects.order_by("id").first()) and _written(oldest) < limit:
        broken, limit = [*broken, Break(SEALS, 1, "seal missing")][:1], 0
    entries = Entry.objects.order_by("stream", "sequence").iterator(chunk_size=2000)
    for stream, chain in groupby(entries, key=lambda entry: entry.stream):
        broken += _first(_broken_links(stream, chain, sealed.pop(stream, {}), limit))
    broken += [Break(stream, 1, "truncated") for stream in sealed]
    return broken


def _broken_links(stream: str, chain: Any, sealed: dict[int, str], limit: int) -> Iterator[Break]:
    expected, previous, last_sealed = 1, "", max(sealed, default=0)
    for entry in chain:
        if entry.sequence != expected:
            yield Break(stream, expected, "missing")
        if entry.previous != previous or not _is_digest(entry):
            yield Break(stream, entry.sequence, "changed")
        if sealed.get(entry.sequence, entry.digest) != entry.digest:
            yield Break(stream, entry.sequence, "rewritten")
        if entry.sequence > last_sealed and _written(entry) < limit:
            yield Break(stream, entry.sequence, "not sealed")
        expected, previous = entry.sequence + 1, entry.digest
    if last_sealed >= expected:
        yield Break(stream, expected, "truncated")


def _broken_seals(sealed: Sealed) -> Iterator[Break]:
    """Also fills `sealed` with every head that a seal vouches for."""
    breaks: list[Break] = []
    expected, previous = 1, ""
    for seal in Seal.objects.order_by("number"):
        if seal.number != expected:
            breaks.append(Break(SEALS, expected, "seal missing"))
        if seal.previous != previous or not _is_seal_digest(seal):
            breaks.append(Break(SEALS, seal.number, "seal changed"))
        for stream, (sequence, digest) in seal.heads.items():
            sealed.setdefault(stream, {})[sequence] = digest
        expected, previous = seal.number + 1, seal.digest
    yield from breaks


def _written(entry: Entry) -> int:
    """When its identifier was made, in milliseconds, whatever its own `at` says."""
    return entry.id.int >> 80


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _first(breaks: Iterator[Break]) -> list[Break]:
    return list(breaks)[:1]


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _is_digest(entry: Entry) -> bool:
    return any(same_hash(entry.digest, entry_digest(entry, secret=secret)) for secret in _secrets())


def _is_seal_digest(seal: Seal) -> bool:
    return any(same_hash(seal.digest, seal_digest(seal, secret=secret)) for secret in _secrets())
