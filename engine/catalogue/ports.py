"""What higher rooms offer to the Design door."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.catalogue.models import Version
from engine.language.registry import Registry
from engine.language.text import Text
from engine.people.models import User


@dataclass(frozen=True)
class Door:
    """A way to make a definition: what its button says, and the name of its address."""

    label: Text
    address: str


Sheets = Callable[[Version], Iterable[tuple[Text, str]]]
"""The pages about a version that another room has: what each is called, and its address."""

sheets: Registry[Sheets] = Registry("pages about a version")
doors: Registry[Door] = Registry("way to make a definition")


class Teller(Protocol):
    """Tells one person something, in the caller's transaction; `url` is a path of this site."""

    def __call__(self, *, to: User, kind: str, subject: Text, body: Text = "", url: str = "", at: datetime) -> None: ...


tellers: Registry[Teller] = Registry("way to tell people")
