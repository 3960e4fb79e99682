"""Answers made of several controls: an object of short texts on the wire, one member a part."""

import unicodedata
from collections.abc import Mapping
from typing import Any, cast

LONGEST = 200


def text_of(raw: Any, longest: int = LONGEST) -> str | None:
    """A part as one tidy line; "" when it is empty, None when it is no text, too long, or holds control characters."""
    if raw is None:
        return ""
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw)
    if not isinstance(raw, str):
        return None
    line = " ".join(unicodedata.normalize("NFC", raw).split())
    if len(line) > longest or any(unicodedata.category(one) in {"Cc", "Cs"} for one in line):
        return None
    return line


def parts_of(raw: Any, names: tuple[str, ...], longest: int = LONGEST) -> dict[str, str] | None:
    """The parts that are filled in, by name; None when `raw` is no object of such parts."""
    if not isinstance(raw, Mapping) or not set(cast(Mapping[Any, Any], raw)) <= set(names):
        return None
    given = cast(Mapping[str, Any], raw)
    read = {name: text_of(given.get(name), longest) for name in names}
    if None in read.values():
        return None
    return {name: text for name, text in read.items() if text}


def squeezed(raw: str) -> str:
    """Without spaces, full-width characters as their plain ones, in capitals: how numbers on cards are compared."""
    return "".join(unicodedata.normalize("NFKC", raw).split()).upper()


def has_chinese(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return any(unicodedata.name(one, "").startswith("CJK UNIFIED IDEOGRAPH") for one in text)
