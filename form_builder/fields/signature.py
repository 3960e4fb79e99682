"""Signatures: drawn with a pointer (kept as a picture among the draft's files), or a name typed in full. Either way the
answer says which, and when.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from engine.language.problems import problem
from engine.language.text import both, say
from form_builder.fields.base import CellValue, FieldType, field_type
from form_builder.fields.date_ import write_date
from form_builder.fields.panel import Control
from form_builder.fields.parts import given_part, text_of, texts_in, typed_in
from form_builder.fields.stamping import Stamp, moment_of
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

PARTS = ("ref", "name", "at")
LONGEST_NAME = 120
LONGEST_REF = 36
DRAWN, TYPED = both("Drawn", "手寫簽署"), both("Typed", "輸入姓名簽署")


@field_type
class SignatureField(FieldType):
    name = "signature"
    label = both("Signature", "簽署")
    hint = both("Drawn with a finger, or a name typed in full.", "以手指簽署，或輸入全名。")
    group = "files"
    icon = "pencil"
    travels = False
    unit = "signed"
    holds_files = True
    script = "signature"
    column = "text"
    xlsform = "image"
    may_calculate = False
    parts = PARTS
    properties = {"by": {"enum": ["drawn", "typed", "either"]}}
    panel = {
        "by": Control(
            both("How one signs", "簽署方式"), "pick",
            options={
                "either": both("Drawn or typed", "手寫或輸入"), "drawn": both("Drawn", "手寫"), "typed": both("Typed", "輸入"),
            },
        ),
    }  # fmt: skip

    def marks(self, view: View) -> Mapping[str, Any]:
        way = view.item.options.get("by", "either")
        return {
            "ref": typed_in(view, "ref"),
            "name": typed_in(view, "name"),
            "drawable": way != "typed",
            "typeable": way != "drawn",
            "empty": view.flag(" hidden", lambda raw: not given_part(raw, "ref")),
        }

    def typed(self, wire: Any) -> Any:
        return texts_in(wire, PARTS) or None

    def rule_value(self, value: Any) -> Any:
        """How it was given: "drawn" or "typed"."""
        return "drawn" if "ref" in value else "typed"

    def refs(self, value: Any) -> list[str]:
        """The files that the answer holds: the drawing."""
        return [value["ref"]] if "ref" in value else []

    def accepts(self, item: ItemSpec) -> tuple[str, ...]:
        return ("image",)

    def stamped(self, raw: Any, before: Any, item: ItemSpec, stamp: Stamp) -> Any:
        """The signature with the moment at which it was given; one that has not changed keeps its own."""
        if not isinstance(raw, Mapping):
            return raw
        given = {name: raw[name] for name in PARTS[:2] if raw.get(name)}
        if not given:
            return None
        if isinstance(before, Mapping) and {name: before[name] for name in PARTS[:2] if before.get(name)} == given:
            return before
        return {**given, "at": stamp.moment}

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        if not isinstance(raw, Mapping) or not set(cast(Mapping[Any, Any], raw)) <= set(PARTS):
            return problem("answer.not-a-signature")
        given, way = cast(Mapping[str, Any], raw), item.options.get("by", "either")
        name, ref, at = text_of(given.get("name"), LONGEST_NAME), given.get("ref") or "", given.get("at") or ""
        if name is None or not isinstance(ref, str) or len(ref) > LONGEST_REF or not isinstance(at, str):
            return problem("answer.not-a-signature")
        if not name and not ref:
            return None
        if way == "drawn" and not ref:
            return problem("answer.signature-must-be-drawn")
        if way == "typed" and ref:
            return problem("answer.signature-must-be-typed")
        return {key: words for key, words in (("ref", ref), ("name", name), ("at", at)) if words}

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        ref = {"type": "string", "format": "uuid"}
        named = {"ref": ref, "name": {"type": "string", "maxLength": LONGEST_NAME}, "at": {"type": "string"}}
        return {"type": "object", "additionalProperties": False, "minProperties": 1, "properties": named}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(text=self.rule_value(value))

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        if not value:
            return ""
        at, words = moment_of(value.get("at")), [value["name"]] if "name" in value else []
        words.append(say(DRAWN if "ref" in value else TYPED, language))
        if at is not None:
            words.append(f"{write_date(at, language)} {at:%H:%M}")
        return " · ".join(words)
