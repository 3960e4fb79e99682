"""One loud registry: what is entered twice or asked for in vain raises, and names the neighbours."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Generic, TypeVar

T = TypeVar("T")


class AlreadyRegistered(Exception):
    """Two things were entered under one name."""


class Unknown(KeyError):
    """Nothing is entered under this name; the message lists the nearest names."""

    def __str__(self) -> str:
        return str(self.args[0])


class Registry(Generic[T]):
    """Names to things of one sort. `sort` is the noun used in messages."""

    def __init__(self, sort: str) -> None:
        self.sort = sort
        self._entries: dict[str, T] = {}

    def register(self, name: str, value: T) -> T:
        """Enters `value` under `name`; raises AlreadyRegistered on a second, different one."""
        if name in self._entries and self._entries[name] is not value:
            raise AlreadyRegistered(f"{self.sort} {name!r} is registered already: {self._entries[name]!r}")
        self._entries[name] = value
        return value

    def get(self, name: str) -> T:
        """The thing entered under `name`; raises Unknown with the nearest names."""
        try:
            return self._entries[name]
        except KeyError:
            near = get_close_matches(str(name), self._entries, n=3) or sorted(self._entries)
            raise Unknown(f"no {self.sort} {name!r}; there is {', '.join(near) or 'none at all'}") from None

    def names(self) -> list[str]:
        return list(self._entries)

    def values(self) -> list[T]:
        return list(self._entries.values())

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
