"""The gate to JSON Schema 2020-12: where does a document not have the shape of its kind's meta-schema?

`jsonschema` reads the meta-schemas, `jsonschema_rs` the documents (docs/decisions/0006).
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import jsonschema
from jsonschema_rs import Draft202012Validator, Registry, ValidationError

from engine.language.documents import Document
from engine.language.kinds import kinds
from engine.language.pointers import clean, join
from engine.language.problems import Problem, problem

_META = Path(__file__).parent / "meta"
MAX_PROBLEMS = 200

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Flaw:
    """One fault of shape: the path of the value at fault, the keyword of JSON Schema it fails, and what to tell the author.

    `names` are the properties that are missing or unknown; `wanted` the shape of the one that is missing.
    """

    place: Place
    fault: str
    problems: tuple[Problem, ...]
    names: tuple[str, ...] = ()
    wanted: Mapping[str, Any] | None = None


def load_meta_schema(path: Path) -> Mapping[str, Any]:
    """A meta-schema from its file."""
    return cast(Mapping[str, Any], json.loads(path.read_text(encoding="utf-8")))


def check_shape(document: Document) -> list[Problem]:
    """Every place where the document's shape is wrong, in document order; at most MAX_PROBLEMS."""
    return shape_problems(find_flaws(document.kind, clean(document.body)))[:MAX_PROBLEMS]


def shape_problems(flaws: Sequence[Flaw]) -> list[Problem]:
    """What the flaws tell the author, each thing once, in document order."""
    found = {(p.code, p.pointer): p for flaw in flaws for p in flaw.problems}
    return sorted(found.values(), key=lambda p: p.pointer)


def find_flaws(kind: str, body: Any) -> list[Flaw]:
    """Every fault of shape in a plain body."""
    shape = _shape_of(kind)
    return [flaw for error in shape.validator.iter_errors(body) for flaw in shape.flaws(error)]


def with_head(schema: Mapping[str, Any], head: Mapping[str, Any]) -> Mapping[str, Any]:
    """A kind's meta-schema with the properties that every document begins with written into it.

    JSON Schema drops the annotations of a part that failed, so one wrong title would make `unevaluatedProperties`
    call every property of the head unknown. Written out, only what is unknown is called so.
    """
    rest = {name: value for name, value in schema.items() if name not in {"allOf", "unevaluatedProperties"}}
    own = {name: _absolute(value) for name, value in head["properties"].items()}
    required = [*head["required"], *(name for name in schema.get("required", ()) if name not in head["required"])]
    return {
        **rest,
        "properties": {**own, **schema["properties"]},
        "required": required,
        "additionalProperties": False,
    }


def _absolute(shape: Mapping[str, Any]) -> Mapping[str, Any]:
    """A shape of the shared file as seen from outside it."""
    target = shape.get("$ref", "")
    return {"$ref": f"centreline:common{target}"} if target.startswith("#") else shape


@lru_cache(maxsize=64)
def _shape_of(kind: str) -> "_Shape":
    return _Shape(kinds.get(kind).meta_schema)


class _Shape:
    """A kind's meta-schema, ready to be asked. Raises jsonschema.SchemaError for one that is not JSON Schema itself."""

    def __init__(self, meta_schema: Mapping[str, Any]) -> None:
        self.shared = load_meta_schema(_META / "common.json")
        self.schema = with_head(meta_schema, self.shared["$defs"]["head"])
        jsonschema.Draft202012Validator.check_schema(self.schema)
        registry = Registry([("centreline:common", dict(self.shared))])
        formats = {"date": _is_day}
        self.validator = Draft202012Validator(
            dict(self.schema), registry=registry, validate_formats=True, formats=formats
        )

    def flaws(self, error: ValidationError) -> Iterator[Flaw]:
        """The flaws behind one error; of alternatives, those of the one that was meant."""
        kind: Any = error.kind
        if kind.name in {"anyOf", "oneOf"} and any(kind.context):
            for deeper in _nearest_branch(kind.context):
                yield from self.flaws(deeper)
            return
        place: Place = tuple(error.instance_path)
        if kind.name == "required":
            name, shape = str(kind.property), self._around(error)
            wanted = self._resolved(shape.get("properties", {}).get(name))
            yield Flaw(place, "required", (problem("schema.missing", join(*place), name=name),), (name,), wanted)
        elif kind.name in {"additionalProperties", "unevaluatedProperties"}:
            known = ", ".join(self._around(error).get("properties", {}))
            names = tuple(map(str, kind.unexpected))
            found = (problem("schema.unknown", join(*place, name), name=name, known=known) for name in names)
            yield Flaw(place, "unknown", tuple(found), names)
        elif kind.name == "propertyNames":
            name = str(kind.error.instance)
            yield Flaw((*place, name), "propertyNames", (_told(kind.error, join(*place, name)),))
        else:
            yield Flaw(place, kind.name, (_told(error, join(*place)),))

    def _around(self, error: ValidationError) -> Mapping[str, Any]:
        """The part of the meta-schema that holds the keyword which failed."""
        steps = error.schema_path[:-1]
        return _at(self.schema, steps) or _at(self.shared, steps) or {}

    def _resolved(self, shape: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        target = str((shape or {}).get("$ref", "")).partition("#/")[2]
        steps: list[str] = target.split("/") if target else []
        return (_at(self.schema, steps) or _at(self.shared, steps)) if steps else shape


def _at(tree: Any, steps: Sequence[str | int]) -> Mapping[str, Any] | None:
    for step in steps:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def _nearest_branch(branches: Sequence[Sequence[ValidationError]]) -> Sequence[ValidationError]:
    """The errors of the alternative that was meant: the first whose type fits, else the first."""
    place = min((list(e.instance_path) for branch in branches for e in branch), key=len)
    fitting = (found for found in branches if not any(_is_type_of_all(error, place) for error in found))
    return next(fitting, branches[0])


def _is_type_of_all(error: ValidationError, place: list[str | int]) -> bool:
    return error.kind.name == "type" and list(error.instance_path) == place


def _told(error: ValidationError, pointer: str) -> Problem:
    kind: Any = error.kind
    code = _CODES.get(kind.name)
    if code is None:
        return problem("schema.shape", pointer, value=_short(error.instance), reason=error.message[:200])
    return problem(code, pointer, value=_short(error.instance), expected=_short(_EXPECTED.get(kind.name, _value)(kind)))


def _is_day(written: str) -> bool:
    try:
        return len(written) == len("2026-03-31") and bool(date.fromisoformat(written))
    except ValueError:
        return False


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 120 else f"{text[:117]}…"


def _value(kind: Any) -> Any:
    return kind.value


def _types(kind: Any) -> Any:
    return kind.types[0] if len(kind.types) == 1 else kind.types


_EXPECTED: Mapping[str, Callable[[Any], Any]] = {
    "type": _types,
    "enum": lambda kind: kind.options,
    "const": lambda kind: kind.expected_value,
}
_CODES: Mapping[str, str] = {
    "type": "schema.type",
    "enum": "schema.not-one-of",
    "const": "schema.not-one-of",
    "pattern": "schema.pattern",
    "format": "schema.format",
    "minItems": "schema.too-few",
    "minLength": "schema.too-few",
    "minProperties": "schema.too-few",
    "maxItems": "schema.too-many",
    "maxLength": "schema.too-many",
    "maxProperties": "schema.too-many",
    "maximum": "schema.too-many",
    "minimum": "schema.too-few",
}
