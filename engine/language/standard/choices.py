"""`choices`: a code list, hierarchical and dated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, cast

from engine.language.documents import Document
from engine.language.kinds import Compiled
from engine.language.problems import Problem, problem
from engine.language.references import Library, Reference
from engine.language.text import Text


@dataclass(frozen=True)
class Option:
    """One entry of a code list. `until` is the last day on which it may be chosen; rules may read `attributes`."""

    id: str
    key: str
    label: Text
    parent: str | None = None
    until: date | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class ChoicesSpec:
    """A compiled code list."""

    key: str
    title: Text
    options: tuple[Option, ...]

    @cached_property
    def _by_key(self) -> Mapping[str, Option]:
        return {option.key: option for option in self.options}

    def option(self, key: str) -> Option | None:
        """The option with this key, in force or not."""
        return self._by_key.get(key)

    def on(self, day: date) -> tuple[Option, ...]:
        """The options that may be chosen on `day`."""
        return tuple(o for o in self.options if o.until is None or o.until >= day)


OPTION_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["id", "key", "label"],
    "additionalProperties": False,
    "properties": {
        "id": {"$ref": "centreline:common#/$defs/id"},
        "key": {"type": "string", "minLength": 1, "maxLength": 80},
        "label": {"$ref": "centreline:common#/$defs/text"},
        "parent": {"type": "string"},
        "until": {"$ref": "centreline:common#/$defs/day"},
        "attributes": {"$ref": "centreline:common#/$defs/attributes"},
    },
}


def read_options(entries: list[Any], pointer: str) -> tuple[tuple[Option, ...], list[Problem]]:
    """The options of a list (also one written inside a form), with duplicates and unknown parents reported."""
    options: list[Option] = []
    problems: list[Problem] = []
    keys = {entry["key"] for entry in entries}
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry["key"] in seen:
            problems.append(problem("choices.duplicate-key", f"{pointer}/{index}/key", name=entry["key"]))
        seen.add(entry["key"])
        if entry.get("parent") is not None and entry["parent"] not in keys:
            problems.append(problem("choices.unknown-parent", f"{pointer}/{index}/parent", name=entry["parent"]))
        until = date.fromisoformat(entry["until"]) if "until" in entry else None
        more = entry.get("attributes", {})
        options.append(Option(entry["id"], entry["key"], entry["label"], entry.get("parent"), until, more))
    return tuple(options), problems


class ChoicesKind:
    name = "choices"
    dated = True
    meta_schema: Mapping[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "allOf": [{"$ref": "centreline:common#/$defs/head"}],
        "type": "object",
        "required": ["options"],
        "properties": {
            "effective": {"$ref": "centreline:common#/$defs/day"},
            "options": {"type": "array", "minItems": 1, "maxItems": 20000, "items": OPTION_SCHEMA},
        },
        "unevaluatedProperties": False,
    }

    def references(self, document: Document) -> list[Reference]:
        return []

    def compile(self, document: Document, library: Library) -> Compiled:
        options, problems = read_options(cast(list[Any], document.body["options"]), "/options")
        return Compiled(ChoicesSpec(document.key, document.title, options), problems)
