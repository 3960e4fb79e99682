"""What every page shows around its content: doors, badge, who I am, language, version. Lazy: read only when shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from config.doors import ROOMS
from config.parts import address
from engine.language.text import active
from engine.people import clock

THEMES = ("light", "dark")


@dataclass(frozen=True)
class Door:
    """One way into a part of the house: where it is, what it is called (on a phone in one word), which permission opens it."""

    key: str
    label: str | Promise
    icon: str
    url_name: str
    opened_by: tuple[str, ...] = ()
    short: str | Promise = ""

    def url(self) -> str:
        """The address, or nothing when that part is not installed."""
        return address(self.url_name)


@dataclass(frozen=True)
class OpenDoor:
    """A door as one reader finds it. What follows from its key and the language is not compared."""

    key: str
    label: str | Promise = field(compare=False)
    icon: str = field(compare=False)
    url: str
    badge: int = 0
    current: bool = False
    short: str | Promise = field(default="", compare=False)


DOORS = (
    Door("home", _("Home"), "home", "home"),
    Door("inbox", _("Inbox"), "inbox", "inbox"),
    Door("start", _("Start something"), "start", "start", ("fill",), _("Start")),
    Door("records", _("Records"), "records", "records:index", ("see",)),
    Door("reports", _("Reports"), "reports", "reports:index", ("report",)),
    Door("design", _("Design"), "design", "design:index", ("design", "publish")),
)
BACK_ROOMS = (
    Door("orders", _("Purchase orders"), "file", "approvals:orders", ("see",)),
    Door("attention", _("Needs attention"), "warning", "attention", ("administer", "assign")),
    Door("people", _("People"), "people", "people:index", ("administer",)),
    Door("audit", _("Audit trail"), "lock", "audit:index", ("audit",)),
)


class Frame:
    """Lazy: each answer is worked out once, when a template asks for it."""

    version = settings.VERSION

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.language = active(get_language())

    @property
    def html_lang(self) -> str:
        return "zh-Hant-HK" if self.language == "zh-Hant" else "en-HK"

    @property
    def theme(self) -> str:
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @property
    def source_url(self) -> str:
        return settings.SOURCE_URL or address("source")

    @cached_property
    def actor(self) -> Any:
        actor = getattr(self.request, "actor", None)
        return actor if actor is not None and getattr(actor, "user_id", None) else None

    @cached_property
    def who(self) -> str:
        user = getattr(self.request, "user", None)
        return user.name(self.language) if user is not None and user.is_authenticated else ""

    @cached_property
    def where(self) -> str:
        unit = getattr(getattr(self.request, "user", None), "home_unit", None)
        return unit.name(self.language) if unit else ""

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """What the reader is, in words, without repeats."""
        held = {h.role for h in getattr(self.actor, "holdings", ())}
        if not held:
            return ()
        from engine.people.days import roles_called

        return tuple(role.named(self.language) for role in roles_called(held))

    @cached_property
    def here(self) -> str:
        """The key of the door behind which this page lies."""
        match = self.request.resolver_match
        if match is None:
            return ""
        return next((ROOMS[name] for name in (match.view_name, match.app_name, match.url_name) if name in ROOMS), "")

    @property
    def here_label(self) -> str | Promise:
        """The name of that door: the heading of a phone's page that shows only its list."""
        return next((door.label for door in (*DOORS, *BACK_ROOMS) if door.key == self.here), "Centreline")

    @cached_property
    def doors(self) -> tuple[OpenDoor, ...]:
        return tuple(self._open(DOORS))

    @cached_property
    def back_rooms(self) -> tuple[OpenDoor, ...]:
        return tuple(self._open(BACK_ROOMS))

    @cached_property
    def at_door(self) -> str:
        """The address of this page when it is just behind a door, else nothing."""
        path = self.request.path
        return path if any(door.url == path for door in (*self.doors, *self.back_rooms)) else ""

    @cached_property
    def unread(self) -> int:
        from engine.notices.queries import unread_count

        return unread_count(self.actor) if self.actor else 0

    @cached_property
    def waiting(self) -> int:
        from workflows.inbox import count_for

        return count_for(self.actor) if self.actor else 0

    @property
    def printed_at(self) -> datetime:
        """When this page was made, for the foot of a printed sheet."""
        return clock.now()

    @property
    def me_url(self) -> str:
        return address("people:me")

    @property
    def notices_url(self) -> str:
        return address("notices:list")

    @property
    def language_url(self) -> str:
        return address("set_language")

    @property
    def sign_out_url(self) -> str:
        return address("account_logout")

    def _open(self, doors: tuple[Door, ...]) -> Iterator[OpenDoor]:
        for door in doors:
            url = door.url() if self._may(door) else ""
            if url:
                badge = self.waiting if door.key == "inbox" else 0
                yield OpenDoor(door.key, door.label, door.icon, url, badge, door.key == self.here, door.short)

    def _may(self, door: Door) -> bool:
        if self.actor is None:
            return False
        return not door.opened_by or any(self.actor.may_anywhere(p) for p in door.opened_by)


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: `frame`."""
    return {"frame": Frame(request)}
