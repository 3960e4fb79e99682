"""The reason that a warning asks for: an item of its own, beside the field at which the warning is shown. Pure.

It is answered, kept, judged, stored, shown and reported as every item is. Only the judge lets it appear: while the check
does not hold. No rule reads it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.language.text import both, say

Body = Mapping[str, Any]
LONGEST = 1000
_HANDED_DOWN = ("sensitivity", "purpose")


def asking(checks: Iterable[Body], keys: Iterable[str]) -> Iterator[Body]:
    """The checks that ask for a reason and are shown at one of the keys."""
    places = frozenset(keys)
    return (one for one in checks if one.get("ask_reason") and one["at"] in places)


def reason_key(at: str, check_id: str) -> str:
    """What the reason is called beside the answers: no key that somebody authors has a hyphen."""
    return f"{at}.why-{check_id}"


def reason_item(check: Body, beside: Body) -> Body:
    """The item that holds the reason; as sensitive as the field beside which it stands, and for the same purpose."""
    handed = {name: beside[name] for name in _HANDED_DOWN if name in beside}
    english, chinese = (say(check["message"], language) for language in ("en", "zh-Hant"))
    own = {
        "id": f"{check['id']}.w",
        "key": reason_key(check["at"], check["id"]),
        "type": "long_text",
        "label": both(f"Reason: {english}", f"原因：{chinese}"),
        "max_length": LONGEST,
    }
    return {**handed, **own}
