"""The line under a field that says what was answered the last time, and when."""

from collections.abc import Mapping
from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext as _

from form_builder.fields.base import FieldType
from form_builder.fields.date_ import write_date
from form_builder.pages.segments import Hole, State
from form_builder.spec import Choice, ItemSpec


def last_time(item: ItemSpec, kind: FieldType, choices: Mapping[str, Choice], language: str) -> Hole:
    """A hole that is empty for a draft that took nothing over for this field."""
    pattern = _("On %(date)s the answer was: %(answer)s")

    def hole(state: State) -> str:
        earlier = state.page.earlier.get(state.at + item.key)
        if earlier is None:
            return ""
        facts = {"date": write_date(date.fromisoformat(earlier["on"]), language)}
        return format_html(
            '<p class="field__hint field__earlier">{}</p>', pattern % {**facts, "answer": said(earlier["value"])}
        )

    def said(raw: object) -> str:
        value = kind.typed(raw)
        return "" if value is None else kind.plain(value, item, choices, language)

    return hole
