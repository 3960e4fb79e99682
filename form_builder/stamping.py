"""Adds to answers what the server alone may say, when a draft is saved: see `fields/stamping.py`."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from engine.people.actor import Actor
from form_builder.binding import moment
from form_builder.choosing import named
from form_builder.fields import field_types
from form_builder.fields.stamping import Stamp
from form_builder.spec import ItemSpec

Fields = Mapping[str, ItemSpec]


def stamped(
    fields: Fields, offered: Mapping[str, Any], stored: Mapping[str, Any], by: Actor, at: datetime
) -> dict[str, Any]:
    """`offered` answers with what their types add. An answer that is the stored one keeps what it got then."""
    stamp = Stamp(moment(at), by.language, partial(_find, by, at))
    return _level(fields, offered, stored, stamp)


def _find(by: Actor, at: datetime, what: str, register: str, words: str) -> tuple[str, str] | None:
    found = named(what, register, words, by, at)
    return (found.ref, found.text) if found else None


def _level(fields: Fields, offered: Mapping[str, Any], stored: Mapping[str, Any], stamp: Stamp) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, raw in offered.items():
        item = fields.get(key)
        found[key] = raw if item is None or raw is None else _value(item, raw, stored.get(key), stamp)
    return found


def _value(item: ItemSpec, raw: Any, before: Any, stamp: Stamp) -> Any:
    kind = field_types.get(item.type)
    if item.fields and isinstance(raw, list):
        rows = [row for row in before if isinstance(row, Mapping)] if isinstance(before, list) else []
        return [_row(item.fields, row, rows, stamp) if isinstance(row, Mapping) else row for row in raw]
    return kind.stamped(raw, before, item, stamp)


def _row(fields: Fields, row: Mapping[str, Any], stored: list[Mapping[str, Any]], stamp: Stamp) -> dict[str, Any]:
    """Rows may have moved: an answer that any stored row has is that row's."""
    found: dict[str, Any] = {}
    for key, raw in row.items():
        item = fields.get(key)
        if item is None or raw is None:
            found[key] = raw
            continue
        before = [other.get(key) for other in stored if other.get(key) is not None]
        tried = (_value(item, raw, other, stamp) for other in before)
        kept = next((value for value, other in zip(tried, before, strict=True) if value == other), None)
        found[key] = _value(item, raw, None, stamp) if kept is None else kept
    return found
