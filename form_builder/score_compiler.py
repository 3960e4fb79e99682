"""Scores, bands and alerts as authored: what is wrong with them, and their specs."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.references import Library
from engine.language.rules import FieldType as RuleType
from engine.language.rules import Signature, check_rule, compile_rule
from form_builder.option_lists import authored_choices
from form_builder.outline import Outline, level
from form_builder.scoring import MEAN_PLACES
from form_builder.spec import Alert, Band, ScoreSpec

SCORED = frozenset({"integer", "decimal", "money", "boolean"})


def score_signature(signature: Signature, entries: Iterable[Mapping[str, Any]]) -> Signature:
    """What alerts may read: the fields, and `scores.<key>`."""
    scores = {f"scores.{entry['key']}": RuleType("decimal", MEAN_PLACES, label=entry["label"]) for entry in entries}
    return Signature({**signature.fields, **scores}, signature.tables)


def build_score(entry: Mapping[str, Any], signature: Signature) -> ScoreSpec:
    """The spec of a score without errors."""
    missing = entry.get("missing", {"allow": 0, "as": "none"})
    return ScoreSpec(
        id=entry["id"],
        key=entry["key"],
        label=entry["label"],
        fn=entry["fn"],
        of=tuple(entry["of"]),
        allow=missing["allow"],
        fill=missing["as"],
        bands=tuple(_band(band) for band in entry.get("bands", ())),
        alerts=tuple(_alert(alert, signature) for alert in entry.get("alerts", ())),
    )


def _band(body: Mapping[str, Any]) -> Band:
    return Band(body["key"], body["from"], body["to"], body["label"], body.get("tone", "calm"))


def _alert(body: Mapping[str, Any], signature: Signature) -> Alert:
    rule = compile_rule(body["when"], signature, expects="boolean")
    return Alert(body["id"], body["when"], body["role"], body["message"], rule)


def score_problems(
    body: Mapping[str, Any], top: tuple[Outline, ...], signature: Signature, library: Library
) -> Iterator[Problem]:
    """Unknown or numberless items, bands that overlap or leave gaps, alerts that do not type."""
    entries = body.get("scores", ())
    items = {item.key: item for item in level(top) if item.kind.holds_value}
    wider = score_signature(signature, entries)
    yield from _duplicates(entries)
    for index, entry in enumerate(entries):
        pointer = f"/scores/{index}"
        yield from _item_problems(entry, pointer, items, library)
        yield from _band_problems(entry, pointer, items, library)
        for place, alert in enumerate(entry.get("alerts", ())):
            at = f"{pointer}/alerts/{place}/when"
            yield from check_rule(alert["when"], wider, expects="boolean", pointer=at)


def _duplicates(entries: Any) -> Iterator[Problem]:
    keys = [entry["key"] for entry in entries]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield problem("form.duplicate-key", f"/scores/{index}/key", key=key)


def _item_problems(
    entry: Mapping[str, Any], pointer: str, items: Mapping[str, Outline], library: Library
) -> Iterator[Problem]:
    for index, key in enumerate(entry["of"]):
        at = f"{pointer}/of/{index}"
        if key not in items:
            yield problem("form.unknown-item", at, key=key, known=", ".join(items))
        elif not _has_number(items[key], library):
            yield problem("form.score-without-number", at, key=key)


def _has_number(item: Outline, library: Library) -> bool:
    if item.kind.has_choices and item.kind.rule_type == "text":
        choices = authored_choices(item, library)
        return all(choice.score is not None for choice in choices)
    return item.kind.rule_type in SCORED


def _band_problems(
    entry: Mapping[str, Any], pointer: str, items: Mapping[str, Outline], library: Library
) -> Iterator[Problem]:
    bands = sorted(enumerate(entry.get("bands", ())), key=lambda pair: (pair[1]["from"], pair[1]["to"]))
    for index, band in bands:
        if band["to"] < band["from"]:
            yield problem("form.band-backwards", f"{pointer}/bands/{index}", band=band["label"])
    for (_, before), (index, after) in pairwise(bands):
        at = f"{pointer}/bands/{index}/from"
        if after["from"] <= before["to"]:
            yield problem("form.band-overlap", at, first=before["label"], second=after["label"], end=before["to"])
        elif after["from"] > before["to"] + 1:
            yield problem("form.band-gap", at, start=before["to"] + 1, end=after["from"] - 1)
    if bands:
        yield from _ends(bands, pointer, _reach(entry, items, library))


def _ends(bands: list[tuple[int, Any]], pointer: str, reach: tuple[int, int] | None) -> Iterator[Problem]:
    if reach is None:
        return
    first, last = bands[0], max(bands, key=lambda pair: pair[1]["to"])
    if reach[0] < first[1]["from"]:
        yield problem("form.band-gap", f"{pointer}/bands/{first[0]}/from", start=reach[0], end=first[1]["from"] - 1)
    if reach[1] > last[1]["to"]:
        yield problem("form.band-gap", f"{pointer}/bands/{last[0]}/to", start=last[1]["to"] + 1, end=reach[1])


def _reach(entry: Mapping[str, Any], items: Mapping[str, Outline], library: Library) -> tuple[int, int] | None:
    """The least and the greatest total of a score made of choices only; None when it cannot be told."""
    points = [_points(items[key], library) for key in entry["of"] if key in items]
    if entry["fn"] != "sum" or len(points) < len(entry["of"]) or not all(points):
        return None
    return sum(min(some) for some in points), sum(max(some) for some in points)


def _points(item: Outline, library: Library) -> list[int]:
    if not item.kind.has_choices:
        return []
    return [choice.score for choice in authored_choices(item, library) if choice.score is not None]
