"""Decimals: exact, as strings on the wire."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, bounds, field_type
from form_builder.fields.numbers import exact_limits, limit, limits, read_number, rounded, storable, within
from form_builder.fields.panel import LEAST, MOST, UNIT, Control
from form_builder.spec import Choice, ItemSpec

NUMBER = {"type": ["string", "integer"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}


@field_type
class DecimalField(FieldType):
    name = "decimal"
    label = both("Decimal number", "小數")
    hint = both("A measure, such as 36.5.", "度量數字，例如 36.5。")
    group = "numbers"
    icon = "chart"
    rule_type = "decimal"
    column = "decimal"
    xlsform = "decimal"
    figures = True
    properties = {
        "min": NUMBER,
        "max": NUMBER,
        "scale": {"type": "integer", "minimum": 0, "maximum": 6},
        "unit": {"$ref": "centreline:common#/$defs/text"},
    }
    panel = {
        "min": LEAST,
        "max": MOST,
        "scale": Control(both("Digits after the point", "小數位數"), "number"),
        "unit": UNIT,
    }

    def scale(self, item: ItemSpec) -> int:
        return item.options.get("scale", 2)

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bounds(item, limit(item.min), limit(item.max), pointer)

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        number = read_number(raw)
        if number is None:
            return problem("answer.not-a-number")
        scale = self.scale(item)
        exact = rounded(number, scale)
        if exact != number:
            return problem("answer.too-precise", places=scale)
        return within(exact, item, scale) or exact

    def reader(self, item: ItemSpec, choices: Mapping[str, Choice]) -> Callable[[Any], Any]:
        scale = self.scale(item)
        low, high = exact_limits(item, scale)
        written = re.compile(rf"-?[0-9]{{1,20}}\.[0-9]{{{scale}}}", re.ASCII) if scale else None

        def read(raw: Any) -> Any:
            if written and raw.__class__ is str and written.fullmatch(raw):
                number = Decimal(raw)
                if low <= number <= high:
                    return number
            return self.clean(raw, item, choices)

        return read

    def settle(self, value: Any, item: ItemSpec) -> Any:
        if value is None:
            return None
        number, scale = Decimal(value), self.scale(item)
        return rounded(number, scale) if storable(number, scale) else problem("answer.result-too-big")

    def to_wire(self, value: Any) -> Any:
        return f"{value:f}"

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(integer=int(value.scaleb(self.scale(item))))

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return "" if value is None else f"{value:,f}"

    def browser(self, item: ItemSpec) -> dict[str, Any]:
        return limits(item, self.scale(item))

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        return value
