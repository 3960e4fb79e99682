"""The word in the type column: which XLSForm type it means, and which of our field types carries it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyxform import aliases
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from form_builder.fields import field_types

_SELECT = re.compile(
    rf"({'|'.join(sorted(map(re.escape, aliases.select), key=len, reverse=True))})\s+(\S+)(\s+or(?:[ _]specify)?[ _]other)?",
    re.I,
)
_ONE, _MANY, _RANK = "select_one", "select_multiple", "rank"
_SELECTS = {"select one": _ONE, "select all that apply": _MANY, "rank": _RANK, "select one external": _ONE}
_TITLES = {"set form title": "form_title", "set form id": "form_id"}
_ITSELF = {
    "note",
    "acknowledge",
    "trigger",
    "hidden",
    "calculate",
    "barcode",
    "range",
    "audio",
    "video",
    "file",
    "image",
}
_CALCULATED = {"trigger": "acknowledge", "q calculate": "calculate", "add calculate prompt": "calculate"}
_BY_BIND = {
    "int": "integer",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
    "dateTime": "dateTime",
    "time": "time",
    "geopoint": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
    "barcode": "barcode",
}
_OUTSIDE = {"csv-external", "xml-external"}
_ELSEWHERE = {"select_one_from_file", "select_multiple_from_file", "select one from file", "select multiple from file"}

INSTEAD: Mapping[str, str] = {
    "time": "text",
    "dateTime": "text",
    "barcode": "text",
    "geopoint": "text",
    "geotrace": "text",
    "geoshape": "text",
    "image": "file",
    "audio": "file",
    "video": "file",
    "range": "integer",
    "rank": "many_choice",
    "acknowledge": "yes_no",
}
"""What carries an XLSForm type that no field type calls its own."""


@dataclass(frozen=True)
class Word:
    """A type cell, read. `word` is the XLSForm type, or "metadata", "unknown", or a title ("form_title")."""

    written: str
    word: str
    list_name: str = ""
    other: bool = False
    elsewhere: bool = False


def read_word(written: str) -> Word:
    """What a type cell means."""
    if found := _SELECT.fullmatch(written):
        said = found[1].lower()
        word = _SELECTS[aliases.select[said]]
        return Word(written, word, found[2], bool(found[3]), elsewhere=said in _ELSEWHERE or "external" in said)
    name = written if written in QUESTION_TYPE_DICT else written.lower()
    if name in _TITLES:
        return Word(written, _TITLES[name])
    return Word(written, _plain(name.replace("select_one_external", "select_one")))


def _plain(name: str) -> str:
    if name in _ITSELF or name in _CALCULATED:
        return _CALCULATED.get(name, name)
    if name in ("audit", "background-audio", "background-geopoint", "start-geopoint", "uri:deviceid", *_OUTSIDE):
        return "metadata"
    entry: dict[str, Any] = QUESTION_TYPE_DICT.get(name) or {}
    bind, control = entry.get("bind", {}), entry.get("control", {})
    if not entry:
        return "unknown"
    if "jr:preload" in bind:
        return "metadata"
    if control.get("tag") == "trigger":
        return "acknowledge"
    if control.get("tag") == "upload":
        return (
            str(control.get("mediatype", "file")).partition("/")[0].replace("application", "file").replace("*", "file")
        )
    if bind.get("readonly") == "true()":
        return "note"
    return _BY_BIND.get(str(bind.get("type")), "text" if control.get("tag") == "input" else "unknown")


_PLAIN: Mapping[str, str] = {
    "text": "text",
    "decimal": "decimal",
    "integer": "integer",
    "select_one": "choice",
    "select_multiple": "many_choice",
    "file": "file",
    "date": "date",
    "note": "note",
    "image": "photo",
    "begin_group": "group",
    "begin_repeat": "repeat",
}
"""Of several field types that call an XLSForm type their own, the plainest."""


def field_type_for(word: str) -> str | None:
    """The field type that carries an XLSForm type: one that calls it its own, else what stands in; or None."""
    owners = _owners(word)
    plain = _PLAIN.get(word, "")
    return plain if plain in owners else next(iter(owners), INSTEAD.get(word))


def is_own(word: str) -> bool:
    """Whether a field type has this XLSForm type as its own."""
    return bool(_owners(word))


def field_type_of_rule(rule_type: str) -> str | None:
    """The field type that stores a computed value of a rule's type."""
    found = [n for n in field_types if field_types.get(n).may_calculate and field_types.get(n).rule_type == rule_type]
    return next((n for n in found if n == rule_type), next(iter(found), None))


def _owners(word: str) -> list[str]:
    """The types that call it their own; not those that need to be told what no workbook tells."""
    called = [name for name in field_types if field_types.get(name).xlsform.lower() == word.lower()]
    return [name for name in called if set(field_types.get(name).needs) <= {"items"}]
