"""Where forms let other rooms in: who submits a draft on behalf of what, and who hears of a score's alert."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from engine.language.registry import Registry
from engine.language.text import Text
from engine.people.models import User
from form_builder.models import Draft, Submission


class DraftPort(Protocol):
    """Registered under the first word of `draft.port` (`workflows` of `workflows:<task id>`).

    `discardable`: whether its writer may throw the draft away, because nobody waits for it.
    """

    discardable: bool

    def submit(self, draft: Draft, submit: Callable[[], Submission], *, by: object, at: datetime) -> str:
        """Locks what must be locked, calls `submit()` once, goes on from there; answers the url to show next."""
        ...

    def describe(self, draft: Draft) -> Text:
        """What the draft is for, in a few words."""
        ...

    def may_edit(self, draft: Draft, actor: object) -> bool:
        """Whether this person may write in the draft now."""
        ...

    def may_read(self, draft: Draft, actor: object) -> bool:
        """Whether this person may look at the draft and its files."""
        ...


draft_ports: Registry[DraftPort] = Registry("draft port")

AlertListener = Callable[..., list[User]]
"""(submission, role, message, at) -> the people who were told."""

readers: Registry[Callable[[Submission, object], bool]] = Registry("submission reader")
"""Other grounds on which a person may read a submission than `see` at its unit: e.g. a task that shows it."""


def may_discard(draft: Draft) -> bool:
    """Whether nobody waits for the draft: it has no port, or its port says so."""
    port = port_of(draft) if draft.port.partition(":")[0] in draft_ports else None
    return port is None or port.discardable


def port_of(draft: Draft) -> DraftPort | None:
    """The port that must submit this draft, or None."""
    return draft_ports.get(draft.port.partition(":")[0]) if draft.port else None
