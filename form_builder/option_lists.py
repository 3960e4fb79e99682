"""The options of choices: written inline, or named by the key of a `choices` document."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.references import Library
from engine.language.text import Text
from form_builder.outline import Outline, everything
from form_builder.spec import Choice, ItemSpec


def inline_choices(entries: Any) -> tuple[Choice, ...]:
    """The options written in the form itself; none when `entries` is a key or absent."""
    return tuple(_inline(entry) for entry in entries) if isinstance(entries, list) else ()


def _inline(entry: Mapping[str, Any]) -> Choice:
    until = date.fromisoformat(entry["until"]) if "until" in entry else None
    score = entry.get("score", _number(entry["key"]))
    more = entry.get("attributes", {})
    return Choice(entry["id"], entry["key"], entry["label"], entry.get("parent"), until, score, more)


def listed_choices(spec: Any) -> tuple[Choice, ...]:
    """The options of a compiled `choices` document; an option whose key is a whole number counts as that in scores."""
    return tuple(Choice(o.id, o.key, o.label, o.parent, o.until, _number(o.key), o.attributes) for o in spec.options)


def choices_of(item: ItemSpec, library: Library) -> tuple[Choice, ...]:
    """The options of a choice, ended ones too (see `Choice.until`), its own after those of its list; none when its list
    is missing."""
    if item.choices is None:
        return item.inline
    found = library.find("choices", item.choices)
    return (*listed_choices(found), *item.inline) if found is not None else ()


def authored_choices(item: Outline, library: Library) -> tuple[Choice, ...]:
    """The options of an item that is not built yet."""
    entries, more = item.body.get("choices"), tuple(item.kind.more_choices(item.body))
    if isinstance(entries, str):
        found = library.find("choices", entries)
        return (*listed_choices(found), *more) if found is not None else ()
    return (*inline_choices(entries), *more)


def options_by_path(items: tuple[Outline, ...], library: Library) -> dict[str, Mapping[str, Text]]:
    """The labels of each choice's options, by the choice's path: what rules may compare with."""
    chosen = (item for item in everything(items) if item.kind.has_choices and item.kind.rules_name_options)
    found = ((item.path, authored_choices(item, library)) for item in chosen)
    return {path: {c.key: c.label for c in choices} for path, choices in found if choices}


def option_problems(items: tuple[Outline, ...], library: Library) -> Iterator[Problem]:
    """Choices without options, options without a choice, lists that do not exist, keys used twice."""
    for item in (one for one in everything(items) if not one.generated):
        entries, at = item.body.get("choices"), f"{item.pointer}/choices"
        if not item.kind.has_choices:
            if "choices_when" in item.body:
                yield problem("form.choices-not-used", f"{item.pointer}/choices_when", type=item.kind.label)
            if entries is not None:
                yield problem("form.choices-not-used", at, type=item.kind.label)
        elif entries is None:
            yield from [problem("form.no-choices", item.pointer)] if item.kind.needs_choices else []
        elif isinstance(entries, str):
            if library.find("choices", entries) is None:
                yield problem("reference.unknown", at, kind="choices", name=entries)
        else:
            yield from _duplicates(entries, at)


def _duplicates(entries: list[Any], pointer: str) -> Iterator[Problem]:
    keys = [entry["key"] for entry in entries]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield problem("form.duplicate-option", f"{pointer}/{index}/key", key=key)


def _number(key: str) -> int | None:
    return int(key) if key.isascii() and key.removeprefix("-").isdigit() and len(key) < 10 else None
