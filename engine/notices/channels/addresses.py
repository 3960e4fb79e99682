"""Port: the address that a message gives for a notice, where that is not simply the notice's own page."""

from collections.abc import Callable
from datetime import datetime

from engine.language.registry import Registry
from engine.notices.models import Notice

Address = Callable[[Notice, datetime], str]
"""A path of this site for one notice, made when the message goes out; empty: the notice's own."""

addresses: Registry[Address] = Registry("address of a notice")


def address_of(notice: Notice, at: datetime) -> str:
    """The path that a message about `notice` leads to."""
    made = addresses.get(notice.kind)(notice, at) if notice.kind in addresses else ""
    return made or notice.url
