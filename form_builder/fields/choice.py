"""One option of a list."""

from collections.abc import Mapping
from typing import Any

from engine.language.problems import problem
from engine.language.text import both, say
from form_builder.fields.base import FieldType, field_type
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

MOST_CARDS = 7
CHOICES = Control(
    both("Options", "選項"), "choices", both("A list, or options of its own.", "選用清單，或自行列出選項。")
)


@field_type
class ChoiceField(FieldType):
    name = "choice"
    label = both("Choice", "單選")
    hint = both("One of several options.", "從多個選項中選一個。")
    group = "choices"
    icon = "check"
    column = "choice"
    xlsform = "select_one"
    paper = "options"
    has_choices = True
    properties = {"appearance": {"enum": ["radio", "list", "scale"]}}
    panel = {
        "choices": CHOICES,
        "appearance": Control(
            both("Looks like", "樣式"), "pick",
            options={
                "radio": both("All options in view", "全部列出"), "list": both("A list that folds away", "下拉清單"),
                "scale": both("A scale", "量表"),
            },
        ),
    }  # fmt: skip

    def marks(self, view: View) -> Mapping[str, Any]:
        wanted = view.item.options.get("appearance")
        return {"as_list": wanted == "list" or (wanted is None and len(view.choices) > MOST_CARDS)}

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        if not isinstance(raw, str) or raw not in choices:
            return problem("answer.not-on-list")
        return raw

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "string", "enum": [c.key for c in item.inline]} if item.inline else {"type": "string"}

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return option_label(value, choices, language)

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        return choices[value].score if value in choices else None


def option_label(key: Any, choices: Mapping[str, Choice], language: str) -> str:
    """The option's label; a key that the list has lost is shown as it is."""
    if key is None:
        return ""
    return say(choices[key].label, language, str(key)) if key in choices else str(key)
