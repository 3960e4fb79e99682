"""Note: words between the fields."""

from engine.language.text import both
from form_builder.fields.base import FieldType, field_type
from form_builder.fields.panel import Control


@field_type
class NoteField(FieldType):
    """Words between the fields: the label is the text."""

    name = "note"
    label = both("Note", "說明文字")
    hint = both("Words between the questions; asks nothing.", "問題之間的文字，不需作答。")
    group = "layout"
    icon = "info"
    rule_type = None
    column = None
    xlsform = "note"
    holds_value = False
    may_calculate = False
    paper = "words"
    properties = {"tone": {"enum": ["plain", "info", "warn"]}}
    panel = {
        "tone": Control(
            both("Tone", "語氣"), "pick",
            options={"plain": both("Plain", "一般"), "info": both("Good to know", "提示"), "warn": both("Careful", "注意")},
        )
    }  # fmt: skip
