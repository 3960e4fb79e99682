"""The audit trail of one process. Whoever writes here holds the process's lock, so its last entry is known after one look."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.audit.models import Entry
from engine.audit.services import beginning
from engine.audit.services import record as audit
from engine.people.actor import Actor
from workflows.models import Process


def note(
    process: Process,
    action: str,
    *,
    by: Actor,
    at: datetime,
    about: tuple[str, str],
    fields: Mapping[str, Any],
    reason: str = "",
) -> Entry:
    """Adds one entry to the trail of a process that this transaction has locked or is making."""
    last: Entry | None = getattr(process, "_last_entry", None)
    stream = f"process:{process.pk}"
    words: dict[str, Any] = {"stream": stream, "action": action, "about": about, "fields": fields, "reason": reason}
    entry = audit(**words, by=by, at=at, alone=True, after=last)
    process._last_entry = entry  # type: ignore[attr-defined]
    return entry


def begin(process: Process) -> None:
    """The process is being made, so its trail is empty."""
    process._last_entry = beginning(f"process:{process.pk}")  # type: ignore[attr-defined]


def forget(process: Process) -> None:
    """What was written may have been rolled back: look again."""
    process._last_entry = None  # type: ignore[attr-defined]
