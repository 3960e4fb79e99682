"""Several options of a list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import ABSENT, Body, CellValue, FieldType, Given, bounds, field_type
from form_builder.fields.choice import option_label
from form_builder.fields.own_options import (
    BY,
    BY_PANEL,
    CHOICES_PANEL,
    NONE,
    NONE_PANEL,
    OTHER,
    OTHER_PANEL,
    OWN_LABEL,
    depending,
    own_options,
    say_which,
)
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec


@field_type
class ManyChoiceField(FieldType):
    name = "many_choice"
    label = both("Several choices", "多選")
    hint = both("Any number of several options.", "可選多個選項。")
    group = "choices"
    icon = "check"
    rule_type = "codes"
    column = "codes"
    xlsform = "select_multiple"
    paper = "options"
    has_choices = True
    may_calculate = False
    properties = {
        "min": {"type": "integer", "minimum": 0},
        "max": {"type": "integer", "minimum": 1},
        "choices_by": BY,
        "none": OWN_LABEL,
        "other": OWN_LABEL,
    }
    panel = {
        "choices": CHOICES_PANEL,
        "min": Control(both("Fewest to choose", "最少選項數"), "number"),
        "max": Control(both("Most to choose", "最多選項數"), "number"),
        "choices_by": BY_PANEL,
        "none": NONE_PANEL,
        "other": OTHER_PANEL,
    }

    def scripts(self, item: ItemSpec) -> tuple[str, ...]:
        return ("alone",) if item.options.get("none") else ()

    def derived(self, body: Body, reads: str) -> Body:
        return depending(body, reads)

    def companions(self, body: Body, reads: str) -> Iterator[Body]:
        if body.get("other"):
            yield say_which(body, {"contains": [{reads: body["key"]}, OTHER]})

    def more_choices(self, body: Body) -> Iterator[Choice]:
        yield from own_options(body, ("other", "none"))

    def marks(self, view: View) -> Mapping[str, Any]:
        return {"alone": NONE if view.item.options.get("none") else ""}

    def posted(self, name: str, given: Given) -> Any:
        keys = given(name)
        return ABSENT if keys is None else [key for key in keys if key]

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        return bounds(item, item.min, item.max, pointer)

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        given = cast(list[Any], raw if isinstance(raw, list) else [raw])
        if not all(isinstance(key, str) and key in choices for key in given):
            return problem("answer.not-on-list")
        chosen = list(dict.fromkeys(cast(list[str], given)))
        if item.options.get("none") and NONE in chosen:
            return chosen if len(chosen) == 1 else problem("answer.none-and-more", option=choices[NONE].label)
        if item.min is not None and len(chosen) < item.min:
            return problem("answer.too-few-choices", least=item.min)
        if item.max is not None and len(chosen) > item.max:
            return problem("answer.too-many-choices", most=item.max)
        return chosen

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        one: dict[str, Any] = {"type": "string"}
        if item.inline and item.choices is None:
            one["enum"] = [c.key for c in item.inline]
        return {"type": "array", "items": one, "uniqueItems": True}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        for key in value:
            yield CellValue(text=key)

    def from_cells(self, cells: Sequence[CellValue]) -> Any:
        return tuple(cell.text for cell in cells)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        between = "、" if language == "zh-Hant" else ", "
        return between.join(option_label(key, choices, language) for key in value or ())
