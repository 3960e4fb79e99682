"""Scale: a number from one end to the other, as numbers or as stars. Nothing is chosen beforehand."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.text import Text, both, say
from form_builder.fields.base import CellValue, FieldType, bounds, field_type
from form_builder.fields.numbers import places, read_number
from form_builder.fields.panel import Control
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

LEAST, MOST, MOST_STEPS = 1, 5, 21


@field_type
class ScaleField(FieldType):
    name = "scale"
    label = both("Scale", "量表")
    hint = both("How much, from one end to the other; as numbers or stars.", "程度高低，以數字或星號表示。")
    group = "numbers"
    icon = "star"
    rule_type = "integer"
    column = "integer"
    xlsform = "range"
    figures = True
    may_calculate = False
    paper = "options"
    properties = {
        "min": {"type": "integer", "minimum": -10, "maximum": 100},
        "max": {"type": "integer", "minimum": -9, "maximum": 100},
        "low": {"$ref": "centreline:common#/$defs/text"},
        "high": {"$ref": "centreline:common#/$defs/text"},
        "appearance": {"enum": ["numbers", "stars"]},
    }
    panel = {
        "min": Control(both("Begins at", "起點"), "number", both("1 when left empty.", "留空則為 1。")),
        "max": Control(both("Ends at", "終點"), "number", both("5 when left empty.", "留空則為 5。")),
        "low": Control(both("Words at the beginning", "起點文字"), "words"),
        "high": Control(both("Words at the end", "終點文字"), "words"),
        "appearance": Control(
            both("Looks like", "樣式"), "pick", options={"numbers": both("Numbers", "數字"), "stars": both("Stars", "星號")}
        ),
    }  # fmt: skip

    def reach(self, item: ItemSpec) -> tuple[Any, Any]:
        return ends(item)

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        low, high = ends(item)
        if found := bounds(item, low, high, pointer):
            return found
        count = high - low + 1
        wrong = not 2 <= count <= MOST_STEPS
        return [problem("form.scale-steps", f"{pointer}/max", count=count, most=MOST_STEPS)] if wrong else []

    def marks(self, view: View) -> Mapping[str, Any]:
        low, high = ends(view.item)
        options = view.item.options
        words = {low: view.say(options.get("low")), high: view.say(options.get("high"))}
        steps = [(view.offered(str(n), str(n), n), words.get(n, "")) for n in range(low, high + 1)]
        stars = options.get("appearance") == "stars"
        return {"steps": steps, "low": words[low], "high": words[high], "stars": stars}

    def printed_options(self, item: ItemSpec, choices: Mapping[str, Choice]) -> tuple[Text, ...]:
        low, high = ends(item)
        words = {low: item.options.get("low"), high: item.options.get("high")}
        return tuple(_with_words(step, words.get(step)) for step in range(low, high + 1))

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        number, (low, high) = read_number(raw), ends(item)
        if number is None or places(number) or not low <= number <= high:
            return problem("answer.not-on-scale", least=low, most=high)
        return int(number)

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        low, high = ends(item)
        return {"type": "integer", "minimum": low, "maximum": high}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(integer=value)

    def browser(self, item: ItemSpec) -> dict[str, Any]:
        low, high = ends(item)
        return {"m": [str(low), str(high), 0]}

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        return value


def _with_words(step: int, words: Text | None) -> Text:
    return str(step) if words is None else both(f"{step} {say(words, 'en')}", f"{step} {say(words, 'zh-Hant')}")


def ends(item: ItemSpec) -> tuple[int, int]:
    """The first and the last step."""
    return (LEAST if item.min is None else item.min), (MOST if item.max is None else item.max)
