"""One option of a list."""

from collections.abc import Mapping
from typing import Any

from engine.language.problems import problem
from engine.language.text import both, say
from form_builder.fields.base import FieldType
from form_builder.spec import Choice, ItemSpec


class ChoiceField(FieldType):
    name = "choice"
    label = both("Choice", "單選")
    column = "choice"
    xlsform = "select_one"
    has_choices = True
    properties = {"appearance": {"enum": ["radio", "list", "scale"]}}

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
