"""Appearances and parameters of XLSForm that our field types know under other names."""

from collections.abc import Mapping
from typing import Any

from form_builder.fields import field_types

_LIST, _SCALE, _SEARCH = ({"appearance": look} for look in ("list", "scale", "search"))
_APPEARANCES: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "select_one": {"minimal": _LIST, "autocomplete": _SEARCH, "search": _SEARCH, "likert": _SCALE},
    "text": {"multiline": {"type": "long_text"}, "numbers": {"input": "tel"}},
    "image": {"signature": {"type": "signature"}, "draw": {"type": "signature"}},
    "begin_group": {"table-list": {"layout": "table"}, "field-list": {}},
    "begin_repeat": {"table-list": {"layout": "table"}, "field-list": {}},
}
_PARAMETERS: Mapping[str, str] = {"start": "min", "end": "max", "step": "step", "rows": "rows"}


def look(word: str, type_: str, appearance: str) -> Mapping[str, Any] | None:
    """What one word of an appearance sets on a field of `type_`; None where nothing corresponds."""
    found = _APPEARANCES.get(word, {}).get(appearance)
    if found is None:
        return None
    return found if all(_takes(type_, name, value) for name, value in found.items()) else None


def parameter(type_: str, name: str, value: str) -> Mapping[str, Any] | None:
    """What a parameter sets on a field of `type_`; None where nothing corresponds."""
    ours = _PARAMETERS.get(name)
    number: Any = int(value) if value.lstrip("-").isdecimal() else value
    return {ours: number} if ours and ours in field_types.get(type_).properties else None


def _takes(type_: str, name: str, value: Any) -> bool:
    if name == "type":
        return value in field_types
    schema = field_types.get(type_).properties.get(name)
    return schema is not None and value in schema.get("enum", (value,))
