"""Several options of a list."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, bounds
from form_builder.fields.choice import option_label
from form_builder.spec import Choice, ItemSpec


class ManyChoiceField(FieldType):
    name = "many_choice"
    label = both("Several choices", "多選")
    rule_type = "codes"
    column = "choice"
    xlsform = "select_multiple"
    has_choices = True
    may_calculate = False
    properties = {
        "min": {"type": "integer", "minimum": 0},
        "max": {"type": "integer", "minimum": 1},
    }

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bounds(item, item.min, item.max, pointer)

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        given = cast(list[Any], raw if isinstance(raw, list) else [raw])
        if not all(isinstance(key, str) and key in choices for key in given):
            return problem("answer.not-on-list")
        chosen = list(dict.fromkeys(cast(list[str], given)))
        if item.min is not None and len(chosen) < item.min:
            return problem("answer.too-few-choices", least=item.min)
        if item.max is not None and len(chosen) > item.max:
            return problem("answer.too-many-choices", most=item.max)
        return chosen

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        one: dict[str, Any] = {"type": "string"}
        if item.inline:
            one["enum"] = [c.key for c in item.inline]
        return {"type": "array", "items": one, "uniqueItems": True}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        for key in value:
            yield CellValue(text=key)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        between = "、" if language == "zh-Hant" else ", "
        return between.join(option_label(key, choices, language) for key in value or ())
