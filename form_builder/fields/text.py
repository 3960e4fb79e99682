"""Text: one line."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import re2

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import FieldType, field_type
from form_builder.fields.panel import Control
from form_builder.spec import Choice, ItemSpec

_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\u0085": "\n"})


@field_type
class TextField(FieldType):
    name = "text"
    label = both("Text", "文字")
    hint = both("A name, a place, a few words.", "姓名、地點或簡短文字。")
    icon = "pencil"
    multiline = False
    longest = 255
    properties = {
        "max_length": {"type": "integer", "minimum": 1, "maximum": 255},
        "pattern": {"type": "string", "maxLength": 300},
        "pattern_message": {"$ref": "centreline:common#/$defs/text"},
        "input": {"enum": ["text", "tel", "email"]},
    }
    panel = {
        "max_length": Control(both("Most characters", "最多字數"), "number"),
        "pattern": Control(
            both("Form it must have", "格式要求"), "text",
            both(
                "A regular expression that the whole text must match, such as [A-Z]{2}[0-9]{4}.",
                "整段文字須符合的正則表達式，例如 [A-Z]{2}[0-9]{4}。",
            ),
            rare=True,
        ),
        "pattern_message": Control(both("What to say when it does not", "不符格式時的提示"), "words", rare=True),
        "input": Control(
            both("Keyboard on a phone", "手機鍵盤"), "pick",
            options={"text": both("Letters", "文字"), "tel": both("Telephone", "電話"), "email": both("E-mail", "電郵")},
            rare=True,
        ),
    }  # fmt: skip

    def max_length(self, item: ItemSpec) -> int:
        return item.options.get("max_length", self.longest)

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        pattern = item.options.get("pattern")
        return [] if pattern is None or _compiles(pattern) else [problem("form.bad-pattern", f"{pointer}/pattern")]

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        if not isinstance(raw, str):
            return problem("answer.not-text")
        if raw.isprintable() and unicodedata.is_normalized("NFC", raw):
            text = raw.strip()
        else:
            text = self._tidy(raw)
            if any(_control(character) for character in text):
                return problem("answer.control-characters")
        if len(text) > self.max_length(item):
            return problem("answer.too-long", most=self.max_length(item), length=len(text))
        return self._matched(text, item)

    def reader(self, item: ItemSpec, choices: Mapping[str, Choice]) -> Callable[[Any], Any]:
        longest, free = self.max_length(item), item.options.get("pattern") is None

        def read(raw: Any) -> Any:
            if free and raw.__class__ is str and len(raw) <= longest and raw.isascii() and raw.isprintable():
                return raw.strip() or None
            return self.clean(raw, item, choices)

        return read

    def settle(self, value: Any, item: ItemSpec) -> Any:
        return value[: self.max_length(item)] if isinstance(value, str) else value

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.max_length(item)}

    def _tidy(self, raw: str) -> str:
        text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS))
        return text.strip() if self.multiline else " ".join(text.split("\n")).strip()

    def _matched(self, text: str, item: ItemSpec) -> Any:
        pattern = item.options.get("pattern")
        if not text or pattern is None or re2.fullmatch(pattern, text):
            return text or None
        return problem("answer.pattern", reason=item.options.get("pattern_message") or _NOT_LIKE_THAT)


_NOT_LIKE_THAT = both("This is not written in the form needed here.", "格式不正確。")


def _control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t"


def _compiles(pattern: str) -> bool:
    try:
        re2.compile(pattern)
    except re2.error:
        return False
    return True
