"""References: a record of a register, a unit, or a colleague, chosen among those whom the person may see.

The answer keeps the title as it was on that day. Where the form allows it, a name may be typed instead: then the answer
is that text, and rules read either the same way.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from engine.language.problems import Problem, problem
from engine.language.text import both
from form_builder.fields.base import CellValue, FieldType
from form_builder.fields.parts import text_of
from form_builder.fields.stamping import Stamp
from form_builder.spec import Choice, ItemSpec

PARTS = ("ref", "text")
RECORD = "record"
LONGEST = 200
LONGEST_REF = 36


class ReferenceField(FieldType):
    name = "reference"
    label = both("Reference to a record", "引用紀錄")
    may_calculate = False
    parts = PARTS
    properties = {
        "to": {"enum": [RECORD, "unit", "person"]},
        "register": {"$ref": "centreline:common#/$defs/key"},
        "typed": {"type": "boolean"},
    }

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        if self.target(item) == RECORD and not item.options.get("register"):
            return [problem("form.reference-to-what", pointer)]
        return []

    def target(self, item: ItemSpec) -> str:
        return item.options.get("to", RECORD)

    def stamped(self, raw: Any, before: Any, item: ItemSpec, stamp: Stamp) -> Any:
        """The chosen thing under its real title; one that the person may not see is a typed name at best."""
        ref = cast(Mapping[str, Any], raw).get("ref") if isinstance(raw, Mapping) else None
        if not isinstance(ref, str) or not ref:
            return raw
        if isinstance(before, Mapping) and before.get("ref") == ref:
            return before
        title = stamp.find(self.target(item), item.options.get("register", ""), ref)
        return {"ref": ref, "text": title} if title is not None else {"text": raw.get("text", "")}

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        given: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {"text": raw}
        if not set(given) <= set(PARTS):
            return problem("answer.not-a-reference")
        text, ref = text_of(given.get("text"), LONGEST), text_of(given.get("ref"), LONGEST_REF)
        if text is None or ref is None:
            return problem("answer.not-a-reference")
        if ref:
            return {"ref": ref, "text": text}
        if text and not item.options.get("typed"):
            return problem("answer.choose-from-register")
        return text or None

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        text = {"type": "string", "maxLength": LONGEST}
        named = {"ref": {"type": "string", "format": "uuid"}, "text": text}
        chosen = {"type": "object", "additionalProperties": False, "required": [*PARTS], "properties": named}
        return {"anyOf": [chosen, text]} if item.options.get("typed") else chosen

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        yield CellValue(text=title_of(value))

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return title_of(value) if value else ""


def title_of(value: Any) -> str:
    """The title as it was when it was chosen, or the name that was typed."""
    return value["text"] if isinstance(value, Mapping) else value


def ref_of(value: Any) -> str:
    """The id of what was chosen; "" for a typed name."""
    return value.get("ref", "") if isinstance(value, Mapping) else ""
