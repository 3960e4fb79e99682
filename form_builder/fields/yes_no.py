"""Yes or no."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.language.problems import problem
from engine.language.text import Text, both, say
from form_builder.fields.base import CellValue, FieldType, field_type
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

YES, NO = both("Yes", "是"), both("No", "否")
_SPOKEN = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@field_type
class YesNoField(FieldType):
    name = "yes_no"
    label = both("Yes or no", "是非題")
    hint = both("A question with two answers.", "只有兩個答案的問題。")
    group = "choices"
    icon = "check"
    rule_type = "boolean"
    column = "boolean"
    xlsform = "select_one yes_no"
    paper = "options"
    properties = {
        "yes": {"$ref": "centreline:common#/$defs/text"},
        "no": {"$ref": "centreline:common#/$defs/text"},
    }
    panel = {
        "yes": Control(both("Word for yes", "「是」的字眼"), "words"),
        "no": Control(both("Word for no", "「否」的字眼"), "words"),
    }

    def marks(self, view: View) -> Mapping[str, Any]:
        words = self.spoken(view.item, {})
        return {"options": [view.offered("yes", words["true"], True), view.offered("no", words["false"], False)]}

    def spoken(self, item: ItemSpec, choices: Mapping[str, Choice]) -> Mapping[str, Text]:
        return {"true": item.options.get("yes", YES), "false": item.options.get("no", NO)}

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        if isinstance(raw, bool):
            return raw
        spoken = _SPOKEN.get(raw.lower()) if isinstance(raw, str) else None
        return problem("answer.not-yes-or-no") if spoken is None else spoken

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "boolean"}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(integer=int(value))

    def from_cells(self, cells: Sequence[CellValue]) -> Any:
        return None if cells[0].integer is None else bool(cells[0].integer)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        if value is None:
            return ""
        return say(self.spoken(item, choices)["true" if value else "false"], language)

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        return None if value is None else int(value)
