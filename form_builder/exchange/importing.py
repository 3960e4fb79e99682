"""An XLSForm in: a form document, the choices documents it needs, and the report of what was carried and what not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.language.documents import Document, from_body
from engine.language.references import Library
from form_builder.exchange.form import Draft
from form_builder.exchange.reporting import Report, WorkbookRefused, refuse
from form_builder.exchange.settling import settle
from form_builder.exchange.workbook import read_workbook
from form_builder.fields import field_types

_RULES = ("visible_when", "required_when", "read_only_when", "calculate", "default_from", "choices_when")


@dataclass(frozen=True)
class Imported:
    """What a workbook makes: the form first, then its lists."""

    documents: tuple[Document, ...]
    report: Report

    @property
    def form(self) -> Document:
        return self.documents[0]


def import_xlsform(content: bytes, name: str, *, key: str = "", library: Library | None = None) -> Imported:
    """Reads the workbook called `name`; raises WorkbookRefused. `library` finds lists that an export only named."""
    report = Report()
    draft = Draft(read_workbook(content, name, report), report, key, library)
    settle(draft, library)
    items = list(_items(draft.form))
    report.fields = sum(field_types.get(item["type"]).holds_value for item in items)
    if not report.fields:
        raise WorkbookRefused(refuse("no-question").problems, report)
    report.rules = sum(name in item for item in [*draft.form["pages"], *items] for name in _RULES)
    report.rules += sum(len(holder.get("checks", ())) for holder in [draft.form, *items])
    return Imported(tuple(from_body(body) for body in draft.documents), report)


def _items(form: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for page in form["pages"]:
        yield from _inside(page)


def _inside(holder: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for item in holder["items"]:
        yield item
        if "items" in item:
            yield from _inside(item)
