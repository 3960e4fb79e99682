"""Ranking: options in an order of preference. The answer is the list of their keys, the first one first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.language.problems import problem
from engine.language.text import both
from form_builder.fields.base import ABSENT, CellValue, FieldType, Given, field_type, is_empty
from form_builder.fields.choice import option_label
from form_builder.fields.own_options import CHOICES_PANEL
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec


@field_type
class RankingField(FieldType):
    name = "ranking"
    label = both("Ranking", "排序題")
    hint = both("Options put in order, the most important first.", "把選項排序，最重要的在前。")
    group = "choices"
    icon = "up"
    rule_type = "codes"
    unit = "ranks"
    column = "codes"
    xlsform = "rank"
    has_choices = True
    may_calculate = False
    paper = "options"
    script = "ranking"
    properties = {"top": {"type": "integer", "minimum": 1, "maximum": 50}}
    panel = {
        "choices": CHOICES_PANEL,
        "top": Control(
            both("How many places", "排列名次數目"), "number", both("All of them when left empty.", "留空則須排列全部。")
        ),
    }  # fmt: skip

    @property
    def reads(self) -> str:
        return "parts"

    def marks(self, view: View) -> Mapping[str, Any]:
        rows = [(key, view.say(choice.label), view.shown(_place_in(key))) for key, choice in view.choices.items()]
        return {"rows": rows, "wanted": wanted(view.item, view.choices)}

    def posted(self, name: str, given: Given) -> Any:
        """Every option has a control of its own, for the number of its place."""
        keys = given(f"{name}._of")
        if keys is None:
            return ABSENT
        places = {key: numbers[-1] for key in keys if (numbers := given(f"{name}.{key}")) and numbers[-1].strip()}
        return places or None

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        order = _in_order(raw) if isinstance(raw, Mapping) else raw
        if isinstance(order, str):
            return problem("answer.ranked-twice", place=order)
        if not isinstance(order, list) or not all(isinstance(key, str) and key in choices for key in order):
            return problem("answer.not-on-list")
        count = wanted(item, choices)
        if len(set(order)) != len(order) or len(order) != count:
            return problem("answer.not-all-ranked", count=len(set(order)), wanted=count)
        return order

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string"}, "uniqueItems": True}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        for key in value:
            yield CellValue(text=key)

    def from_cells(self, cells: Sequence[CellValue]) -> Any:
        return tuple(cell.text for cell in cells)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        between = "；" if language == "zh-Hant" else "; "
        return between.join(f"{n}. {option_label(key, choices, language)}" for n, key in enumerate(value or (), 1))


def wanted(item: ItemSpec, choices: Mapping[str, Choice]) -> int:
    """How many places must be given."""
    return min(item.options.get("top", len(choices)), len(choices))


def _in_order(places: Mapping[str, Any]) -> list[str] | str:
    """The keys by the numbers typed beside them; the number that is none or stands twice."""
    found: dict[int, str] = {}
    for key, typed in places.items():
        if is_empty(typed):
            continue
        number = (
            int(typed) if isinstance(typed, str | int) and str(typed).strip().isdecimal() and len(str(typed)) < 4 else 0
        )
        if number < 1 or number in found:
            return str(typed)[:20]
        found[number] = str(key)
    return [found[number] for number in sorted(found)]


def _place_in(key: str) -> Any:
    def place(raw: Any) -> str:
        if isinstance(raw, Mapping):
            return str(raw.get(key, ""))
        return str(raw.index(key) + 1) if isinstance(raw, list) and key in raw else ""

    return place
