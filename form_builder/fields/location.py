"""Places on the map: latitude and longitude with their accuracy, or only a district where that is enough.

The browser is asked where it is when somebody presses the button, and never otherwise.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from engine.language.problems import problem
from engine.language.text import both, say
from form_builder.fields.base import CellValue, FieldType, field_type
from form_builder.fields.panel import Control
from form_builder.fields.parts import given_part, options_in, parts_of, texts_in, typed_in
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

PARTS = ("lat", "long", "accuracy", "district")
PLACES = 5
"""Digits after the point: about one metre."""
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", re.ASCII)
_METRES = re.compile(r"[0-9]{1,7}(\.[0-9]{1,20})?", re.ASCII)


@field_type
class LocationField(FieldType):
    name = "location"
    label = both("Location", "位置")
    hint = both("A point on the map, or a district.", "地圖上的一點，或一個地區。")
    group = "people"
    icon = "pin"
    unit = "district"
    script = "location"
    column = "choice"
    xlsform = "geopoint"
    has_choices = True
    needs_choices = False
    may_calculate = False
    parts = PARTS
    properties = {"point_required": {"type": "boolean"}}
    panel = {
        "choices": Control(both("Districts", "地區清單"), "choices"),
        "point_required": Control(both("A district is not enough", "必須提供坐標"), "switch"),
    }

    def marks(self, view: View) -> Mapping[str, Any]:
        districts = ((choice.key, choice.label) for choice in view.choices.values())
        return {
            "lat": typed_in(view, "lat"),
            "long": typed_in(view, "long"),
            "accuracy": typed_in(view, "accuracy"),
            "listed": bool(view.choices),
            "districts": options_in(view, districts, lambda raw: given_part(raw, "district")),
        }

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        given = parts_of(raw, PARTS)
        if given is None:
            return problem("answer.not-a-location")
        given = {name: unicodedata.normalize("NFKC", words) for name, words in given.items()}
        if "district" in given and given["district"] not in choices:
            return problem("answer.not-on-list")
        point = _point(given)
        if point is None:
            return problem("answer.not-a-location")
        if not point and item.options.get("point_required") and given:
            return problem("answer.point-missing")
        return {**point, **({"district": given["district"]} if "district" in given else {})} or None

    def typed(self, wire: Any) -> Any:
        return texts_in(wire, PARTS) or None

    def rule_value(self, value: Any) -> Any:
        """Its district: what rules ask of a place."""
        return value.get("district")

    def chosen(self, value: Any) -> list[str]:
        """The options that the answer names: its district."""
        return [value["district"]] if "district" in value else []

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        degrees = {"type": "string", "pattern": r"^-?[0-9]{1,3}(\.[0-9]{1,5})?$"}
        named: dict[str, Any] = {"lat": degrees, "long": degrees, "district": {"type": "string"}}
        named["accuracy"] = {"type": "string", "pattern": "^[0-9]+$", "description": "metres"}
        together = {"lat": ["long"], "long": ["lat"], "accuracy": ["lat"]}
        return {"type": "object", "additionalProperties": False, "properties": named, "dependentRequired": together}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        if "district" in value:
            yield CellValue(text=value["district"])

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        if not value:
            return ""
        words = [_district(value["district"], choices, language)] if "district" in value else []
        if "lat" in value and "long" in value:
            words.append(f"{value['lat']}, {value['long']}{_within(value, language)}")
        return " · ".join(words)


def _point(given: Mapping[str, str]) -> dict[str, str] | None:
    """The point as it is kept, {} when none is given, None when half of it is missing or it is nowhere on Earth."""
    if "lat" not in given and "long" not in given:
        return {}
    lat, long = _degrees(given.get("lat", ""), 90), _degrees(given.get("long", ""), 180)
    accuracy = given.get("accuracy", "")
    if lat is None or long is None or (accuracy and not _METRES.fullmatch(accuracy)):
        return None
    return {"lat": lat, "long": long, **({"accuracy": str(round(Decimal(accuracy)))} if accuracy else {})}


def _degrees(words: str, most: int) -> str | None:
    if not _DEGREES.fullmatch(words) or abs(Decimal(words)) > most:
        return None
    return f"{round(Decimal(words), PLACES):f}"


def _within(value: Mapping[str, str], language: str) -> str:
    if "accuracy" not in value:
        return ""
    near = both(f" (within {value['accuracy']} m)", f"（誤差 {value['accuracy']} 米內）")
    return say(near, language)


def _district(key: str, choices: Mapping[str, Choice], language: str) -> str:
    return say(choices[key].label, language, key) if key in choices else key
