"""What choices add to their list: "none of these", "other, say which", options that depend on another field's answer."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.language.text import Text, both, say
from form_builder.fields.base import Body
from form_builder.fields.panel import Control
from form_builder.spec import Choice

NONE, OTHER = "none", "other"
LABELS: Mapping[str, Text] = {
    NONE: both("None of these", "以上皆否"),
    OTHER: both("Other", "其他"),
}
OWN_LABEL = {"anyOf": [{"type": "boolean"}, {"$ref": "centreline:common#/$defs/text"}]}
"""True, or the option's own label."""
BY = {"$ref": "#/$defs/name"}
_HANDED_DOWN = ("sensitivity", "purpose")

CHOICES_PANEL = Control(
    both("Options", "選項"), "choices", both("A list, or options of its own.", "選用清單，或自行列出選項。")
)
BY_PANEL = Control(
    both("Depends on the answer to", "取決於另一題的答案"), "field",
    both("Offers the options whose parent is chosen there.", "只提供上層選項已在該欄選取的選項。"),
)  # fmt: skip
NONE_PANEL = Control(
    both("Offer “none of these”", "提供「以上皆否」"), "switch_words",
    both("It cannot be chosen together with others.", "不能與其他選項一併選取。"),
)  # fmt: skip
OTHER_PANEL = Control(
    both("Offer “other, say which”", "提供「其他，請註明」"), "switch_words",
    both("A line opens to say which.", "選取後會出現一行以供註明。"),
)  # fmt: skip


def own_options(body: Body, names: Iterable[str]) -> Iterator[Choice]:
    """The options that the properties `names` add, unless the item's own list has them."""
    written = body.get("choices")
    known = {entry["key"] for entry in written} if isinstance(written, list) else set()
    for name in names:
        wanted = body.get(name)
        if wanted and name not in known:
            yield Choice(f"{body['id']}.{name}", name, LABELS[name] if wanted is True else wanted)


def say_which(body: Body, shown: Any) -> Body:
    """The line of text beside a choice, that is shown when "other" is chosen."""
    english, chinese = (say(body["label"], language) for language in ("en", "zh-Hant"))
    handed = {name: body[name] for name in _HANDED_DOWN if name in body}
    own = {
        "id": f"{body['id']}.o",
        "key": f"{body['key']}.{OTHER}",
        "type": "text",
        "label": both(f"{english}: say which other", f"{chinese}：請註明其他"),
        "required": True,
        "visible_when": shown,
    }
    return {**handed, **own}


def depending(body: Body, reads: str) -> Body:
    """The item with its `choices_by` as a rule for each option; the options that it adds itself always stand."""
    if "choices_by" not in body:
        return body
    own = [{"==": [{"option": "key"}, name]} for name in (NONE, OTHER) if body.get(name)]
    match = {"==": [{"option": "parent"}, {reads: body["choices_by"]}]}
    given = body.get("choices_when")
    rule = {"or": [match, *own]} if own else match
    return {**body, "choices_when": {"and": [rule, given]} if given is not None else rule}


def found_by_label(typed: str, choices: Mapping[str, Choice]) -> str | None:
    """The key of the one option whose label, in either language, is what was typed; None when none or several are."""
    wanted = _plain(typed)
    found = [
        key
        for key, choice in choices.items()
        if wanted in {_plain(say(choice.label, one)) for one in ("en", "zh-Hant")}
    ]
    return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
