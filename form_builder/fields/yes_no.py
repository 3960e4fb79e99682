"""Yes or no."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.language.problems import problem
from engine.language.text import both, say
from form_builder.fields.base import CellValue, FieldType
from form_builder.spec import Choice, ItemSpec

YES, NO = both("Yes", "是"), both("No", "否")
_SPOKEN = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class YesNoField(FieldType):
    name = "yes_no"
    label = both("Yes or no", "是非題")
    rule_type = "boolean"
    column = "boolean"
    xlsform = "select_one yes_no"
    properties = {
        "yes": {"$ref": "centreline:common#/$defs/text"},
        "no": {"$ref": "centreline:common#/$defs/text"},
    }

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        if isinstance(raw, bool):
            return raw
        spoken = _SPOKEN.get(raw.lower()) if isinstance(raw, str) else None
        return problem("answer.not-yes-or-no") if spoken is None else spoken

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "boolean"}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(integer=int(value))

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        if value is None:
            return ""
        return say(item.options.get("yes", YES) if value else item.options.get("no", NO), language)

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        return None if value is None else int(value)
