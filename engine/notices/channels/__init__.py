"""The ways a notice reaches a person: one file a channel, entered in one registry by the app's `ready`."""

from datetime import datetime
from typing import Protocol

from engine.language.registry import Registry
from engine.notices.models import Notice
from engine.people.models import User


class Channel(Protocol):
    """One way to reach a person."""

    def reaches(self, user: User) -> bool:
        """Whether this channel has an address for `user`."""
        ...

    def send(self, notice: Notice, at: datetime) -> None:
        """Hands the notice over; any exception means "try again later"."""
        ...


channels: Registry[Channel] = Registry("channel")
