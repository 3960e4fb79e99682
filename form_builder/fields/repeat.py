"""Repeat: the same items again and again, a list of rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.language.problems import Problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, bounds, field_type, field_types
from form_builder.fields.panel import Control
from form_builder.spec import Choice, ItemSpec

MOST_ROWS = 200
ITEMS = {"type": "array", "items": {"$ref": "#/$defs/item"}, "minItems": 1, "maxItems": 200}


@field_type
class RepeatField(FieldType):
    """The same items again and again: a list of rows."""

    name = "repeat"
    label = both("Repeat", "重複項目")
    hint = both("The same questions once for each person, item or visit.", "同一組問題，按每人、每項或每次重複填寫。")
    group = "layout"
    icon = "plus"
    rule_type = "rows"
    column = None
    xlsform = "begin_repeat"
    has_items = True
    may_calculate = False
    paper = "rows"
    needs = ("items",)
    properties = {
        "items": ITEMS,
        "min": {"type": "integer", "minimum": 0, "maximum": MOST_ROWS},
        "max": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
        "row_label": {"$ref": "centreline:common#/$defs/text"},
        "layout": {"enum": ["cards", "table"]},
        "checks": {"type": "array", "items": {"$ref": "#/$defs/check"}},
    }
    panel = {
        "min": Control(both("Fewest rows", "最少項數"), "number"),
        "max": Control(both("Most rows", "最多項數"), "number"),
        "row_label": Control(both("One row is called", "每項稱為"), "words"),
        "layout": Control(
            both("Looks like", "樣式"), "pick", both("A table becomes cards on a phone.", "在手機上，表格會變成卡片。"),
            {"cards": both("Cards", "卡片"), "table": both("A table", "表格")},
        ),
    }  # fmt: skip

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bounds(item, item.min, item.max, pointer)

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        """A repeat whose rows ask nothing holds nothing; rows that ask are read one by one (judging.py)."""
        return None

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        return ()

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        rows = {key: field_types.get(field.type).json_schema(field) for key, field in item.fields.items()}
        row = {"type": "object", "properties": rows, "additionalProperties": False}
        return {"type": "array", "items": row, "maxItems": item.max or MOST_ROWS}

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return str(len(value)) if value else ""
