"""The kind `form`: its meta-schema, what it refers to, how it compiles. Pure: imports no Django."""

import copy
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.language.documents import Document
from engine.language.kinds import Compiled
from engine.language.pointers import walk
from engine.language.references import Library, Reference
from form_builder import describing as _describing  # noqa: F401  reports ask what a form's columns are
from form_builder.compiler import compile_form
from form_builder.fields import field_types

_SCHEMA = Path(__file__).parent / "schema" / "form.json"


class FormKind:
    """Pages of items with rules, checks and scores. Choices and tables bind by the day a draft starts."""

    name = "form"
    dated = False

    @property
    def meta_schema(self) -> Mapping[str, Any]:
        """The shape of a form, with the own properties of every registered field type."""
        return _meta_schema(tuple(field_types))

    def references(self, document: Document) -> list[Reference]:
        """The choices and the tables that the form names."""
        return [*_choices_named(document.body), *_tables_named(document.body)]

    def compile(self, document: Document, library: Library) -> Compiled:
        """The FormSpec, and everything that is wrong."""
        return compile_form(document, library)


@lru_cache(maxsize=4)
def _meta_schema(types: tuple[str, ...]) -> Mapping[str, Any]:
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    item = schema["$defs"]["item"]
    shared = item.pop("properties")
    item["properties"] = {"type": {"enum": list(types)}}
    item["allOf"] = [*(_branch(shared, name) for name in types), _of_no_type(shared, types)]
    return schema


def _branch(shared: Mapping[str, Any], name: str) -> dict[str, Any]:
    kind = field_types.get(name)
    properties = {**copy.deepcopy(dict(shared)), **kind.properties}
    return {
        "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
        "then": {"properties": properties, "required": list(kind.needs), "additionalProperties": False},
    }


def _of_no_type(shared: Mapping[str, Any], types: tuple[str, ...]) -> dict[str, Any]:
    """An item whose type is unknown is still checked for what all items share."""
    known = {"properties": {"type": {"enum": list(types)}}, "required": ["type"]}
    return {"if": known, "else": {"properties": shared}}


def _choices_named(body: Mapping[str, Any]) -> Iterator[Reference]:
    seen: set[str] = set()
    for pointer, value, _ in walk(body):
        key = value.get("choices") if isinstance(value, Mapping) else None
        if isinstance(key, str) and "type" in value and key not in seen:
            seen.add(key)
            yield Reference("choices", key, f"{pointer}/choices", "dated")


def _tables_named(body: Mapping[str, Any]) -> Iterator[Reference]:
    seen: set[str] = set()
    for pointer, value, _ in walk(body):
        call = value.get("lookup") if isinstance(value, Mapping) and len(value) == 1 else None
        if isinstance(call, list) and call and isinstance(call[0], str) and call[0] not in seen:
            seen.add(call[0])
            yield Reference("table", call[0], f"{pointer}/lookup/0", "dated")
