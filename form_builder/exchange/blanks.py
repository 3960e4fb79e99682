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
MOST_PRINTED = 60
"""Of a longer list nobody ticks an option on paper: a line is left to write it."""
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
        tabular = self.items((one for one in item.items if not one.asked_by), inner)
        as_table = bool(item.fields) and _fits_a_table(tabular)
        inside = tabular if as_table else self.items(item.items, inner)
        options = self._options(item)
        if ticked := kind.printed_rows(item):
            inside = tuple(Blank("options", self.words(one), "", "", False, options) for one in ticked)
        return Blank(
            "grid" if ticked else kind.paper, self.words(item.label), say(item.hint, self.language),
            self._when(item, rows), item.required, options, inside, as_table,
        )  # fmt: skip

    def _when(self, item: ItemSpec, rows: Rows) -> str:
        """When it is to be answered, in words; a reason while its check does not hold."""
        tree = {"not": [self.spec.asking(item).rule_tree]} if item.asked_by else item.visible_when
        return self.when(tree, rows)

    def _fields(self, item: ItemSpec, rows: Rows) -> Mapping[str, FieldType]:
        around = rows[-1] if rows else self.spec.signature.fields
        return around[item.key].rows or {}

    def _options(self, item: ItemSpec) -> tuple[Words, ...]:
        kind = field_types.get(item.type)
        choices = {one.key: one for one in choices_of(item, self.library)} if kind.has_choices else {}
        found = kind.printed_options(item, choices)
        return tuple(self.words(label) for label in found) if len(found) <= MOST_PRINTED else ()


def _fits_a_table(items: tuple[Blank, ...]) -> bool:
    plain = all(not one.inside and one.sort not in ("lines", "options", "words") for one in items)
    return plain and len(items) <= WIDEST
