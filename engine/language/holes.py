"""What was taken out of a document before its meaning was checked, so that nothing else is blamed for its absence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

ANY = "…"
"""What stands where a name, a key or words could not be read."""


@dataclass(frozen=True)
class Holes:
    """Where something is missing from a salvaged document, and what it was called.

    `places` are pointers into the salvaged document: a property that is gone or was filled in; `/-` behind the pointer of
    a list that lost an entry. `filled` are places where words or names stand in, so that nothing but the thing itself is
    lost. `strays` are the objects that held an unknown property. `names` is every text that stood in what went.
    """

    places: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()
    strays: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    boundless: bool = False

    def __bool__(self) -> bool:
        return bool(self.places or self.filled or self.strays)

    def under(self, *pointers: str) -> bool:
        """Whether something is missing at one of these pointers or below it."""
        return any(place == p or place.startswith(f"{p}/") for place in self.places for p in pointers)

    def cover(self, pointer: str) -> bool:
        """Whether what stands at `pointer` is not the author's."""
        return any(pointer == p or pointer.startswith(f"{p}/") for p in self.places | self.filled)

    def may_have_held(self, name: str) -> bool:
        """Whether `name` (or, of `node.field`, one of its parts) may be among what went."""
        return self.boundless or not self.names.isdisjoint({name, *name.split(".")})

    def explain(self, lacks: str, pointer: str, facts: Mapping[str, Any]) -> bool:
        """Whether a problem at `pointer` may be there only because of what went; `lacks` is its code's."""
        if self.cover(pointer):
            return True
        if lacks.startswith("/"):
            return pointer in self.strays or self.under(pointer + lacks.rstrip("/"))
        return bool(lacks) and self.may_have_held(str(facts[lacks]))


NO_HOLES = Holes()


def texts_in(value: Any) -> Iterable[str]:
    """Every text that is a value in a JSON tree."""
    stack: list[Any] = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, Mapping):
            stack += cast(Mapping[Any, Any], part).values()
        elif isinstance(part, list):
            stack += cast(list[Any], part)
