"""Telephone numbers: read as Hong Kong writes them, kept as E.164, by the library of the world's numbering plans."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import phonenumbers

from engine.language.problems import problem
from engine.language.text import both
from form_builder.fields.base import FieldType, field_type
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

HOME = "HK"
_LONGEST = 40
_WITH_ZEROS = re.compile(r"^00\s?(?=[2-9])")
"""`00852 …`, as much of the world dials; Hong Kong's own 001 the library knows."""


def read_phone(raw: str) -> str | None:
    """The number as E.164 (`+85228315272`), or None when no such number can exist. Extensions have no place in it."""
    text = unicodedata.normalize("NFKC", raw).strip()
    if len(text) > _LONGEST:
        return None
    try:
        number = phonenumbers.parse(_WITH_ZEROS.sub("+", text), HOME)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def write_phone(number: str) -> str:
    """E.164 as people read it: `2831 5272` at home, with the country's code abroad."""
    try:
        parsed = phonenumbers.parse(number, HOME)
    except phonenumbers.NumberParseException:
        return number
    at_home = parsed.country_code == phonenumbers.country_code_for_region(HOME)
    kinds = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, kinds.NATIONAL if at_home else kinds.INTERNATIONAL)


@field_type
class PhoneField(FieldType):
    name = "phone"
    label = both("Telephone", "電話")
    hint = both("Eight digits, or a number abroad.", "八位數字，或海外號碼。")
    group = "people"
    icon = "phone"

    def marks(self, view: View) -> Mapping[str, Any]:
        return {
            "value": view.shown(lambda raw: write_phone(raw) if isinstance(raw, str) and raw[:1] == "+" else raw or "")
        }

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        number = read_phone(raw) if isinstance(raw, str) else None
        return problem("answer.not-a-phone-number") if number is None else number

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\+[1-9][0-9]{4,14}$"}

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return "" if value is None else write_phone(value)
