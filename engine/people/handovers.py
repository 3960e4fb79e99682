"""The port through which a leaver's work passes to somebody else: each app that keeps work enters itself here."""

from datetime import datetime
from typing import Protocol

from engine.language.registry import Registry
from engine.language.text import Text
from engine.people.actor import Actor
from engine.people.models import User


class Handover(Protocol):
    """One sort of work that a person can hold: open tasks, drafts, records."""

    label: Text

    def waiting(self, leaver: User) -> int:
        """How much of it `leaver` holds now."""
        ...

    def hand_over(self, *, leaver: User, to: User, by: Actor, at: datetime) -> int:
        """Gives all of it to `to`, in the caller's transaction; the number given."""
        ...


handovers: Registry[Handover] = Registry("handover")


def waiting(leaver: User) -> list[tuple[Text, int]]:
    """What `leaver` still holds, sort by sort; sorts of which there is nothing are left out."""
    counted = [(entry.label, entry.waiting(leaver)) for entry in handovers.values()]
    return [(label, count) for label, count in counted if count]
