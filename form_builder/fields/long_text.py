"""Long text: paragraphs."""

from collections.abc import Mapping
from typing import Any

from engine.language.text import both
from form_builder.fields.base import field_type
from form_builder.fields.panel import Control
from form_builder.fields.text import TextField
from form_builder.fields.view import View
from form_builder.spec import ItemSpec


@field_type
class LongTextField(TextField):
    name = "long_text"
    label = both("Long text", "長文字")
    hint = both("Sentences and paragraphs.", "句子和段落。")
    paper = "lines"
    multiline = True
    longest = 10_000
    properties = {
        "max_length": {"type": "integer", "minimum": 1, "maximum": 10_000},
        "rows": {"type": "integer", "minimum": 2, "maximum": 20},
        "guide": {"type": "integer", "minimum": 10, "maximum": 10_000},
    }
    panel = {
        "max_length": Control(both("Most characters", "最多字數"), "number"),
        "rows": Control(both("Lines to begin with", "起始行數"), "number"),
        "guide": Control(
            both("About so many characters", "建議字數"), "number",
            both("Counted as one writes; more may be written.", "填寫時會顯示字數；可以超過。"),
        ),
    }  # fmt: skip

    def scripts(self, item: ItemSpec) -> tuple[str, ...]:
        return ("guide",) if self._counts(item) else ()

    def marks(self, view: View) -> Mapping[str, Any]:
        return {"guide": view.item.options.get("guide", view.item.options.get("max_length", ""))}

    def _counts(self, item: ItemSpec) -> bool:
        return "guide" in item.options or "max_length" in item.options
