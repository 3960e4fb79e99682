"""Items that arrange other items, or say something: note, group, repeat."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.language.problems import Problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, bounds
from form_builder.spec import Choice, ItemSpec

MOST_ROWS = 200
ITEMS = {"type": "array", "items": {"$ref": "#/$defs/item"}, "minItems": 1, "maxItems": 200}


class NoteField(FieldType):
    """Words between the fields: the label is the text."""

    name = "note"
    label = both("Note", "說明文字")
    rule_type = None
    column = None
    xlsform = "note"
    holds_value = False
    may_calculate = False
    properties = {"tone": {"enum": ["plain", "info", "warn"]}}


class GroupField(FieldType):
    """Items that belong together on the page; in the answers they stand at the level of the group itself."""

    name = "group"
    label = both("Group", "群組")
    rule_type = None
    column = None
    xlsform = "begin_group"
    holds_value = False
    flattens = True
    has_items = True
    may_calculate = False
    properties = {"items": ITEMS, "layout": {"enum": ["stack", "table"]}}


class RepeatField(FieldType):
    """The same items again and again: a list of rows."""

    name = "repeat"
    label = both("Repeat", "重複項目")
    rule_type = "rows"
    column = None
    xlsform = "begin_repeat"
    has_items = True
    may_calculate = False
    properties = {
        "items": ITEMS,
        "min": {"type": "integer", "minimum": 0, "maximum": MOST_ROWS},
        "max": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
        "row_label": {"$ref": "centreline:common#/$defs/text"},
        "checks": {"type": "array", "items": {"$ref": "#/$defs/check"}},
    }

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bounds(item, item.min, item.max, pointer)

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        return ()

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        from form_builder.fields import field_types

        rows = {key: field_types.get(field.type).json_schema(field) for key, field in item.fields.items()}
        row = {"type": "object", "properties": rows, "additionalProperties": False}
        return {"type": "array", "items": row, "maxItems": item.max or MOST_ROWS}

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return str(len(value)) if value else ""
