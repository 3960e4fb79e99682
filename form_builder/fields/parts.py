"""Answers made of several controls: an object of short texts on the wire, one member a part."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from engine.language.text import Text
from form_builder.fields.view import View

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


def texts_in(wire: Any, names: tuple[str, ...]) -> dict[str, str] | None:
    """The parts of a stored answer that are texts, whatever else stands in it; None when it is no object."""
    if not isinstance(wire, Mapping):
        return None
    given = cast(Mapping[str, Any], wire)
    return {name: value for name in names if isinstance(value := given.get(name), str) and value}


def squeezed(raw: str) -> str:
    """Without spaces, full-width characters as their plain ones, in capitals: how numbers on cards are compared."""
    return "".join(unicodedata.normalize("NFKC", raw).split()).upper()


def has_chinese(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return any(unicodedata.name(one, "").startswith("CJK UNIFIED IDEOGRAPH") for one in text)


def given_part(raw: Any, part: str) -> str:
    """One part of a composite answer as it was typed; "" where there is none."""
    value = cast(Mapping[str, Any], raw).get(part) if isinstance(raw, Mapping) else None
    return value if isinstance(value, str) else ""


def typed_in(view: View, part: str) -> Any:
    """A mark for the text of a part's control."""
    return view.shown(lambda raw: given_part(raw, part))


def options_in(
    view: View, options: Iterable[tuple[str, Text]], part_of: Callable[[Any], str]
) -> list[Mapping[str, Any]]:
    """The options of a part's list: key, label, and a mark for the one that `part_of(answer)` names."""

    def chosen(key: str) -> Callable[[Any], bool]:
        return lambda raw: part_of(raw) == key

    return [
        {"key": key, "label": view.say(label) or key, "selected": view.flag(" selected", chosen(key))}
        for key, label in options
    ]
