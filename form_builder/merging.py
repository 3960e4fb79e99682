"""What a draft becomes when changes reach it: tidied, without what nobody may write. Pure: dicts in, dicts out."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from engine.language.pointers import escape
from engine.language.problems import Problem, problem
from form_builder.fields import is_empty
from form_builder.spec import FormSpec, ItemSpec

DEEPEST = 10
_ROW = re.compile(r"\.([0-9]+)\.")
"""A row's number between the keys of a path: a key itself may hold points."""
Fields = Mapping[str, ItemSpec]


def tidy(value: Any, depth: int = 0) -> Any:
    """Wire answers that any database can keep: no NUL, no half characters, no NaN, not too deep."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if depth > DEEPEST:
        return None
    if isinstance(value, Mapping):
        return {tidy(str(key)): tidy(inner, depth + 1) for key, inner in cast(Mapping[Any, Any], value).items()}
    if isinstance(value, list):
        return [tidy(inner, depth + 1) for inner in cast(list[Any], value)]
    return value


def unknown_fields(fields: Fields, answers: Mapping[str, Any], pointer: str = "") -> Iterator[Problem]:
    """Keys that the form does not have, in rows too."""
    for key, value in answers.items():
        at = f"{pointer}/{escape(key)}"
        if key not in fields:
            yield problem("answer.unknown-field", at, key=key)
        elif fields[key].fields and isinstance(value, list):
            for index, row in enumerate(cast(list[Any], value)):
                if isinstance(row, Mapping):
                    yield from unknown_fields(fields[key].fields, cast(Mapping[str, Any], row), f"{at}/{index}")


def without_calculated(fields: Fields, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without the values that only the engine may give."""
    kept: dict[str, Any] = {}
    for key, value in answers.items():
        item = fields.get(key)
        if item is None or item.calculated:
            continue
        if item.fields and isinstance(value, list):
            rows = cast(list[Any], value)
            value = [without_calculated(item.fields, row) if isinstance(row, Mapping) else row for row in rows]
        kept[key] = value
    return kept


def with_read_only(before: Mapping[str, Any], after: Mapping[str, Any], read_only: Iterable[str]) -> dict[str, Any]:
    """`after` with every read-only path (`lines.0.price`) put back to what it was in `before`."""
    restored = cast(dict[str, Any], _copy(after))
    for path in read_only:
        _put_back(before, restored, path)
    return restored


def differing(stored: Mapping[str, Any], offered: Mapping[str, Any]) -> list[str]:
    """The keys of `offered` whose answers are not the stored ones; an empty answer equals none."""
    return [key for key, value in offered.items() if _blank(value) != _blank(stored.get(key))]


def carried(old: FormSpec, new: FormSpec, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Wire answers of one version of a form as another version reads them: followed by item id, not by key."""
    return _carried(old.fields, new.fields, answers)


def _carried(old: Fields, new: Fields, answers: Mapping[str, Any]) -> dict[str, Any]:
    by_id = {item.id: key for key, item in old.items()}
    found: dict[str, Any] = {}
    for key, item in new.items():
        before = by_id.get(item.id)
        if item.calculated or before is None or answers.get(before) is None:
            continue
        value, was = answers[before], old[before]
        found[key] = [_carried(was.fields, item.fields, row) for row in value] if item.fields and was.fields else value
    return found


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(inner) for key, inner in cast(Mapping[str, Any], value).items()}
    if isinstance(value, list):
        return [_copy(inner) for inner in cast(list[Any], value)]
    return value


def _put_back(before: Any, after: Any, path: str) -> None:
    *rows, key = _ROW.split(path)
    for step in rows:
        before, after = _step(before, step), _step(after, step)
    if not isinstance(after, dict):
        return
    if isinstance(before, Mapping) and key in before:
        after[key] = before[key]
    else:
        after.pop(key, None)


def _step(value: Any, step: str) -> Any:
    if isinstance(value, list) and step.isdigit() and int(step) < len(cast(list[Any], value)):
        return value[int(step)]
    return cast(Mapping[str, Any], value).get(step) if isinstance(value, Mapping) else None


def _blank(value: Any) -> Any:
    """None for every way of leaving a field empty; False and 0 are answers."""
    return None if is_empty(value) else value
