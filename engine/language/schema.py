"""The gate to `jsonschema`: does a document have the shape its kind's meta-schema describes? (JSON Schema 2020-12)"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry as Resources
from referencing import Resource

from engine.language.documents import Document
from engine.language.kinds import kinds
from engine.language.pointers import join
from engine.language.problems import Problem, problem

_META = Path(__file__).parent / "meta"
MAX_PROBLEMS = 200


def load_meta_schema(path: Path) -> Mapping[str, Any]:
    """A meta-schema from its file."""
    return cast(Mapping[str, Any], json.loads(path.read_text(encoding="utf-8")))


def check_shape(document: Document) -> list[Problem]:
    """Every place where the document's shape is wrong, in document order; at most MAX_PROBLEMS."""
    errors = cast(Iterator[ValidationError], _validator(document.kind).iter_errors(document.body))  # type: ignore[reportUnknownMemberType]
    found = {(p.code, p.pointer): p for error in errors for p in _problems(error)}
    return sorted(found.values(), key=lambda p: p.pointer)[:MAX_PROBLEMS]


@lru_cache(maxsize=64)
def _validator(kind: str) -> Draft202012Validator:
    shared = load_meta_schema(_META / "common.json")
    resources: Resources[Any] = Resources[Any]().with_resource("centreline:common", Resource.from_contents(shared))
    return Draft202012Validator(with_head(kinds.get(kind).meta_schema, shared["$defs"]["head"]), registry=resources)


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


def _problems(error: ValidationError) -> Iterator[Problem]:
    if error.validator in {"anyOf", "oneOf"} and error.context:
        for deeper in _nearest_branch(error.context):
            yield from _problems(deeper)
        return
    pointer = join(*error.absolute_path)
    describe = _DESCRIBE.get(str(error.validator), _shape)
    yield from describe(error, pointer)


def _nearest_branch(context: Sequence[ValidationError]) -> list[ValidationError]:
    """The errors of the alternative that was meant: the first whose type fits, else the first."""
    branches: dict[object, list[ValidationError]] = {}
    for error in context:
        branches.setdefault(error.schema_path[0], []).append(error)
    fitting = (found for found in branches.values() if not any(_is_type_of_all(error) for error in found))
    return next(fitting, next(iter(branches.values())))


def _is_type_of_all(error: ValidationError) -> bool:
    return error.validator == "type" and not error.path


def _missing(error: ValidationError, pointer: str) -> Iterator[Problem]:
    instance = cast(Mapping[str, Any], error.instance)
    for name in cast(list[str], error.validator_value):
        if name not in instance and f"'{name}'" in error.message:
            yield problem("schema.missing", pointer, name=name)


def _unknown(error: ValidationError, pointer: str) -> Iterator[Problem]:
    known = cast(Mapping[str, Any], cast(Mapping[str, Any], error.schema).get("properties", {}))
    for name in cast(Mapping[str, Any], error.instance):
        if name not in known:
            yield problem("schema.unknown", f"{pointer}{join(name)}", name=name, known=", ".join(known))


def _coded(code: str) -> Callable[[ValidationError, str], Iterator[Problem]]:
    def describe(error: ValidationError, pointer: str) -> Iterator[Problem]:
        yield problem(code, pointer, value=_short(error.instance), expected=_short(error.validator_value))

    return describe


def _shape(error: ValidationError, pointer: str) -> Iterator[Problem]:
    yield problem("schema.shape", pointer, value=_short(error.instance), reason=error.message[:200])


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 120 else f"{text[:117]}…"


_DESCRIBE: dict[str, Callable[[ValidationError, str], Iterator[Problem]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "unevaluatedProperties": _unknown,
    "type": _coded("schema.type"),
    "enum": _coded("schema.not-one-of"),
    "const": _coded("schema.not-one-of"),
    "pattern": _coded("schema.pattern"),
    "minItems": _coded("schema.too-few"),
    "minLength": _coded("schema.too-few"),
    "minProperties": _coded("schema.too-few"),
    "maxItems": _coded("schema.too-many"),
    "maxLength": _coded("schema.too-many"),
    "maximum": _coded("schema.too-many"),
    "minimum": _coded("schema.too-few"),
}
