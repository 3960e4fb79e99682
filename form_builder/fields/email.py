"""E-mail addresses: their spelling is checked; nothing is asked of the network."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from email_validator import EmailNotValidError, validate_email

from engine.language.problems import problem
from engine.language.text import both
from form_builder.fields.base import FieldType, field_type
from form_builder.spec import Choice, ItemSpec

LONGEST = 254


@field_type
class EmailField(FieldType):
    name = "email"
    label = both("E-mail", "電郵")
    hint = both("An address for letters over the network.", "收發電郵的地址。")
    group = "people"
    icon = "mail"

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        text = unicodedata.normalize("NFKC", raw).strip() if isinstance(raw, str) else ""
        if not 0 < len(text) <= LONGEST:
            return problem("answer.not-an-email")
        try:
            return validate_email(text, check_deliverability=False).normalized
        except EmailNotValidError:
            return problem("answer.not-an-email")

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        return {"type": "string", "format": "idn-email", "maxLength": LONGEST}
