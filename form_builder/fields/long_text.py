"""Long text: paragraphs."""

from engine.language.text import both
from form_builder.fields.text import TextField


class LongTextField(TextField):
    name = "long_text"
    label = both("Long text", "長文字")
    multiline = True
    longest = 10_000
    properties = {
        "max_length": {"type": "integer", "minimum": 1, "maximum": 10_000},
        "rows": {"type": "integer", "minimum": 2, "maximum": 20},
    }
