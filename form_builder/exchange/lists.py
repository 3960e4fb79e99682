"""The sheet of choices: each list with its options, and the columns that filters read."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.language.text import Text
from form_builder.exchange.columns import OURS, Reader
from form_builder.exchange.naming import id_of, key_of
from form_builder.exchange.reporting import Report
from form_builder.exchange.workbook import Row

_KNOWN = {"list_name", "name", "label", OURS}
LONGEST_KEY = 80


@dataclass(frozen=True)
class Option:
    """One row of the sheet; `columns` are its cells that have no meaning of their own, for filters, `written` their headings."""

    row: Row
    key: str
    label: Text
    columns: Mapping[str, str]
    written: Mapping[str, str]
    kept: Mapping[str, Any]
    same: bool


@dataclass
class OptionList:
    """One list. `columns` that a filter has read are carried; the others are reported at the end."""

    name: str
    options: list[Option] = field(default_factory=list[Option])
    users: int = 0
    read: set[str] = field(default_factory=set[str])

    @property
    def keys(self) -> list[str]:
        return [option.key for option in self.options]

    @property
    def columns(self) -> dict[str, str]:
        """What a filter may read: the option's own name, and its columns as attributes."""
        found = {column: attribute_of(column) for option in self.options for column in option.columns}
        return {"name": "key", **found}

    def bodies(self, prefix: str, taken: set[str]) -> list[dict[str, Any]]:
        """The options as documents have them."""
        found: list[dict[str, Any]] = []
        for option in self.options:
            if option.kept.get("generated"):
                continue
            id_ = option.kept.get("id") or id_of(f"{prefix}-{option.key}", taken)
            taken.add(id_)
            found.append(dict(option.kept) if option.same and "label" in option.kept else self._body(option, id_))
        return found

    def _body(self, option: Option, id_: str) -> dict[str, Any]:
        body = {"id": id_, "key": option.key, "label": option.label}
        if said := {attribute_of(name): text for name, text in option.columns.items() if name in self.read}:
            body["attributes"] = said
        return body | {name: value for name, value in option.kept.items() if name not in body and name != "parent"}


def attribute_of(column: str) -> str:
    """The attribute of options that a column becomes."""
    return key_of(column, taken=("key", "parent"))


def read_lists(
    rows: Iterable[Row],
    reader: Reader,
    kept: Mapping[int, Mapping[str, Any]],
    same: Collection[int],
    report: Report,
) -> dict[str, OptionList]:
    """The lists by name. `kept` is what an export kept of each option, by row number; `same` rows nobody changed."""
    lists: dict[str, OptionList] = {}
    for row in rows:
        name, key = reader.cell(row, "list_name"), reader.cell(row, "name")
        if not name or not key:
            _leave_cells(row, row.cells, report)
            continue
        found = lists.setdefault(name, OptionList(name))
        if key in found.keys or len(key) > LONGEST_KEY:
            report.tell("left.option", row.sheet, row.number, reader.column(row, "name"), key, key=key, list=name)
            continue
        for heading in reader.pictures(row):
            report.tell("left.media", row.sheet, row.number, heading.written, row.cells[heading.written])
        label = reader.text(row, "label")
        if label is None:
            report.tell("changed.label", row.sheet, row.number, "label", key, after=key)
        own = [h for h in reader.unknown(row, _KNOWN) if h not in reader.pictures(row)]
        columns, written = {h.name: row.cells[h.written] for h in own}, {h.name: h.written for h in own}
        found.options.append(
            Option(row, key, label or key, columns, written, kept.get(row.number, {}), row.number in same)
        )
    return lists


def report_unread(lists: Iterable[OptionList], report: Report) -> None:
    """What no question used: whole lists, and columns that no filter read."""
    for found in lists:
        if not found.users and found.options:
            first = found.options[0].row
            report.tell("left.unused-list", first.sheet, first.number, "list_name", found.name, list=found.name)
            continue
        for option in found.options:
            for column, text in option.columns.items():
                if column not in found.read and not option.same:
                    report.tell("left.column", option.row.sheet, option.row.number, option.written[column], text)


def _leave_cells(row: Row, cells: Mapping[str, str], report: Report) -> None:
    for heading, text in cells.items():
        report.tell("left.column", row.sheet, row.number, heading, text)
