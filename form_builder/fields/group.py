"""Group: items that belong together."""

from engine.language.text import both
from form_builder.fields.base import FieldType, field_type
from form_builder.fields.panel import Control
from form_builder.fields.repeat import ITEMS


@field_type
class GroupField(FieldType):
    """Items that belong together on the page; in the answers they stand at the level of the group itself."""

    name = "group"
    label = both("Group", "群組")
    hint = both("Questions that belong together, shown or hidden as one.", "把相關問題放在一起，一併顯示或隱藏。")
    group = "layout"
    icon = "records"
    rule_type = None
    column = None
    xlsform = "begin_group"
    holds_value = False
    flattens = True
    has_items = True
    may_calculate = False
    paper = "words"
    needs = ("items",)
    properties = {"items": ITEMS, "layout": {"enum": ["stack", "table"]}}
    panel = {
        "layout": Control(
            both("Looks like", "樣式"), "pick",
            options={"stack": both("One under another", "由上而下"), "table": both("Side by side", "並排")},
        )
    }  # fmt: skip
