"""Written summaries of answers, by template: sentences and lists, the greatest first where the form asks. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from engine.language.references import Library
from engine.language.rules import Scope
from engine.language.text import say
from form_builder.fields import field_types
from form_builder.narrative_compiler import PLACE
from form_builder.option_lists import choices_of
from form_builder.spec import Choice, FormSpec, ItemSpec, NarrativePart, NarrativeSpec, ScoreSpec

NOTHING = "–"
Fields = Mapping[str, ItemSpec]


@dataclass(frozen=True)
class Block:
    """A paragraph (`lines` holds one, `title` is empty), or a list with its heading."""

    lines: tuple[str, ...]
    title: str = ""
    listed: bool = False


@dataclass(frozen=True)
class Narrative:
    """One summary in one language."""

    title: str
    blocks: tuple[Block, ...]


def narrate(
    spec: FormSpec,
    wire: Mapping[str, Any],
    scores: Mapping[str, Mapping[str, Any]],
    *,
    library: Library | None,
    language: str,
    today: date | None = None,
    now: str | None = None,
) -> list[Narrative]:
    """The summaries of wire answers; those that have nothing to say are left out. `scores` are as a submission keeps them."""
    writer = _Writer(spec, wire, scores, library, language, today, now)
    found = [Narrative(say(one.title, language), tuple(writer.blocks(one))) for one in spec.narratives]
    return [one for one in found if one.blocks]


@dataclass(frozen=True)
class _Entry:
    """A line to be: what its rule reads, what its places say, what it is sorted by."""

    values: Mapping[str, Any]
    said: Callable[[str], str | None]
    sorting: Any


class _Writer:
    """Writes the summaries of one set of answers."""

    def __init__(
        self, spec: FormSpec, wire: Mapping[str, Any], scores: Mapping[str, Mapping[str, Any]],
        library: Library | None, language: str, today: date | None, now: str | None,
    ) -> None:  # fmt: skip
        self.spec, self.wire, self.library, self.language = spec, wire, library, language
        self.scores = {score.key: (score, scores.get(score.key, {})) for score in spec.scores}
        values = _ruled(spec.fields, wire)
        values |= {f"scores.{key}": _decimal(stored.get("value")) for key, (_, stored) in self.scores.items()}
        self.scope = Scope(values, (), today, now, self._lookup)

    def blocks(self, narrative: NarrativeSpec) -> Iterator[Block]:
        for part in narrative.parts:
            if part.each is None and not part.of:
                if part.when is None or part.when(self.scope) is True:
                    yield Block((self._said(part, lambda name: None),))
            elif lines := tuple(self._lines(part)):
                yield Block(lines, say(part.title, self.language), listed=True)

    def _lines(self, part: NarrativePart) -> Iterator[str]:
        entries = list(self._fields(part) if part.of else self._rows(part))
        kept = [one for one in entries if part.when is None or part.when(self.scope.inside(one.values)) is True]
        if part.sort is not None:
            known = [one for one in kept if one.sorting is not None]
            known.sort(key=lambda one: one.sorting, reverse=part.descending)
            kept = known + [one for one in kept if one.sorting is None]
        for one in kept:
            yield self._said(part, one.said)

    def _fields(self, part: NarrativePart) -> Iterator[_Entry]:
        for key in part.of:
            item = self.spec.fields[key]
            words = self._words(item, self.wire.get(key))
            if words:
                points = self._points(item, self.wire.get(key))
                said = {"label": say(item.label, self.language), "answer": words, "points": str(points)}
                yield _Entry({"points": points}, said.get, points)

    def _rows(self, part: NarrativePart) -> Iterator[_Entry]:
        item = self.spec.fields[part.each or ""]
        by = item.fields.get(part.sort or "")
        for row in self.wire.get(item.key) or ():
            values = _ruled(item.fields, row)
            sorting = None if by is None else self._points(by, row.get(by.key))
            sorting = values[by.key] if by is not None and sorting is None else sorting
            yield _Entry(values, self._in_row(item.fields, row), sorting)

    def _in_row(self, fields: Fields, row: Mapping[str, Any]) -> Callable[[str], str | None]:
        return lambda name: (self._words(fields[name], row.get(name)) or NOTHING) if name in fields else None

    def _said(self, part: NarrativePart, inner: Callable[[str], str | None]) -> str:
        def word(name: str) -> str:
            own = inner(name)
            if own is not None:
                return own
            if name.startswith("scores."):
                return self._of_score(name)
            return self._words(self.spec.fields[name], self.wire.get(name)) or NOTHING

        return PLACE.sub(lambda found: word(found[1]), say(part.say, self.language))

    def _of_score(self, name: str) -> str:
        _, key, *rest = name.split(".")
        score, stored = self.scores[key]
        if not rest:
            return NOTHING if stored.get("value") is None else str(stored["value"])
        band = _band(score, stored)
        words = None if band is None else band.label if rest[0] == "band" else band.text
        return say(words, self.language) or NOTHING

    def _words(self, item: ItemSpec, raw: Any) -> str:
        kind = field_types.get(item.type)
        value = kind.typed(raw)
        return "" if value is None or value == [] else kind.plain(value, item, self._choices(item), self.language)

    def _points(self, item: ItemSpec, raw: Any) -> Any:
        kind = field_types.get(item.type)
        return kind.points(kind.typed(raw), self._choices(item))

    def _choices(self, item: ItemSpec) -> Mapping[str, Choice]:
        if not field_types.get(item.type).has_choices:
            return {}
        found = choices_of(item, self.library) if self.library is not None else item.inline
        return {choice.key: choice for choice in found}

    def _lookup(self, table: str, inputs: Mapping[str, Any], output: str) -> Any:
        found = self.library.find("table", table) if self.library else None
        return None if found is None else found.lookup(inputs, output)


def _band(score: ScoreSpec, stored: Mapping[str, Any]) -> Any:
    return next((band for band in score.bands if band.key == stored.get("band")), None)


def _ruled(fields: Fields, wire: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, item in fields.items():
        raw, kind = wire.get(key), field_types.get(item.type)
        if item.fields:
            found[key] = [_ruled(item.fields, row) for row in raw or () if isinstance(row, Mapping)]
        else:
            value = kind.typed(raw)
            found[key] = None if value is None else kind.rule_value(value)
    return found


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
