"""Whole numbers."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, bounds, field_type
from form_builder.fields.numbers import limit, limits, places, read_number, rounded, storable, whole_limits, within
from form_builder.fields.panel import LEAST, MOST, UNIT
from form_builder.spec import Choice, ItemSpec


@field_type
class IntegerField(FieldType):
    name = "integer"
    label = both("Whole number", "整數")
    hint = both("How many: counted things.", "數量：可逐一點算。")
    group = "numbers"
    icon = "chart"
    rule_type = "integer"
    column = "integer"
    xlsform = "integer"
    figures = True
    properties = {
        "min": {"type": "integer"},
        "max": {"type": "integer"},
        "unit": {"$ref": "centreline:common#/$defs/text"},
    }
    panel = {"min": LEAST, "max": MOST, "unit": UNIT}

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bounds(item, limit(item.min), limit(item.max), pointer)

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        number = read_number(raw)
        if number is None or places(number):
            return problem("answer.not-a-whole-number")
        return within(number, item, 0) or int(number)

    def reader(self, item: ItemSpec, choices: Mapping[str, Choice]) -> Callable[[Any], Any]:
        low, high = whole_limits(item)

        def read(raw: Any) -> Any:
            if raw.__class__ is int and low <= raw <= high:
                return raw
            return self.clean(raw, item, choices)

        return read

    def settle(self, value: Any, item: ItemSpec) -> Any:
        if value is None:
            return None
        number = Decimal(value)
        return int(rounded(number, 0)) if storable(number, 0) else problem("answer.result-too-big")

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        found = {"minimum": item.min, "maximum": item.max}
        return {"type": "integer"} | {name: value for name, value in found.items() if value is not None}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(integer=value)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return "" if value is None else f"{value:,}"

    def browser(self, item: ItemSpec) -> dict[str, Any]:
        return limits(item, 0)

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        return value
