"""Long text: paragraphs."""

from engine.language.text import both
from form_builder.fields.base import field_type
from form_builder.fields.panel import Control
from form_builder.fields.text import TextField


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
    }
    panel = {
        "max_length": Control(both("Most characters", "最多字數"), "number"),
        "rows": Control(both("Lines to begin with", "起始行數"), "number"),
    }
