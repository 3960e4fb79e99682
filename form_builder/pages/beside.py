"""The word beside a label: optional, recommended, or none where an answer is required."""

from collections.abc import Callable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from form_builder.fields import field_types
from form_builder.pages.segments import Hole, State
from form_builder.spec import ItemSpec

Mark = Callable[[Hole], SafeString]


def word_beside(item: ItemSpec, mark: Mark) -> SafeString | str:
    """The word, with holes where rules move it."""
    if item.required or item.calculated or item.fields or not field_types.get(item.type).holds_value:
        return ""
    optional, recommended = _("optional"), _("recommended")
    moves = item.required_when is not None or item.recommended_when is not None
    if not moves:
        word = recommended if item.recommended else optional
        return format_html(' <span class="field__optional">{}</span>', word)
    found = [_word("optional", optional, mark(_hidden_unless(item.key, _is_optional)))]
    if item.recommended or item.recommended_when is not None:
        found.append(_word("recommended", recommended, mark(_hidden_unless(item.key, _is_recommended))))
    return mark_safe("".join(found))  # noqa: S308 - made by format_html


def _word(name: str, word: str, hidden: SafeString) -> SafeString:
    return format_html(' <span class="field__optional" data-{}{}>{}</span>', name, hidden, word)


def _hidden_unless(key: str, test: Callable[[State, str], bool]) -> Hole:
    return lambda state: "" if test(state, state.at + key) else " hidden"


def _is_optional(state: State, path: str) -> bool:
    return path not in state.page.required and path not in state.page.recommended


def _is_recommended(state: State, path: str) -> bool:
    return path in state.page.recommended and path not in state.page.required
