"""Codes of a classification with qualifiers, as the WHO's ICF writes them: `d510.2`, `d4402.23`, `e310+3`.

The answer is the notation itself. After the point stands how great the problem is: of activities and participation
first the performance, then the capacity (`d510._3` when only the capacity is known); of environmental factors how great
a barrier is, or after a plus how great a facilitator.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from engine.language.problems import Problem, problem
from engine.language.text import Text, both, say
from form_builder.fields.base import CellValue, FieldType, field_type
from form_builder.fields.panel import Control
from form_builder.fields.parts import given_part, options_in
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

PARTS = ("code", "sign", "performance", "capacity")
_NOTATION = re.compile(r"([a-z][0-9]{1,5})(?:([.+])([0-9_])([0-9_])?)?", re.ASCII)
_ENVIRONMENT, _ACTIVITIES = "e", "d"
EXTENTS: Mapping[str, Text] = {
    "0": both("no problem", "沒有困難"),
    "1": both("mild problem", "輕微困難"),
    "2": both("moderate problem", "中度困難"),
    "3": both("severe problem", "嚴重困難"),
    "4": both("complete problem", "完全困難"),
    "8": both("not specified", "未有註明"),
    "9": both("not applicable", "不適用"),
}
_DEGREES: Mapping[str, Text] = {
    "0": both("no", "沒有"),
    "1": both("mild", "輕微"),
    "2": both("moderate", "中度"),
    "3": both("severe", "嚴重"),
    "4": both("complete", "完全"),
}
_GREAT = {"3": both("substantial", "相當大"), "1": _DEGREES["1"], "2": _DEGREES["2"]}
SIGNS: Mapping[str, Text] = {".": both("barrier", "障礙"), "+": both("facilitator", "促進因素")}
PERFORMANCE, CAPACITY = both("performance", "現況表現"), both("capacity", "能力")


@dataclass(frozen=True)
class Coded:
    """A notation taken apart: `e310+3` is code `e310`, sign `+`, first qualifier `3`; "" where there is none."""

    code: str
    sign: str = ""
    first: str = ""
    second: str = ""

    @property
    def notation(self) -> str:
        return f"{self.code}{self.sign}{self.first}{self.second}"

    @property
    def component(self) -> str:
        return self.code[:1]


def read_notation(text: str) -> Coded | None:
    """The parts of a notation as people write it (spaces, capitals, full-width signs), or None."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    found = _NOTATION.fullmatch(plain)
    return Coded(*(part or "" for part in found.groups())) if found else None


@field_type
class ClassificationField(FieldType):
    name = "classification"
    label = both("Classification code", "分類編碼")
    hint = both("A code of a list, such as the ICF, with qualifiers.", "清單內的編碼（例如 ICF）及限定值。")
    group = "choices"
    icon = "code"
    unit = "notation"
    script = "classification"
    rules_name_options = False
    column = "choice"
    has_choices = True
    may_calculate = False
    parts = PARTS
    properties = {
        "code": {"type": "string", "maxLength": 20},
        "qualifiers": {"enum": ["none", "performance", "both"]},
    }
    panel = {
        "choices": Control(both("Codes", "編碼清單"), "choices"),
        "code": Control(
            both("One code only", "固定編碼"), "text", both("Then only its qualifiers are asked.", "只需填寫限定值。")
        ),
        "qualifiers": Control(
            both("Qualifiers", "限定值"), "pick",
            options={
                "none": both("None", "不設"), "performance": both("The first", "第一個"), "both": both("Both", "兩個"),
            },
        ),
    }  # fmt: skip

    def marks(self, view: View) -> Mapping[str, Any]:
        fixed = view.item.options.get("code", "")
        return {
            "fixed": fixed,
            "title": view.say(view.choices[fixed].label) if fixed in view.choices else "",
            "groups": () if fixed else _groups(view),
            "signs": options_in(view, SIGNS.items(), lambda raw: _shown(raw).sign),
            "first": options_in(view, EXTENTS.items(), lambda raw: _shown(raw).first),
            "second": options_in(view, EXTENTS.items(), lambda raw: _shown(raw).second),
            "notation": view.shown(lambda raw: _shown(raw).notation if raw else fixed),
            "qualified": view.item.options.get("qualifiers", "both") != "none",
            "doubly": _doubly(view.item),
            "signed": fixed[:1] in {"", _ENVIRONMENT},
        }

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        code = item.options.get("code")
        listed = not item.inline or code in {choice.key for choice in item.inline}
        return [] if code is None or listed else [problem("form.code-not-on-list", f"{pointer}/code", name=code)]

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        coded = _put_together(raw, item)
        if coded is None:
            return problem("answer.not-a-classification")
        if not coded.code or ("code" in item.options and not coded.first):
            return None
        return _wrong(coded, item, choices) or coded.notation

    def chosen(self, value: Any) -> list[str]:
        """The options that the answer names: its code."""
        coded = read_notation(value)
        return [coded.code] if coded else []

    def printed_options(self, item: ItemSpec, choices: Mapping[str, Choice]) -> tuple[Text, ...]:
        """The qualifiers of a fixed code; the codes of a list, where one is chosen."""
        if "code" not in item.options:
            return tuple(_named(choices[key]) for key in choices if key in codable(choices))
        digits = {} if item.options.get("qualifiers") == "none" else EXTENTS
        return tuple(_numbered(digit, words) for digit, words in digits.items())

    def printed_rows(self, item: ItemSpec) -> tuple[Text, ...]:
        return (PERFORMANCE, CAPACITY) if "code" in item.options and _doubly(item) else ()

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[a-z][0-9]{1,5}([.+][0-9_][0-9_]?)?$"}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        for code in self.chosen(value):
            yield CellValue(text=code)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        coded = read_notation(value) if isinstance(value, str) else None
        if coded is None:
            return value or ""
        title = say(choices[coded.code].label, language) if coded.code in choices else ""
        qualified = "; ".join(in_words(coded, language)) if language == "en" else "；".join(in_words(coded, language))
        between = ": " if language == "en" else "："
        named = f"{coded.notation} {title}".strip()
        return f"{named}{between}{qualified}" if qualified else named

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        """The extent of the problem, 0 to 4; what is not specified or not applicable does not count."""
        coded = read_notation(value) if isinstance(value, str) else None
        counts = coded is not None and coded.first in _DEGREES and coded.sign != "+"
        return int(cast(Coded, coded).first) if counts else None


def _doubly(item: ItemSpec) -> bool:
    """Whether it asks for both qualifiers."""
    return item.options.get("qualifiers", "both") == "both" and item.options.get("code", "")[:1] in {"", _ACTIVITIES}


def _named(choice: Choice) -> Text:
    return _numbered(choice.key, choice.label)


def _numbered(key: str, words: Text) -> Text:
    return both(*(f"{key} {say(words, language)}" for language in ("en", "zh-Hant")))


def _groups(view: View) -> list[Mapping[str, Any]]:
    """The codes under the headings of their chapters, in the order of the list."""
    offered, found = codable(view.choices), list[dict[str, Any]]()
    for choice in view.choices.values():
        if choice.key not in offered:
            found.append({"label": f"{choice.key} {view.say(choice.label)}", "of": []})
            continue
        if not found:
            found.append({"label": "", "of": []})
        found[-1]["of"].append((choice.key, f"{choice.key} {view.say(choice.label)}"))
    made = ({**group, "of": options_in(view, group["of"], lambda raw: _shown(raw).code)} for group in found)
    return [group for group in made if group["of"]]


def _shown(raw: Any) -> Coded:
    """What the controls show of an answer, right or wrong."""
    if isinstance(raw, Mapping):
        return Coded(*(given_part(raw, part) for part in PARTS))
    return (read_notation(raw) if isinstance(raw, str) else None) or Coded("")


def _put_together(raw: Any, item: ItemSpec) -> Coded | None:
    """The notation that was typed, or the one that the controls make together."""
    if isinstance(raw, str):
        return read_notation(raw)
    if not isinstance(raw, Mapping) or not set(cast(Mapping[Any, Any], raw)) <= set(PARTS):
        return None
    given = {name: words for name, words in cast(Mapping[str, Any], raw).items() if words}
    if not all(isinstance(words, str) and len(words) <= 20 for words in given.values()):
        return None
    code = item.options.get("code") or given.get("code", "")
    if not code:
        return Coded("")
    first, second = given.get("performance", ""), given.get("capacity", "")
    first = first or ("_" if second else "")
    return read_notation(f"{code}{given.get('sign', '.') if first else ''}{first}{second}")


def _wrong(coded: Coded, item: ItemSpec, choices: Mapping[str, Choice]) -> Problem | None:
    if coded.code not in codable(choices) or coded.code != item.options.get("code", coded.code):
        return problem("answer.not-on-list")
    if coded.sign == "+" and coded.component != _ENVIRONMENT:
        return problem("answer.no-facilitator", name=coded.code)
    if coded.second and (coded.component != _ACTIVITIES or item.options.get("qualifiers", "both") != "both"):
        return problem("answer.one-qualifier", name=coded.code)
    if coded.first and item.options.get("qualifiers") == "none":
        return problem("answer.no-qualifier", name=coded.code)
    return _unknown_qualifier(coded)


def _unknown_qualifier(coded: Coded) -> Problem | None:
    known = {*EXTENTS, ""}
    missing_first = coded.first == "_" and coded.second in EXTENTS
    if (coded.first in known or missing_first) and coded.second in known | {"_"}:
        return None
    return problem("answer.no-such-qualifier")


def codable(choices: Mapping[str, Choice]) -> frozenset[str]:
    """What may be chosen: in a list with chapters every entry that stands in one, in a flat list all."""
    inside = frozenset(choice.key for choice in choices.values() if choice.parent is not None)
    return inside or frozenset(choices)


def in_words(coded: Coded, language: str) -> list[str]:
    """What the qualifiers say, one sentence each: `moderate problem (performance)`, `severe barrier`."""
    if coded.component == _ENVIRONMENT and coded.first:
        return [_environment(coded, language)]
    named = [(coded.first, PERFORMANCE), (coded.second, CAPACITY)]
    said = [(say(EXTENTS[digit], language), say(of, language)) for digit, of in named if digit in EXTENTS]
    if coded.component != _ACTIVITIES:
        return [extent for extent, _ in said]
    return [f"{extent} ({of})" if language == "en" else f"{of}：{extent}" for extent, of in said]


def _environment(coded: Coded, language: str) -> str:
    sign = say(SIGNS[coded.sign], language)
    if coded.first in {"8", "9"}:
        return f"{sign}, {say(EXTENTS[coded.first], language)}" if language == "en" else _joined(sign, coded.first)
    degrees = {**_DEGREES, **(_GREAT if coded.sign == "+" else {})}
    between = " " if language == "en" else ""
    return f"{say(degrees[coded.first], language)}{between}{sign}"


def _joined(sign: str, digit: str) -> str:
    return f"{sign}（{say(EXTENTS[digit], 'zh-Hant')}）"
