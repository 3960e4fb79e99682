"""One option of a list: all in view, folded away, or found by typing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.language.problems import problem
from engine.language.text import both, say
from form_builder.fields.base import Body, FieldType, field_type
from form_builder.fields.own_options import (
    BY,
    BY_PANEL,
    CHOICES_PANEL,
    OTHER,
    OTHER_PANEL,
    OWN_LABEL,
    depending,
    found_by_label,
    own_options,
    say_which,
)
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

MOST_CARDS = 7


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
    properties = {
        "appearance": {"enum": ["radio", "list", "scale", "search"]},
        "choices_by": BY,
        "other": OWN_LABEL,
    }
    panel = {
        "choices": CHOICES_PANEL,
        "appearance": Control(
            both("Looks like", "樣式"), "pick",
            options={
                "radio": both("All options in view", "全部列出"), "list": both("A list that folds away", "下拉清單"),
                "scale": both("A scale", "量表"), "search": both("Found by typing", "輸入文字搜尋"),
            },
        ),
        "choices_by": BY_PANEL,
        "other": OTHER_PANEL,
    }  # fmt: skip

    def scripts(self, item: ItemSpec) -> tuple[str, ...]:
        return () if self.in_browser(item) else ("combo",)

    def in_browser(self, item: ItemSpec) -> bool:
        return item.options.get("appearance") != "search"

    def derived(self, body: Body, reads: str) -> Body:
        return depending(body, reads)

    def companions(self, body: Body, reads: str) -> Iterator[Body]:
        if body.get("other"):
            yield say_which(body, {"==": [{reads: body["key"]}, OTHER]})

    def more_choices(self, body: Body) -> Iterator[Choice]:
        yield from own_options(body, ("other",))

    def marks(self, view: View) -> Mapping[str, Any]:
        wanted, choices = view.item.options.get("appearance"), view.choices
        return {
            "as_list": wanted == "list" or (wanted is None and len(choices) > MOST_CARDS),
            "as_search": wanted == "search",
            "words": view.shown(lambda raw: option_label(raw, choices, view.language) if isinstance(raw, str) else ""),
            "chosen": view.shown(lambda raw: raw if isinstance(raw, str) and raw in choices else ""),
        }

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        if isinstance(raw, str) and raw not in choices and not self.in_browser(item):
            raw = found_by_label(raw, choices)
        if not isinstance(raw, str) or raw not in choices:
            return problem("answer.not-on-list")
        return raw

    def reader(self, item: ItemSpec, choices: Mapping[str, Choice]) -> Callable[[Any], Any]:
        return lambda raw: raw if raw.__class__ is str and raw in choices else self.clean(raw, item, choices)

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        named = item.inline if item.choices is None else ()
        return {"type": "string", "enum": [c.key for c in named]} if named else {"type": "string"}

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return option_label(value, choices, language)

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        return choices[value].score if value in choices else None


def option_label(key: Any, choices: Mapping[str, Choice], language: str) -> str:
    """The option's label; a key that the list has lost is shown as it is."""
    if key is None:
        return ""
    return say(choices[key].label, language, str(key)) if key in choices else str(key)
