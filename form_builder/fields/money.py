"""Money in Hong Kong dollars, exact to the cent."""

from collections.abc import Mapping
from typing import Any

from engine.language.text import both
from form_builder.fields.base import field_type
from form_builder.fields.decimal_ import NUMBER, DecimalField
from form_builder.fields.panel import LEAST, MOST
from form_builder.spec import Choice, ItemSpec


@field_type
class MoneyField(DecimalField):
    name = "money"
    label = both("Money (HK$)", "金額（港幣）")
    hint = both("An amount in Hong Kong dollars, exact to the cent.", "港幣金額，準確至分。")
    rule_type = "money"
    column = "money"
    properties = {"min": NUMBER, "max": NUMBER}
    panel = {"min": LEAST, "max": MOST}

    def scale(self, item: ItemSpec) -> int:
        return 2

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        if value is None:
            return ""
        return f"{'-' if value < 0 else ''}HK${abs(value):,.2f}"
