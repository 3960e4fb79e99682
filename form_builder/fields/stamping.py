"""What the server alone adds to an answer when a draft is saved: who, when, in which language, and what a reference
really names. A type that needs it has a method `stamped`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Find = Callable[[str, str, str], tuple[str, str] | None]
"""(what, register, words) -> (ref, title) of the one thing with this id, number or exact name that the person may
choose, or None."""


@dataclass(frozen=True)
class Stamp:
    """The circumstances of a save. `moment` is ISO, in Hong Kong; `language` the one that the person reads."""

    moment: str
    language: str
    find: Find


def moment_of(written: object) -> datetime | None:
    """The moment in an answer, or None."""
    try:
        return datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
