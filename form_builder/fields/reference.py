"""References: a record of a register, a unit, or a colleague, chosen among those whom the person may see.

The answer keeps the title as it was on that day. Where the form allows it, a name may be typed instead: then the answer
is that text, and rules read either the same way.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType, field_type
from form_builder.fields.panel import Control
from form_builder.fields.parts import given_part, text_of, texts_in, typed_in
from form_builder.fields.stamping import Stamp
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

PARTS = ("ref", "text")
RECORD = "record"
LONGEST = 200
LONGEST_REF = 36


@field_type
class ReferenceField(FieldType):
    name = "reference"
    label = both("Reference to a record", "引用紀錄")
    hint = both("A record, a centre or a colleague.", "紀錄、中心或同事。")
    group = "people"
    icon = "link"
    unit = "text"
    script = "reference"
    may_calculate = False
    parts = PARTS
    properties = {
        "to": {"enum": [RECORD, "unit", "person"]},
        "register": {"$ref": "centreline:common#/$defs/key"},
        "typed": {"type": "boolean"},
    }
    panel = {
        "to": Control(
            both("Refers to", "引用"), "pick",
            options={
                "record": both("A record", "紀錄"), "unit": both("A centre or team", "中心或小組"),
                "person": both("A colleague", "同事"),
            },
        ),
        "register": Control(both("Register", "登記冊"), "register"),
        "typed": Control(both("A name may be typed instead", "可改為輸入名稱"), "switch"),
    }  # fmt: skip

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        if self.target(item) == RECORD and not item.options.get("register"):
            return [problem("form.reference-to-what", pointer)]
        return []

    def target(self, item: ItemSpec) -> str:
        return item.options.get("to", RECORD)

    def marks(self, view: View) -> Mapping[str, Any]:
        return {
            "ref": typed_in(view, "ref"),
            "text": view.shown(lambda raw: raw if isinstance(raw, str) else given_part(raw, "text")),
            "unknown": view.flag(" hidden", lambda raw: not given_part(raw, "ref")),
        }

    def stamped(self, raw: Any, before: Any, item: ItemSpec, stamp: Stamp) -> Any:
        """The chosen thing under its real title. One that the person may not see is a typed name at best; a number or
        an exact name is as good as choosing, where no name may stand by itself."""
        given: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {"text": raw}
        ref, text = given.get("ref") or "", given.get("text") or ""
        if not isinstance(ref, str) or not isinstance(text, str):
            return raw
        if (
            isinstance(before, Mapping)
            and before.get("ref")
            and ref in ("", before["ref"])
            and (ref or text == before["text"])
        ):
            return before
        words = ref or ("" if item.options.get("typed") else text.strip())
        found = stamp.find(self.target(item), item.options.get("register", ""), words) if words else None
        return {"ref": found[0], "text": found[1]} if found is not None else {"text": text} if ref else raw

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        given: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {"text": raw}
        if not set(given) <= set(PARTS):
            return problem("answer.not-a-reference")
        text, ref = text_of(given.get("text"), LONGEST), text_of(given.get("ref"), LONGEST_REF)
        if text is None or ref is None:
            return problem("answer.not-a-reference")
        if ref:
            return {"ref": ref, "text": text} if _is_id(ref) else problem("answer.not-a-reference")
        if text and not item.options.get("typed"):
            return problem("answer.choose-from-register")
        return text or None

    def typed(self, wire: Any) -> Any:
        return wire or None if isinstance(wire, str) else texts_in(wire, PARTS) or None

    def rule_value(self, value: Any) -> Any:
        """The title: rules read a chosen thing and a typed name the same way."""
        return title_of(value)

    def records(self, value: Any, item: ItemSpec) -> list[str]:
        return [ref_of(value)] if ref_of(value) and self.target(item) == RECORD else []

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        text = {"type": "string", "maxLength": LONGEST}
        named = {"ref": {"type": "string", "format": "uuid"}, "text": text}
        chosen = {"type": "object", "additionalProperties": False, "required": [*PARTS], "properties": named}
        return {"anyOf": [chosen, text]} if item.options.get("typed") else chosen

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(text=title_of(value))

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return title_of(value) if value else ""


def _is_id(ref: str) -> bool:
    try:
        return str(UUID(ref)) == ref
    except ValueError:
        return False


def title_of(value: Any) -> str:
    """The title as it was when it was chosen, or the name that was typed."""
    return value.get("text", "") if isinstance(value, Mapping) else value


def ref_of(value: Any) -> str:
    """The id of what was chosen; "" for a typed name."""
    return value.get("ref", "") if isinstance(value, Mapping) else ""
