"""Column headings of an XLSForm, in all the spellings it has had: `bind:relevant` and `relevance` are both `relevant`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from engine.language.text import Text
from form_builder.exchange.reporting import Report
from form_builder.exchange.workbook import Row

OURS = "centreline"
"""The heading under which an export keeps what XLSForm has no words for."""

_ALIASES = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
}
_WRAPPERS = {"bind", "control", "body", "media"}
_PICTURES = {"image", "big-image", "audio", "video"}
TEXTS = {"label", "hint", "guidance_hint", "constraint_message", "required_message"}
_ENGLISH = {"en", "eng", "english"}
_CHINESE = {
    "zh",
    "zh-hk",
    "zh-tw",
    "zh-mo",
    "zh-hant",
    "yue",
    "chi",
    "zho",
    "chinese",
    "traditional chinese",
    "cantonese",
    "中文",
    "繁體中文",
    "繁体中文",
    "廣東話",
}
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z]+)*)\s*\)\s*$")


@dataclass(frozen=True)
class Heading:
    """One heading: as written, the property it means, and the language it is in (as written; "" for none)."""

    written: str
    name: str
    language: str = ""


def read_heading(written: str) -> Heading:
    """What a heading means."""
    parts = _parts(written)
    if len(parts) > 1 and parts[0].lower() in _WRAPPERS:
        parts = parts[1:]
    if parts[0].lower() == "instance":
        return Heading(written, written)
    name = re.sub(r"\s+", "_", parts[0].lower())
    name = OURS if re.fullmatch(rf"{OURS}(_\d+)?", name) else name
    language = parts[1] if len(parts) > 1 else ""
    return Heading(written, _ALIASES.get(name, name), language)


def _parts(written: str) -> list[str]:
    if "::" in written:
        return [part.strip() for part in written.split("::")]
    joined = re.sub(r"jr:", "jr\x00", written)
    return [part.strip().replace("\x00", ":") for part in joined.split(":")]


def language_of(written: str) -> str | None:
    """The language that a document would call it: "en", "zh-Hant", or None where it is neither."""
    found = _CODE.search(written)
    name = (found[1] if found else written).strip().lower().replace("_", "-")
    if name in _ENGLISH or name.startswith("en-"):
        return "en"
    return "zh-Hant" if name in _CHINESE or name.startswith("zh-hant") else None


@dataclass(frozen=True)
class Reader:
    """Reads the cells of one sheet by what their headings mean. `default` is the language of texts that name none."""

    headings: tuple[Heading, ...]
    default: str
    report: Report

    @cached_property
    def spoken(self) -> bool:
        """Whether any heading is in a language of ours, or names none: then texts in other languages are left out."""
        texts = [h for h in self.headings if h.name in TEXTS]
        return not texts or any(not h.language or language_of(h.language) for h in texts)

    def cell(self, row: Row, name: str) -> str:
        """The text of a property without languages, or ""."""
        return next((row.cells[h.written] for h in self.headings if h.name == name and h.written in row.cells), "")

    def column(self, row: Row, name: str) -> str:
        """The heading under which the row has this property, as written."""
        return next((h.written for h in self.headings if h.name == name and h.written in row.cells), name)

    def text(self, row: Row, name: str) -> Text | None:
        """The words of a property in the languages there are; None when there are none."""
        found: dict[str, str] = {}
        plain = ""
        for heading in self._of(row, name):
            if not heading.language:
                plain = row.cells[heading.written]
            elif (language := self._known(heading.language)) is not None:
                found[language] = row.cells[heading.written]
            else:
                self._leave(row, heading)
        if plain and not found:
            return plain
        if plain:
            found.setdefault(language_of(self.default) or "en", plain)
        if "" in found:
            return found[""]
        return {code: found[code] for code in ("en", "zh-Hant") if code in found} or None

    def unknown(self, row: Row, known: Iterable[str]) -> Iterable[Heading]:
        """The filled headings that mean none of `known`."""
        names = set(known)
        return [h for h in self.headings if h.written in row.cells and h.name not in names]

    def pictures(self, row: Row) -> Iterable[Heading]:
        """The filled headings of pictures, sounds and films."""
        return [h for h in self.headings if h.written in row.cells and h.name in _PICTURES]

    def _of(self, row: Row, name: str) -> list[Heading]:
        return [h for h in self.headings if h.name == name and h.written in row.cells]

    def _known(self, language: str) -> str | None:
        """Our code of a language; "" for the one foreign language that a form without ours is read in."""
        if (code := language_of(language)) or self.spoken:
            return code
        first = next((h.language for h in self.headings if h.name in TEXTS and h.language), "")
        return "" if language == (self.default or first) else None

    def _leave(self, row: Row, heading: Heading) -> None:
        text = row.cells[heading.written]
        self.report.tell(
            "left.language", row.sheet, row.number, heading.written, text, language=heading.language
        )  # fmt: skip


def reader_of(headings: Iterable[str], default: str, report: Report) -> Reader:
    """The reader of a sheet with these headings."""
    return Reader(tuple(read_heading(h) for h in headings), default, report)
