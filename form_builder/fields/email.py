"""E-mail addresses: their spelling is checked; nothing is asked of the network."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from email_validator import EmailNotValidError, validate_email

from engine.language.problems import problem
from engine.language.text import both
from form_builder.fields.base import FieldType
from form_builder.spec import Choice, ItemSpec

LONGEST = 254


class EmailField(FieldType):
    name = "email"
    label = both("E-mail", "電郵")

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
