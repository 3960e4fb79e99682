"""The bands of a score as authored: their exact ends, and whether they cover every score once."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.references import Library
from form_builder.fields.numbers import places
from form_builder.option_lists import authored_choices
from form_builder.outline import Outline
from form_builder.scoring import reach_of
from form_builder.spec import Band

Items = Mapping[str, Outline]
Ends = tuple[Decimal, Decimal]


def bands_of(entry: Mapping[str, Any]) -> tuple[Band, ...]:
    """The bands of a score."""
    step = _step(entry)
    return tuple(_band(body, step) for body in entry.get("bands", ()))


def _band(body: Mapping[str, Any], step: Decimal) -> Band:
    start, end = Decimal(body["from"]), Decimal(body["to"])
    return Band(body["key"], start, end, end + step, body["label"], body.get("tone", "calm"), body.get("text"))


def _step(entry: Mapping[str, Any]) -> Decimal:
    """The distance of two neighbours: bands in whole numbers are one apart, bands to a tenth a tenth."""
    ends = [Decimal(band[name]) for band in entry.get("bands", ()) for name in ("from", "to")]
    return Decimal(1).scaleb(-max((places(end) for end in ends), default=0))


def band_problems(entry: Mapping[str, Any], pointer: str, items: Items, library: Library) -> Iterator[Problem]:
    """Bands backwards, over one another, with gaps between them, or short of what the score can reach."""
    bands = sorted(enumerate(bands_of(entry)), key=lambda pair: (pair[1].start, pair[1].end))
    step = _step(entry)
    for index, band in bands:
        if band.end < band.start:
            yield problem("form.band-backwards", f"{pointer}/bands/{index}", band=band.label)
    for (_, before), (index, after) in pairwise(bands):
        at = f"{pointer}/bands/{index}/from"
        if after.start <= before.end:
            yield problem("form.band-overlap", at, first=before.label, second=after.label, end=before.end)
        elif after.start > before.limit:
            yield problem("form.band-gap", at, start=before.limit, end=after.start - step)
    if bands:
        yield from _ends(bands, pointer, _reach(entry, items, library), step)


def _ends(bands: list[tuple[int, Band]], pointer: str, ends: Ends | None, step: Decimal) -> Iterator[Problem]:
    if ends is None:
        return
    first, last = bands[0], max(bands, key=lambda pair: pair[1].end)
    if ends[0] < first[1].start:
        yield problem("form.band-gap", f"{pointer}/bands/{first[0]}/from", start=ends[0], end=first[1].start - step)
    if ends[1] >= last[1].limit:
        yield problem("form.band-gap", f"{pointer}/bands/{last[0]}/to", start=last[1].limit, end=ends[1])


def _reach(entry: Mapping[str, Any], items: Items, library: Library) -> Ends | None:
    """The least and the greatest value of a score; None when it cannot be told."""
    found = [reach(items[key], library) for key in entry["of"] if key in items]
    known = [ends for ends in found if ends is not None]
    if len(known) < len(entry["of"]):
        return None
    weights = [Decimal(entry.get("weights", {}).get(key, 1)) for key in entry["of"]]
    divisor = sum(weights) if entry["fn"] == "mean" else 1
    if not divisor or any(weight < 0 for weight in weights):
        return None
    factor = Decimal(entry.get("times", 1)) / divisor
    pairs = list(zip(weights, known, strict=True))
    low, high = (factor * sum((weight * ends[side] for weight, ends in pairs), Decimal(0)) for side in (0, 1))
    return min(low, high), max(low, high)


def reach(item: Outline, library: Library) -> Ends | None:
    """The least and the greatest number that an item as authored can count for."""
    choices = {choice.key: choice for choice in authored_choices(item, library)} if item.kind.has_choices else {}
    body = SimpleNamespace(type=item.body["type"], min=item.body.get("min"), max=item.body.get("max"))
    return reach_of(body, choices)
