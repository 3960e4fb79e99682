"""The JSON Schema of a form's wire answers: what a published form promises, and what every stored submission keeps.

Composed of what each field type says of itself. Rules stand outside: a field is required here only when nothing can
hide it. The pass over answers is jsonschema-rs, one validator for each version and its lists, kept for the process.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import jsonschema_rs

from engine.language.pointers import escape
from engine.language.problems import Problem, problem
from engine.language.references import Library
from engine.language.text import say
from form_builder.fields import field_types
from form_builder.option_lists import choices_of
from form_builder.spec import FormSpec, ItemSpec

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class AnswerSchema:
    """One form's schema, ready to judge answers."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._validator = jsonschema_rs.Draft202012Validator(dict(schema))

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Whether `answers` are as the schema says."""
        return self._validator.is_valid(answers)

    def problems(self, answers: Mapping[str, Any]) -> list[Problem]:
        """Every place where they are not, as problems with pointers into the answers."""
        return [problem("answer.not-as-published", _pointer(e)) for e in self._validator.iter_errors(answers)]


def schema_of(spec: FormSpec, library: Library, language: str = "en") -> dict[str, Any]:
    """JSON Schema 2020-12 of the wire answers, titles and hints in `language`; option lists come from `library`."""
    return {
        "$schema": DIALECT,
        "title": say(spec.title, language),
        **_object(spec.fields, library, language),
    }


def _object(fields: Mapping[str, ItemSpec], library: Library, language: str) -> dict[str, Any]:
    properties = {key: _property(item, library, language) for key, item in fields.items()}
    required = [key for key, item in fields.items() if _always_asked(item)]
    named = {"required": required} if required else {}
    return {"type": "object", "properties": properties, **named, "additionalProperties": False}


def _always_asked(item: ItemSpec) -> bool:
    return item.required and not item.calculated and not item.rules.visible


def _property(item: ItemSpec, library: Library, language: str) -> dict[str, Any]:
    listed = replace(item, inline=choices_of(item, library)) if item.choices else item
    words = {"title": say(item.label, language), "description": say(item.hint, language)}
    read_only = {"readOnly": True} if item.calculated else {}
    schema = field_types.get(item.type).json_schema(listed)
    if item.fields:
        schema = {**schema, "items": _object(item.fields, library, language)}
    return {**{name: said for name, said in words.items() if said}, **read_only, **schema}


def _pointer(error: Any) -> str:
    return "".join(f"/{escape(str(part))}" for part in error.instance_path)
