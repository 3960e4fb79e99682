"""Doors that higher rooms open into records: what happened to a record, and how its profile is filled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.catalogue.models import Version
from engine.language.ids import new_id
from engine.language.registry import Registry
from engine.language.text import Text
from engine.people.actor import Actor
from engine.people.models import Unit
from engine.records.models import Record


@dataclass(frozen=True)
class Event:
    """Something that happened to a record. `who` is a name; `url` leads to it, or is empty."""

    at: datetime
    title: Text
    detail: Text = ""
    url: str = ""
    who: str = ""


class Timeline(Protocol):
    def __call__(self, record: Record, actor: Actor) -> Iterable[Event]:
        """What `actor` may see of what happened to `record`, in any order."""
        ...


class ProfileStarter(Protocol):
    """Starts a draft of a register's profile form, for a new record or for a change to one.

    The draft must carry the port `profile_port(register_version, record)` and have `record` as its subject. When it
    is submitted, the room that registered this calls `engine.records.services.apply(...)` in the same transaction
    and stores the record as the submission's subject.
    """

    def __call__(self, *, register_version: Version, unit: Unit, record: Record | None, by: Actor, at: datetime) -> str:
        """The address of the page where the draft is filled."""
        ...


class ProfileView(Protocol):
    def __call__(self, record: Record, actor: Actor, language: str) -> str:
        """The record's latest profile as safe HTML, or "" when there is none."""
        ...


timelines: Registry[Timeline] = Registry("timeline of records")
profile_starters: Registry[ProfileStarter] = Registry("profile starter")
profile_views: Registry[ProfileView] = Registry("profile view")

PROFILE_PORT = "records.profile"


def profile_port(register_version: Version, record: Record | None = None) -> str:
    """A profile draft's port, `records.profile:<register version id>:<record id or a new id>`: one open draft each."""
    return f"{PROFILE_PORT}:{register_version.id}:{record.id if record else new_id()}"


def version_of_port(port: str) -> Version:
    """The register's version that a profile's draft was started for."""
    return Version.objects.select_related("definition").get(pk=port.split(":")[1])
