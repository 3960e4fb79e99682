"""What the conditions of a decision leave out, say twice or never reach: proved over regions, not tried. Pure Python."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.rules import Signature, Value
from engine.language.rules.checking import read_rule
from engine.language.rules.coverage import Axis, Coverage
from engine.language.rules.explaining import explain
from engine.language.rules.regions import NotAnalysable, cover
from engine.language.rules.types import FieldType
from engine.language.text import LANGUAGES, Text, both, say
from workflows.spec import NodeSpec

MOST_SHOWN = 5
_OTHERWISE = both("otherwise", "其他情況")


def check_ways(node: NodeSpec, signature: Signature, *, first_only: bool) -> Iterator[Problem]:
    """Gaps, overlaps and ways never taken, of a node with `ways` whose conditions have no errors.

    `first_only`: only the first way whose condition holds is taken, so that two that hold together compete.
    """
    ways = node.body["ways"]
    at = f"{node.pointer}/ways"
    read = [
        read_rule(way["when"], signature, expects="boolean", pointer=f"{at}/{n}/when") for n, way in enumerate(ways)
    ]
    if any(problems for _, problems in read):
        return
    try:
        found = cover([condition for condition, _ in read])
    except NotAnalysable as reason:
        if len(ways) > 1:
            yield problem("workflow.ways-unproved", reason.part.pointer if reason.part else at, step=node.title)
        return
    names = [_way(way, signature) for way in ways]
    yield from _unreached(node, found, names, first_only=first_only)
    if first_only:
        yield from _overlapping(node, found, names)
    yield from _gaps(node, found)


def _unreached(node: NodeSpec, found: Coverage, names: list[Text], *, first_only: bool) -> Iterator[Problem]:
    for n in found.never():
        yield problem("workflow.way-impossible", f"{node.pointer}/ways/{n}/when", way=names[n])
    for n in found.shadowed() if first_only else ():
        yield problem("workflow.way-never", f"{node.pointer}/ways/{n}/when", way=names[n])


def _overlapping(node: NodeSpec, found: Coverage, names: list[Text]) -> Iterator[Problem]:
    for first, second, case in found.overlaps():
        where = f"{node.pointer}/ways/{second}/when"
        facts = {"first": names[first], "second": names[second], "example": example(case, found.axes)}
        yield problem("workflow.way-overlap", where, **facts)


def _gaps(node: NodeSpec, found: Coverage) -> Iterator[Problem]:
    meant = bool(node.body.get("default_label"))
    otherwise = node.body.get("default_label") or _OTHERWISE
    cases = [example(case, found.axes) for case in found.gaps(even_alone=not meant)]
    if found.count > 1 and not meant:
        cases += [_options_said(axis, values) for axis, values in _options_left(found)]
    for case in cases[:MOST_SHOWN]:
        yield problem("workflow.way-gap", node.pointer, step=node.title, example=case, default=otherwise)


def _options_left(found: Coverage) -> Iterable[tuple[Axis, list[Value]]]:
    """Options of a choice of which no condition speaks, where the conditions tell its options apart."""
    for axis in found.axes:
        left = found.left_out(axis) if axis.field.options is not None and axis.field.type == "text" else []
        if left and len(axis.values) > 3:  # not answered, two options that are named, and the rest
            yield axis, left


def _options_said(axis: Axis, values: list[Value]) -> Text:
    said = {"en": " or ", "zh-Hant": "或"}
    return {
        language: f"{label_of(axis.name, axis.field, language)} = "
        + between.join(shown(value, axis.field, language) for value in values)
        for language, between in said.items()
    }


def example(case: Mapping[str, Value], axes: Iterable[Axis]) -> Text:
    """The answers of one case by their fields' labels: "Total = 5,000.50"."""
    return {
        language: ("、" if language == "zh-Hant" else ", ").join(
            f"{label_of(axis.name, axis.field, language)} = {shown(case[axis.name], axis.field, language)}"
            for axis in axes
        )
        for language in LANGUAGES
    }


def label_of(name: str, field: FieldType, language: str) -> str:
    """What a person calls a field; where it has no label, its name without the step's."""
    return say(field.label, language) or name.rpartition(".")[2].replace("_", " ")


def shown(value: Any, field: FieldType, language: str) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "zh-Hant": ("否", "是")}[language][value]
    if isinstance(value, Decimal):
        return f"{value:,.2f}" if field.type == "money" and value % 1 else f"{value.normalize():,f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        listed = [shown(one, field, language) for one in value]
        return " + ".join(listed) or {"en": "nothing", "zh-Hant": "沒有"}[language]
    return (
        say((field.options or {}).get(str(value)), language, str(value))
        or {"en": "(blank)", "zh-Hant": "（空白）"}[language]
    )


def _way(way: Mapping[str, Any], signature: Signature) -> Text:
    """What a way is called: its words, or its condition in words."""
    if way.get("label"):
        return way["label"] if isinstance(way["label"], Mapping) else both(way["label"], way["label"])
    return condition_words(way["when"], signature)


def condition_words(tree: Any, signature: Signature) -> Text:
    """A condition as a phrase in both languages."""
    return {language: explain(tree, signature, language, expects="boolean") for language in LANGUAGES}
