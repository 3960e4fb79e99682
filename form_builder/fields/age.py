"""Age in whole years, told from a date on the form, on the day of writing or on a day that the form asks for."""

from typing import Any

from engine.language.text import both
from form_builder.fields.base import Body, field_type
from form_builder.fields.integer import IntegerField
from form_builder.fields.panel import Control
from form_builder.spec import ItemSpec


@field_type
class AgeField(IntegerField):
    name = "age"
    label = both("Age from a date", "由日期計算年齡")
    hint = both("Whole years between a date of birth and a day.", "由出生日期至某日的足歲年齡。")
    group = "dates"
    icon = "user"
    xlsform = "calculate"
    needs = ("of",)
    properties = {"of": {"$ref": "#/$defs/name"}, "on": {"$ref": "#/$defs/name"}}
    panel = {
        "of": Control(both("Date of birth", "出生日期"), "field", both("A date field beside this one.", "同一層的日期欄位。")),
        "on": Control(both("On the day of", "計算日期"), "field", both("Today when left empty.", "留空則為今天。")),
    }  # fmt: skip

    @property
    def widget(self) -> str:
        return "form_builder/fields/_computed.html"

    def derived(self, body: Body, reads: str) -> Body:
        days = [{reads: body[name]} for name in ("of", "on") if name in body]
        return body if not days else {**body, "calculate": {"age": days}}

    def browser(self, item: ItemSpec) -> dict[str, Any]:
        return {}
