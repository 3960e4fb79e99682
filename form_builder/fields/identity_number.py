"""Hong Kong identity card numbers: checked by their check digit, and masked wherever they are shown.

A form may ask for one only when its author says why (`purpose`) and who in the organisation allowed it (`allowed_by`):
the Code of Practice on the Identity Card Number lets nobody collect it merely because it may be useful. The number
has no cell, so that no report and no export can hold it; reading it in full is an act of its own, which is audited.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.text import both, is_blank
from form_builder.fields.base import CellValue, FieldType, field_type
from form_builder.fields.panel import Control
from form_builder.fields.parts import squeezed
from form_builder.fields.stamping import Stamp
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

_NUMBER = re.compile(r"([A-Z]{1,2})([0-9]{6})\(?([0-9A])\)?", re.ASCII)
_SPACE = 36
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)


def check_digit(letters: str, digits: str) -> str:
    """The character in the brackets: `check_digit("A", "123456")` is "3"."""
    values = [_SPACE] * (2 - len(letters)) + [ord(letter) - ord("A") + 10 for letter in letters]
    values += [int(digit) for digit in digits]
    left = sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True)) % 11
    return {0: "0", 1: "A"}.get(left, str(11 - left))


def mask(number: str) -> str:
    """`A123456(3)` as `A123***(*)`; anything else is hidden whole."""
    found = _NUMBER.fullmatch(number)
    return f"{found[1]}{found[2][:3]}***(*)" if found else "*" * len(number)


def _in_control(raw: Any) -> str:
    """What stands in the control: a number that is right is masked there too; a wrong one is there to be corrected."""
    text = raw if isinstance(raw, str) else ""
    return mask(text) if _NUMBER.fullmatch(text) else text


@field_type
class IdentityNumberField(FieldType):
    name = "identity_number"
    label = both("Identity card number", "香港身份證號碼")
    hint = both("Masked, checked, and only with leave.", "遮蓋顯示、核對檢查數位，須獲批准方可收集。")
    group = "people"
    icon = "card"
    travels = False
    column = None
    may_calculate = False
    masked = True
    properties = {"allowed_by": {"$ref": "centreline:common#/$defs/text"}}
    panel = {
        "allowed_by": Control(
            both("Who allowed it", "由誰批准"), "words",
            both("Without it the form cannot be published.", "如未填寫，表格不能發佈。"),
        ),
    }  # fmt: skip

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        found = [problem("form.identity-number-without-purpose", pointer)] if is_blank(item.purpose) else []
        if not item.options.get("allowed_by"):
            found.append(problem("form.identity-number-not-allowed", pointer))
        if not item.personal:
            found.append(problem("form.identity-number-not-personal", pointer))
        return found

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        text = squeezed(raw) if isinstance(raw, str) else ""
        found = _NUMBER.fullmatch(text)
        if found is None or ("(" in text) != (")" in text):
            return problem("answer.not-an-identity-number")
        letters, digits, given = found.groups()
        if check_digit(letters, digits) != given:
            return problem("answer.identity-check-digit")
        return f"{letters}{digits}({given})"

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[A-Z]{1,2}[0-9]{6}\([0-9A]\)$"}

    def rule_value(self, value: Any) -> Any:
        """Masked too: no rule can copy a number into a field that shows it."""
        return _in_control(value)

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        return ()

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        return "" if value is None else mask(value)

    def stamped(self, raw: Any, before: Any, item: ItemSpec, stamp: Stamp) -> Any:
        """The stored number, when its control came back as it was shown: masked."""
        kept = isinstance(raw, str) and isinstance(before, str) and squeezed(raw) == mask(before)
        return before if kept else raw

    def marks(self, view: View) -> Mapping[str, Any]:
        return {"value": view.shown(_in_control)}
