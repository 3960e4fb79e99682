"""Makes a document whose shape is wrong in places readable, so that the rest of it can be judged at the same time.

What the meta-schema condemns is taken out: an unknown property, an optional property, an entry of a list; where something
required is wrong, words, names and days stand in, and otherwise the whole entry goes. That is repeated until the shape is
right. The salvaged document says in `holes` what went, and every pointer into it can be traced to the authored document.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from engine.language.documents import Document
from engine.language.holes import ANY, Holes, texts_in
from engine.language.pointers import children, clean, join, walk
from engine.language.schema import Flaw, find_flaws

MOST_ROUNDS = 25
_WORDS = ("label", "title", "message")
_DAYS = ("effective", "date")
_HARMLESS = frozenset({"minItems", "minProperties", "propertyNames"})
_NAMES = ("key", "id")
_WRITTEN = frozenset({"pattern", "minLength", "maxLength"})


@dataclass(frozen=True)
class Salvaged:
    """The readable rest of a document, and where each entry of a list that lost some stood before."""

    document: Document
    origins: Mapping[str, tuple[int, ...]]

    def authored(self, pointer: str) -> str:
        """The pointer into the document as authored."""
        here, there = "", ""
        for token in pointer.split("/")[1:]:
            origin = self.origins.get(here)
            found = origin is not None and token.isdigit() and int(token) < len(origin)
            there += f"/{origin[int(token)]}" if origin and found else f"/{token}"
            here += f"/{token}"
        return there


def salvage(document: Document, body: dict[str, Any], flaws: list[Flaw]) -> Salvaged | None:
    """What can be read of a document; `body` is a plain copy that may be changed. None when nothing can."""
    wreck = _Wreck(body, document.kind)
    for _ in range(MOST_ROUNDS):
        if not wreck.mend(flaws):
            break
        flaws = find_flaws(document.kind, body)
    else:
        return None
    if wreck.hopeless:
        return None
    holes, origins = wreck.survey()
    return Salvaged(replace(document, body=body, holes=holes), origins)


class _Wreck:
    """A body under repair. Containers are known by identity, because their pointers shift while entries go."""

    def __init__(self, body: dict[str, Any], kind: str) -> None:
        self.body, self.kind = body, kind
        self.hopeless = self.boundless = False
        self._gone: list[Any] = []
        self._names: set[str] = set()
        self._lost: dict[tuple[int, str], None] = {}
        self._filled: dict[tuple[int, str], bool] = {}
        self._strays: set[int] = set()
        self._indexes: dict[int, list[int]] = {}

    def mend(self, flaws: list[Flaw]) -> bool:
        """Takes out or fills in what the flaws name, the last first; False when nothing was left to do."""
        done = False
        for flaw in sorted(flaws, key=lambda f: f.place, reverse=True):
            found = _path_to(self.body, flaw.place)
            if found and not self.hopeless:
                done |= self._mend(flaw, found)
        return done

    def _mend(self, flaw: Flaw, path: list[Any]) -> bool:
        value = path[-1]
        if flaw.fault == "unknown":
            return any([self._drop(value, name, stray=True) for name in flaw.names if name in value])
        if flaw.fault == "required":
            missing = [name for name in flaw.names if name not in value]
            return any([self._fill(path, flaw, name) for name in missing])
        if flaw.fault in {"maxItems", "maxProperties"}:
            return self._cut(value, flaw)
        if flaw.fault == "uniqueItems":
            doubles = [n for n, entry in enumerate(value) if entry in value[:n]]
            return any([self._drop(value, n) for n in reversed(doubles)])
        if _tolerable(flaw, value):
            if flaw.fault in {"minItems", "minProperties"}:
                self._lost[id(value), "-"] = None
                self.boundless |= len(flaw.place) == 1
            return False
        return self._remove(path, flaw.place)

    def _remove(self, path: list[Any], place: tuple[str | int, ...]) -> bool:
        if not place:
            self.hopeless = True
            return False
        return self._drop(path[-2], place[-1])

    def _drop(self, container: Any, name: object, *, stray: bool = False) -> bool:
        if isinstance(container, list):
            entries = cast(list[Any], container)
            index = int(str(name))
            self._origins(entries).pop(index)
            self._bury(entries.pop(index))
            self._lost[id(entries), "-"] = None
            return True
        self._names.add(str(name))
        self._bury(container.pop(name))
        if stray:
            self._strays.add(id(container))
        else:
            self._lost[id(container), str(name)] = None
        return True

    def _cut(self, value: Any, flaw: Flaw) -> bool:
        most = int(str(flaw.problems[0].facts["expected"]))
        for name, _ in reversed(children(value)[most:]):
            self._drop(value, name)
        return True

    def _fill(self, path: list[Any], flaw: Flaw, name: str) -> bool:
        """Something that is missing is filled in where that is harmless; otherwise what lacks it goes."""
        value, root = path[-1], not flaw.place
        stand_in = None if (id(value), name) in self._filled else self._stand_in(name, flaw)
        if stand_in is None:
            return self._remove(path, flaw.place)
        value[name] = stand_in[0]
        self._filled[id(value), name] = name in (*_WORDS, *_NAMES, *_DAYS)
        self.boundless |= root and stand_in[0] in ([], {})
        if not self._filled[id(value), name]:
            self._names |= {step for step in flaw.place[-1:] if isinstance(step, str)}
        return True

    def _stand_in(self, name: str, flaw: Flaw) -> tuple[Any] | None:
        if name in (*_WORDS, "key"):
            return (ANY,)
        if name == "id":
            return (f"#{flaw.place[-1]}" if flaw.place else ANY,)
        if name in _DAYS:
            return ("2000-01-01",)
        if name in {"kind", "language"}:
            return (self.kind if name == "kind" else 1,)
        return _empty(flaw.wanted or {})

    def _bury(self, value: Any) -> None:
        self._gone.append(value)
        self._names |= set(texts_in(value))

    def _origins(self, entries: list[Any]) -> list[int]:
        if id(entries) not in self._indexes:
            self._indexes[id(entries)] = list(range(len(entries)))
        return self._indexes[id(entries)]

    def survey(self) -> tuple[Holes, dict[str, tuple[int, ...]]]:
        """What went, by pointer, and where the entries of each list stood."""
        at = {id(value): pointer for pointer, value, _ in walk(self.body) if children(value) or value in ([], {})}
        lost = {at[owner] + join(name) for owner, name in self._lost if owner in at}
        filled = {(at[owner] + join(name), harmless) for (owner, name), harmless in self._filled.items() if owner in at}
        holes = Holes(
            places=frozenset(lost - {f for f, harmless in filled if harmless} | {f for f, h in filled if not h}),
            filled=frozenset(f for f, harmless in filled if harmless),
            strays=frozenset(at[owner] for owner in self._strays if owner in at),
            names=frozenset(self._names - {ANY}),
            boundless=self.boundless,
        )
        return holes, {at[owner]: tuple(found) for owner, found in self._indexes.items() if owner in at}


def _tolerable(flaw: Flaw, value: Any) -> bool:
    """Whether the compiler can read on in spite of the flaw: too few, too long, a name that is not written as names are."""
    named = bool(flaw.place) and flaw.place[-1] in _NAMES and isinstance(value, str)
    return flaw.fault in _HARMLESS or (named and flaw.fault in _WRITTEN)


def _empty(shape: Mapping[str, Any]) -> tuple[Any] | None:
    """An empty value of a shape, or None when there is none that says nothing."""
    if "examples" in shape:
        return (clean(shape["examples"][0]),)
    empties: Mapping[str, Any] = {"object": {}, "array": [], "string": ANY}
    kind = str(shape.get("type"))
    return (empties[kind],) if kind in empties else None


def _path_to(body: Any, place: tuple[str | int, ...]) -> list[Any]:
    """The values along a path, the body first; empty when the path leads nowhere any more."""
    return list(_along(body, place)) if _exists(body, place) else []


def _exists(body: Any, place: tuple[str | int, ...]) -> bool:
    try:
        for step in place:
            body = body[step]
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _along(body: Any, place: tuple[str | int, ...]) -> Iterator[Any]:
    yield body
    for step in place:
        body = body[step]
        yield body
