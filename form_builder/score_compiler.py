"""Scores, bands and alerts as authored: what is wrong with them, and their specs."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from engine.language.documents import Document
from engine.language.problems import Problem, problem
from engine.language.references import Library
from engine.language.rules import FieldType as RuleType
from engine.language.rules import Signature, check_rule, compile_rule
from form_builder.option_lists import authored_choices
from form_builder.outline import Outline, level
from form_builder.score_bands import band_problems, bands_of, reach
from form_builder.scoring import MEAN_PLACES
from form_builder.spec import Alert, ChangeSpec, ScoreSpec

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
        bands=bands_of(entry),
        alerts=tuple(_alert(alert, signature) for alert in entry.get("alerts", ())),
        weights={key: Decimal(weight) for key, weight in entry.get("weights", {}).items()},
        reversed=frozenset(entry.get("reversed", ())),
        times=Decimal(entry.get("times", 1)),
        places=_places(entry, signature),
        rounding=entry.get("rounding", "half_up"),
        part_of=entry.get("part_of"),
        source=entry.get("source"),
        change=_change(entry["change"]) if "change" in entry else None,
    )


def _places(entry: Mapping[str, Any], signature: Signature) -> int:
    if "places" in entry:
        return entry["places"]
    return (
        MEAN_PLACES if entry["fn"] != "sum" else max((signature.fields[key].places for key in entry["of"]), default=0)
    )


def _change(body: Mapping[str, Any]) -> ChangeSpec:
    least, sd, reliability = (Decimal(body[name]) if name in body else None for name in ("least", "sd", "reliability"))
    return ChangeSpec(body.get("better", ""), least, sd, reliability, body.get("source"))


def _alert(body: Mapping[str, Any], signature: Signature) -> Alert:
    rule = compile_rule(body["when"], signature, expects="boolean")
    return Alert(body["id"], body["when"], body["role"], body["message"], rule)


def score_problems(
    document: Document, top: tuple[Outline, ...], signature: Signature, library: Library
) -> Iterator[Problem]:
    """Unknown or numberless items, bands that overlap or leave gaps, alerts that do not type."""
    entries, holes = document.body.get("scores", ()), document.holes
    items = {item.key: item for item in level(top) if item.kind.holds_value}
    wider = score_signature(signature, entries)
    yield from _duplicates(entries)
    for index, entry in enumerate(entries):
        pointer = f"/scores/{index}"
        yield from _item_problems(entry, pointer, items, library)
        parts = _part_problems(entry, pointer, items, library)
        yield from (p for p in parts if p.code != "form.weights" or not holes.under(f"{pointer}/weights"))
        yield from _whole_problems(entry, pointer, entries)
        whole = not holes.under(f"{pointer}/bands", f"{pointer}/of", "/pages")
        bands = band_problems(entry, pointer, items, library)
        yield from (found for found in bands if whole or found.code != "form.band-gap")
        for place, alert in enumerate(entry.get("alerts", ())):
            at = f"{pointer}/alerts/{place}/when"
            yield from check_rule(alert["when"], wider, expects="boolean", pointer=at)


def _part_problems(
    entry: Mapping[str, Any], pointer: str, items: Mapping[str, Outline], library: Library
) -> Iterator[Problem]:
    """Weights and reversals name the score's own items; what is reversed has a least and a greatest number."""
    named = [(f"{pointer}/weights/{key}", key) for key in entry.get("weights", {})]
    turned = [(f"{pointer}/reversed/{index}", key) for index, key in enumerate(entry.get("reversed", ()))]
    for at, key in [*named, *turned]:
        if key not in entry["of"]:
            yield problem("form.unknown-item", at, key=key, known=", ".join(entry["of"]))
    for at, key in turned:
        if key in items and reach(items[key], library) is None:
            yield problem("form.reversed-without-ends", at, label=items[key].body["label"])
    if (entry["fn"] == "weighted") != bool(entry.get("weights")) and entry["fn"] != "mean":
        yield problem("form.weights", f"{pointer}/fn")


def _whole_problems(entry: Mapping[str, Any], pointer: str, entries: Any) -> Iterator[Problem]:
    wholes = [one["key"] for one in entries if "part_of" not in one and one is not entry]
    if "part_of" in entry and entry["part_of"] not in wholes:
        yield problem("form.part-of-nothing", f"{pointer}/part_of", key=entry["part_of"], known=", ".join(wholes))
    change = entry.get("change", {})
    if "sd" in change and not (Decimal(change["sd"]) > 0 and 0 <= Decimal(change["reliability"]) < 1):
        yield problem("form.change-numbers", f"{pointer}/change")


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
            yield problem("form.score-without-number", at, label=items[key].body["label"])


def _has_number(item: Outline, library: Library) -> bool:
    if item.kind.has_choices and item.kind.rule_type == "text":
        choices = authored_choices(item, library)
        return all(choice.score is not None for choice in choices)
    return item.kind.rule_type in SCORED
