"""The condition of a table's cell as finance people write it: "< 5,000", "5,000 – 20,000", "goods; services". Pure.

The signs are those of DMN's unary tests (OMG DMN 1.5, 7.3.2). Words in either language are read as well, and
full-width characters.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from engine.language.conditions import NUMBERS
from engine.language.text import Text, both

SIGNS = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥", "ne": "≠"}
EMPTY = {True: both("empty", "空白"), False: both("not empty", "非空白")}
YES, NO = both("yes", "是"), both("no", "否")
NOTHING = both("nothing", "無")
_READ = {
    "<": "lt",
    "<=": "le",
    "≤": "le",
    ">": "gt",
    ">=": "ge",
    "≥": "ge",
    "≠": "ne",
    "<>": "ne",
    "!=": "ne",
    "=": "eq",
}
_WORDS = (
    (r"^(?:up to|at most|不超過|最多)\s*(.+)$", "≤ {0}"),
    (r"^(?:from|at least|不少於|最少)\s*(.+)$", "≥ {0}"),
    (r"^(?:above|over|more than|exceeding|超過|高於|多於)\s*(.+)$", "> {0}"),
    (r"^(?:below|under|less than|低於|少於)\s*(.+)$", "< {0}"),
    (r"^(.+?)\s*(?:or more|and above|或以上)$", "≥ {0}"),
    (r"^(.+?)\s*(?:or less|and below|或以下)$", "≤ {0}"),
    (r"^(?:not|不是|非)\s*(.+)$", "≠ {0}"),
)
_TEST = re.compile(r'\s*(<=|>=|<>|!=|[<>≤≥≠=])\s*("(?:[^"]|"")*"|[^<>≤≥≠=!"]+)')
_RANGE = re.compile(r"^(.+?)\s*(?:–|—|\.\.+|~|至|\bto\b|\s-\s)\s*(.+)$")
_ANY = {"", "-", "–", "—", "any", "anything", "任何", "不限"}
_MARKED = re.compile(r'[;<>=≤≥≠"、]|^\s|\s$')


class WrongCell(ValueError):
    """A cell cannot be read; `message` says why and what to write, in both languages."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.message = message


def write_condition(authored: Mapping[str, Any], type_: str, language: str) -> str:
    """A condition as authored, as its cell says it; nothing for a condition that accepts everything."""
    if set(authored) == {"ge", "le"}:
        return f"{write_value(authored['ge'], type_, language)} – {write_value(authored['le'], type_, language)}"
    return " ".join(_write_test(name, wanted, type_, language) for name, wanted in authored.items())


def _write_test(name: str, wanted: Any, type_: str, language: str) -> str:
    if name == "empty":
        return EMPTY[bool(wanted)][language]
    if name == "in":
        return "; ".join(write_value(one, type_, language) for one in wanted)
    said = write_value(wanted, type_, language)
    return said if name == "eq" else f"{SIGNS[name]} {said}"


def write_value(value: Any, type_: str, language: str) -> str:
    """One literal: numbers with thousands, dates as ISO 8601, truth in words, a text in quotes where it needs them."""
    if value is None:
        return NOTHING[language]
    if isinstance(value, bool):
        return (YES if value else NO)[language]
    if type_ in NUMBERS:
        return _number_said(value)
    said = str(value)
    return '"' + said.replace('"', '""') + '"' if _needs_quotes(said) else said


def _number_said(value: Any) -> str:
    try:
        return f"{Decimal(str(value)):,f}"
    except InvalidOperation:
        return str(value)


def _needs_quotes(said: str) -> bool:
    if _folded(said) != said:
        return True
    return bool(_MARKED.search(said)) or _is_special(said) or bool(_RANGE.match(said)) or _reworded(said) != said


def _is_special(said: str) -> bool:
    folded = said.casefold()
    return folded in _ANY or any(folded in words.values() for words in (*EMPTY.values(), YES, NO, NOTHING))


def read_condition(cell: str, type_: str) -> dict[str, Any]:
    """The condition that a cell says, as a document writes it; `{}` accepts everything. Raises WrongCell."""
    said = _folded(cell).strip()
    if said.casefold() in _ANY:
        return {}
    for wanted, words in EMPTY.items():
        if said.casefold() in words.values():
            return {"empty": wanted}
    quoted = said.startswith('"')
    if not quoted:
        said = _reworded(said)
    if found := None if quoted or type_ == "text" else _RANGE.match(said):
        return {"ge": read_value(found[1], type_), "le": read_value(found[2], type_)}
    return _tests(said, type_) if said[:1] in "<>≤≥≠=!" else _list(said, type_)


def _folded(cell: str) -> str:
    """Full-width characters as their common ones; what stands in quotes stays as it is."""
    spans = re.findall(r'"(?:[^"]|"")*"|[^"]+|"', cell)
    return "".join(span if span[0] == '"' else unicodedata.normalize("NFKC", span) for span in spans)


def _reworded(said: str) -> str:
    for pattern, sign in _WORDS:
        if found := re.match(pattern, said, re.IGNORECASE):
            return sign.format(found[1])
    return said


def _tests(said: str, type_: str) -> dict[str, Any]:
    tests: dict[str, Any] = {}
    at = 0
    while at < len(said.rstrip()):
        found = _TEST.match(said, at)
        if found is None:
            raise _unread(said, type_)
        name = _READ[found[1]]
        if name in tests:
            raise WrongCell(
                both(f"“{found[1]}” stands twice. Write each side once.", f"「{found[1]}」出現兩次，每邊只寫一次。")
            )
        tests[name] = read_value(found[2], type_)
        at = found.end()
    return tests


def _list(said: str, type_: str) -> dict[str, Any]:
    values = [read_value(part, type_) for part in _parts(said)]
    if not values:
        raise _unread(said, type_)
    return {"eq": values[0]} if len(values) == 1 else {"in": values}


def _parts(said: str) -> list[str]:
    found = re.findall(r'[^\S\n]*("(?:[^"]|"")*"(?=\s*(?:[;、]|$))|[^;、\n]+)', said)
    return [part.strip() for part in found if part.strip()]


def read_value(cell: str, type_: str) -> Any:
    """One literal, as a document writes it: amounts as text, whole numbers as numbers. Raises WrongCell."""
    said = _folded(cell).strip()
    if said.casefold() in NOTHING.values():
        return None
    if type_ in NUMBERS:
        return _number(said, type_)
    if type_ == "date":
        return _date(said)
    if type_ == "boolean":
        return _truth(said)
    return said[1:-1].replace('""', '"') if len(said) > 1 and said[0] == said[-1] == '"' else said


def _number(said: str, type_: str) -> str | int:
    plain = re.sub(r"^(?:HK\$|HKD|\$|港幣|港元)\s*|[,\s]|元$", "", said, flags=re.IGNORECASE)
    if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        raise _unread(said, type_)
    if type_ != "integer":
        return plain
    if "." in plain and Decimal(plain) != Decimal(plain).to_integral_value():
        raise WrongCell(both(f"“{said}” is not a whole number.", f"「{said}」不是整數。"))
    return int(Decimal(plain))


def _date(said: str) -> str:
    day = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", said)
    try:
        return (date(int(day[3]), int(day[2]), int(day[1])) if day else date.fromisoformat(said[:10])).isoformat()
    except ValueError:
        raise WrongCell(
            both(
                f"“{said}” is not a date. Write it like 2026-04-01 or 1/4/2026.",
                f"「{said}」不是日期，請寫成 2026-04-01 或 1/4/2026。",
            )
        ) from None


def _truth(said: str) -> bool:
    for words, answer in ((YES, True), (NO, False)):
        if said.casefold() in {*words.values(), str(answer).lower()}:
            return answer
    raise WrongCell(both(f"Write yes or no, not “{said}”.", f"請寫「是」或「否」，而非「{said}」。"))


def _unread(said: str, type_: str) -> WrongCell:
    if type_ in NUMBERS:
        return WrongCell(
            both(
                f"“{said}” cannot be read. Write an amount such as 5,000, a limit such as < 5,000,"
                " or a range such as 5,000 – 20,000.",
                f"無法理解「{said}」。請寫數額（例如 5,000）、界限（例如 < 5,000）或範圍（例如 5,000 – 20,000）。",
            )
        )
    return WrongCell(
        both(
            f"“{said}” cannot be read. Write one value, or several with “;” between.",
            f"無法理解「{said}」。請寫一個值，或以「；」分隔多個值。",
        )
    )
