"""Section: a heading within a page."""

from engine.language.text import both
from form_builder.fields.base import FieldType, field_type


@field_type
class SectionField(FieldType):
    """A heading within a page: the label is the heading, the hint an opening sentence."""

    name = "section"
    label = both("Section heading", "小標題")
    hint = both("A heading that parts a long page.", "把長頁面分段的標題。")
    group = "layout"
    icon = "menu"
    rule_type = None
    column = None
    xlsform = "note"
    holds_value = False
    may_calculate = False
    paper = "words"
