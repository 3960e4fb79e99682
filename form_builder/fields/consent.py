"""Consent statements: the answer keeps the very words that were agreed to, their edition, the language in which they
were shown and the moment. Without agreement there is no answer; an answer for other words is refused.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from engine.language.problems import Problem, problem
from engine.language.text import LANGUAGES, both, missing_languages, say
from form_builder.fields.base import CellValue, FieldType, field_type
from form_builder.fields.date_ import write_date
from form_builder.fields.panel import Control
from form_builder.fields.parts import given_part, texts_in
from form_builder.fields.stamping import Stamp, moment_of
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

AGREED = "agreed"
PARTS = (AGREED, "text", "language", "edition", "at")
YES, WORDS = both("Agreed", "同意"), both("I agree", "本人同意")


@field_type
class ConsentField(FieldType):
    name = "consent"
    label = both("Consent statement", "同意聲明")
    hint = both("Words to agree to; the answer keeps them.", "須同意的聲明；答案會儲存原文。")
    group = "people"
    icon = "check"
    rule_type = "boolean"
    travels = False
    unit = "agreed"
    paper = "boxes"
    column = "boolean"
    xlsform = "acknowledge"
    may_calculate = False
    parts = PARTS
    properties = {
        "statement": {"$ref": "centreline:common#/$defs/text"},
        "edition": {"type": "string", "minLength": 1, "maxLength": 40},
        "agree": {"$ref": "centreline:common#/$defs/text"},
    }
    needs = ("statement", "edition")
    panel = {
        "statement": Control(both("What is agreed to", "同意的內容"), "paragraph"),
        "edition": Control(
            both("Edition", "版次"), "text", both("Change it whenever the words change.", "內容有改動時須一併更改。")
        ),
        "agree": Control(both("Words beside the box", "方格旁的文字"), "words"),
    }

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        statement = item.options.get("statement")
        if not say(statement, "en"):
            return [problem("form.consent-without-words", pointer)]
        found = [] if item.options.get("edition") else [problem("form.consent-without-edition", pointer)]
        if lacking := missing_languages(statement):
            found.append(problem("form.consent-one-language", f"{pointer}/statement", languages=", ".join(lacking)))
        return found

    def marks(self, view: View) -> Mapping[str, Any]:
        options, language = view.item.options, view.language
        statement = say(options.get("statement"), language)
        return {
            "statement": view.shown(lambda raw: given_part(raw, "text") or statement),
            "edition": options.get("edition", ""),
            "language": view.shown(lambda raw: given_part(raw, "language") or language),
            "agree": view.say(options.get("agree", WORDS)),
            "checked": view.flag(" checked", _agrees),
            "when": view.shown(lambda raw: _when(raw, language)),
        }

    def stamped(self, raw: Any, before: Any, item: ItemSpec, stamp: Stamp) -> Any:
        """The agreement with the words that the reader saw; one that was given for the same words stays as it was."""
        if not _agrees(raw):
            return None
        language = _language(raw) or stamp.language
        text, edition = say(item.options["statement"], language), item.options["edition"]
        if isinstance(before, Mapping) and (before.get("text"), before.get("edition")) == (text, edition):
            return before
        return {AGREED: True, "text": text, "language": language, "edition": edition, "at": stamp.moment}

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        if not _agrees(raw):
            return problem("answer.not-a-consent") if not isinstance(raw, Mapping) else None
        given: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {AGREED: True}
        if "text" not in given:
            return {AGREED: True, **({"language": _language(given)} if _language(given) else {})}
        shown = {say(item.options["statement"], language) for language in LANGUAGES}
        if given.get("text") not in shown or given.get("edition") != item.options["edition"]:
            return problem("answer.consent-to-other-words")
        return dict(given)

    def typed(self, wire: Any) -> Any:
        return {AGREED: True, **(texts_in(wire, PARTS) or {})} if isinstance(wire, Mapping) and _agrees(wire) else None

    def rule_value(self, value: Any) -> Any:
        return True

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        text: dict[str, Any] = {"type": "string"}
        named = {AGREED: {"const": True}, "text": text, "edition": text, "language": {"enum": list(LANGUAGES)}}
        at = {"type": "string", "format": "date-time"}
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [AGREED],
            "properties": {**named, "at": at},
        }

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(integer=1)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        if not value:
            return ""
        agreed, when = say(YES, language), _when(value, language)
        if not when:
            return agreed
        edition, words = value.get("edition", ""), value.get("text", "")
        if language == "zh-Hant":
            return f"{agreed}（{when}，第 {edition} 版）：「{words}」"
        return f"{agreed} ({when}, edition {edition}): “{words}”"


def _when(raw: Any, language: str) -> str:
    """The moment of the agreement in words; "" when there is none."""
    at = moment_of(given_part(raw, "at"))
    return f"{write_date(at, language)} {at:%H:%M}" if at else ""


def _agrees(raw: Any) -> bool:
    given = cast(Mapping[str, Any], raw).get(AGREED) if isinstance(raw, Mapping) else raw
    return given is True or given in ("yes", "true", "on")


def _language(raw: Any) -> str:
    given = cast(Mapping[str, Any], raw).get("language") if isinstance(raw, Mapping) else None
    return given if given in LANGUAGES else ""
