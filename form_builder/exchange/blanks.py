"""A form as a blank sheet: each question with what a pen needs, and in words when it is to be answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.language.references import Library
from engine.language.rules import FieldType, explain
from engine.language.text import LANGUAGES, Text, say
from form_builder.fields import field_types
from form_builder.option_lists import choices_of
from form_builder.spec import FormSpec, ItemSpec

ROWS, WIDEST = 4, 7
Rows = tuple[Mapping[str, FieldType], ...]


@dataclass(frozen=True)
class Words:
    """A text in the reader's language, and in the other one where that says something else."""

    first: str
    second: str


@dataclass(frozen=True)
class Blank:
    """One question on paper; `sort` is its type's `paper`."""

    sort: str
    label: Words
    hint: str
    when: str
    required: bool
    options: tuple[Words, ...] = ()
    inside: tuple["Blank", ...] = ()
    as_table: bool = False

    @property
    def rows(self) -> range:
        """The empty rows of a table."""
        return range(ROWS)


@dataclass(frozen=True)
class BlankPage:
    title: Words
    hint: str
    when: str
    items: tuple[Blank, ...]


def blank_pages(spec: FormSpec, library: Library, language: str) -> list[BlankPage]:
    """The pages of a form as paper has them; the second language stands beneath the reader's."""
    printer = _Printer(spec, library, language)
    return [
        BlankPage(
            printer.words(page.title), say(page.hint, language), printer.when(page.visible_when, ()),
            printer.items(page.items, ()),
        )
        for page in spec.pages
    ]  # fmt: skip


@dataclass(frozen=True)
class _Printer:
    spec: FormSpec
    library: Library
    language: str

    def words(self, text: Text) -> Words:
        first = say(text, self.language)
        other = next(one for one in LANGUAGES if one != self.language)
        second = "" if isinstance(text, str) else text.get(other, "")
        return Words(first, second if second != first else "")

    def when(self, tree: Any, rows: Rows) -> str:
        return "" if tree is None else explain(tree, self.spec.signature, self.language, rows=rows, expects="boolean")

    def items(self, items: Iterable[ItemSpec], rows: Rows) -> tuple[Blank, ...]:
        return tuple(self._item(item, rows) for item in items if not self._computed(item))

    def _computed(self, item: ItemSpec) -> bool:
        return item.calculated

    def _item(self, item: ItemSpec, rows: Rows) -> Blank:
        kind = field_types.get(item.type)
        inner = (*rows, self._fields(item, rows)) if item.fields else rows
        inside = self.items(item.items, inner)
        flat = all(not one.inside and one.sort not in ("lines", "options", "words") for one in inside)
        return Blank(
            kind.paper, self.words(item.label), say(item.hint, self.language), self.when(item.visible_when, rows),
            item.required, self._options(item, rows), inside, bool(item.fields) and flat and len(inside) <= WIDEST,
        )  # fmt: skip

    def _fields(self, item: ItemSpec, rows: Rows) -> Mapping[str, FieldType]:
        around = rows[-1] if rows else self.spec.signature.fields
        return around[item.key].rows or {}

    def _options(self, item: ItemSpec, rows: Rows) -> tuple[Words, ...]:
        kind = field_types.get(item.type)
        if kind.has_choices or item.choices or item.inline:
            return tuple(self.words(choice.label) for choice in choices_of(item, self.library))
        if kind.rule_type == "boolean":
            said = {
                n: {one: kind.plain(v, item, {}, one) for one in LANGUAGES} for n, v in (("yes", True), ("no", False))
            }
            return tuple(self.words(text) for text in said.values())
        return ()
