"""Hong Kong addresses: parts from flat to area, written from the smallest to the largest in English, and in Chinese
from the largest to the smallest. Reports read the district.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.text import Text, both, say
from form_builder.fields.base import CellValue, FieldType, field_type
from form_builder.fields.panel import Control
from form_builder.fields.parts import given_part, has_chinese, options_in, parts_of, texts_in, typed_in
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

LINES: Mapping[str, Text] = {
    "flat": both("Flat / room", "室"),
    "floor": both("Floor", "樓層"),
    "block": both("Block", "座"),
    "building": both("Building or estate", "大廈或屋邨"),
    "street": both("Number and street", "街道及門牌"),
}
AREAS: Mapping[str, Text] = {
    "hong_kong": both("Hong Kong", "香港"),
    "kowloon": both("Kowloon", "九龍"),
    "new_territories": both("New Territories", "新界"),
}
PARTS = (*LINES, "district", "area")
_BEFORE = {"flat": "Flat ", "floor": "", "block": "Block "}
_AFTER = {"flat": "室", "floor": "樓", "block": "座"}
_SAID_ALREADY = {
    "flat": ("flat", "room", "rm", "unit", "shop", "室", "號", "舖"),
    "floor": ("/f", "floor", "樓", "層", "地下", "podium"),
    "block": ("block", "tower", "blk", "wing", "座", "翼"),
}


@field_type
class AddressField(FieldType):
    name = "address"
    label = both("Address in Hong Kong", "香港地址")
    hint = both("From flat to district; written as Hong Kong writes it.", "由單位至地區，按香港習慣排列。")
    group = "people"
    icon = "home"
    unit = "district"
    paper = "lines"
    column = "choice"
    has_choices = True
    may_calculate = False
    parts = PARTS
    properties = {"district_required": {"type": "boolean"}}
    panel = {
        "choices": Control(both("Districts", "地區清單"), "choices"),
        "district_required": Control(both("The district must be given", "必須選擇地區"), "switch"),
    }

    def marks(self, view: View) -> Mapping[str, Any]:
        districts = ((choice.key, choice.label) for choice in view.choices.values())
        return {
            "lines": [{"part": p, "label": view.say(label), "value": typed_in(view, p)} for p, label in LINES.items()],
            "districts": options_in(view, districts, lambda raw: given_part(raw, "district")),
            "areas": options_in(view, AREAS.items(), lambda raw: given_part(raw, "area")),
        }

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        given = parts_of(raw, PARTS)
        if given is None:
            return problem("answer.not-an-address")
        if not given:
            return None
        return _wrong(given, item, choices) or given

    def typed(self, wire: Any) -> Any:
        return texts_in(wire, PARTS) or None

    def rule_value(self, value: Any) -> Any:
        """Its district: what rules ask of an address."""
        return value.get("district")

    def chosen(self, value: Any) -> list[str]:
        """The options that the answer names: its district."""
        return [value["district"]] if "district" in value else []

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        lines: dict[str, Any] = {name: {"type": "string", "maxLength": 200} for name in LINES}
        district: dict[str, Any] = {"type": "string"}
        if item.inline:
            district["enum"] = [choice.key for choice in item.inline]
        named = {**lines, "district": district, "area": {"enum": list(AREAS)}}
        return {"type": "object", "additionalProperties": False, "properties": named}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        if "district" in value:
            yield CellValue(text=value["district"])

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return one_line(value, choices, language) if value else ""


def _wrong(given: Mapping[str, str], item: ItemSpec, choices: Mapping[str, Choice]) -> Problem | None:
    district = given.get("district")
    if district is not None and district not in choices:
        return problem("answer.not-on-list")
    if given.get("area", "kowloon") not in AREAS:
        return problem("answer.not-on-list")
    if district is None and item.options.get("district_required"):
        return problem("answer.district-missing")
    return None


def one_line(value: Mapping[str, str], choices: Mapping[str, Choice], language: str) -> str:
    """The address in one line. Its own words decide the order: Chinese ones are never strung together as English."""
    typed = "".join(value.get(name, "") for name in ("building", "street"))
    if has_chinese(typed) or (language == "zh-Hant" and not typed):
        return _chinese(value, choices)
    return _english(value, choices)


def _english(value: Mapping[str, str], choices: Mapping[str, Choice]) -> str:
    lines = [_marked(name, value[name], _BEFORE.get(name, ""), "") for name in LINES if name in value]
    return ", ".join([*lines, *_places(value, choices, "en")])


def _chinese(value: Mapping[str, str], choices: Mapping[str, Choice]) -> str:
    places = reversed(_places(value, choices, "zh-Hant"))
    names = [name for name in ("street", "building", "block", "floor", "flat") if name in value]
    return "".join([*places, *(_marked(name, value[name], "", _AFTER.get(name, "")) for name in names)])


def _places(value: Mapping[str, str], choices: Mapping[str, Choice], language: str) -> list[str]:
    district, area = value.get("district", ""), AREAS.get(value.get("area", ""))
    named = say(choices[district].label, language) if district in choices else district
    return [words for words in (named, say(area, language)) if words]


def _marked(name: str, words: str, before: str, after: str) -> str:
    """`5` of a floor as `5/F` or `5樓`; words that say what they are stay as they were typed."""
    if any(sign in words.lower() for sign in _SAID_ALREADY.get(name, ())):
        return words
    return f"{words}/F" if name == "floor" and not after else f"{before}{words}{after}"
