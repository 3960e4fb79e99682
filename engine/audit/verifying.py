"""Verifying: walks every chain and every seal, and names the first broken link of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from django.conf import settings

from engine.audit.chain import entry_digest, seal_digest
from engine.audit.models import Entry, Seal
from engine.sealing import same_hash

What = Literal["changed", "missing", "truncated", "rewritten", "seal changed", "seal missing"]
SEALS = "seals"


@dataclass(frozen=True)
class Break:
    """The first broken link of a stream (or of the seals): where it is and what is wrong with it."""

    stream: str
    sequence: int
    what: What

    def __str__(self) -> str:
        return f"{self.stream} #{self.sequence}: {self.what}"


Sealed = dict[str, dict[int, str]]


def verify() -> list[Break]:
    """The first break of every stream that has one; an empty list means that the trail is whole."""
    sealed: Sealed = {}
    broken = _first(_broken_seals(sealed))
    entries = Entry.objects.order_by("stream", "sequence").iterator(chunk_size=2000)
    for stream, chain in groupby(entries, key=lambda entry: entry.stream):
        broken += _first(_broken_links(stream, chain, sealed.pop(stream, {})))
    broken += [Break(stream, 1, "truncated") for stream in sealed]
    return broken


def _broken_links(stream: str, chain: Any, sealed: dict[int, str]) -> Iterator[Break]:
    expected, previous = 1, ""
    for entry in chain:
        if entry.sequence != expected:
            yield Break(stream, expected, "missing")
        if entry.previous != previous or not _is_digest(entry):
            yield Break(stream, entry.sequence, "changed")
        if sealed.get(entry.sequence, entry.digest) != entry.digest:
            yield Break(stream, entry.sequence, "rewritten")
        expected, previous = entry.sequence + 1, entry.digest
    if max(sealed, default=0) >= expected:
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


def _first(breaks: Iterator[Break]) -> list[Break]:
    return list(breaks)[:1]


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _is_digest(entry: Entry) -> bool:
    return any(same_hash(entry.digest, entry_digest(entry, secret=secret)) for secret in _secrets())


def _is_seal_digest(seal: Seal) -> bool:
    return any(same_hash(seal.digest, seal_digest(seal, secret=secret)) for secret in _secrets())
