"""The sheets of an XLSForm as rows that know their number. pyxform reads them, once the file has been inspected."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import openpyxl
import xlrd.book
from openpyxl.utils import get_column_letter
from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import DefinitionData, get_xlsform

from form_builder.exchange.hardened import inspect
from form_builder.exchange.reporting import Report, WorkbookRefused, refuse

MOST_ROWS = {"survey": 5000, "choices": 20_000, "settings": 50}
SHEETS = tuple(MOST_ROWS)
MOST_COLUMNS = 400
_TEXTS = frozenset({".csv", ".md"})
_DUPLICATE = "Duplicate column header: "
_LINKED = {xlrd.book.SUPBOOK_EXTERNAL, xlrd.book.SUPBOOK_DDEOLE}
_READ_GAP, _SEEN_GAP = 60, 2000
"""After so many empty rows pyxform reads no further, and this module looks no further."""


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its number as the spreadsheet program shows it, and the text of its filled cells by heading."""

    sheet: str
    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Workbook:
    """The three sheets that make a form."""

    name: str
    sheets: Mapping[str, tuple[Row, ...]]
    headings: Mapping[str, tuple[str, ...]]


def read_workbook(content: bytes, name: str, report: Report) -> Workbook:
    """The rows of the workbook called `name`. Raises WorkbookRefused; what is passed over goes to `report`."""
    kind = inspect(content)
    _LOOKS.get(kind, _look_no_further)(content, report)
    data = _read(content, kind)
    for sheet in data.sheet_names or ():
        if sheet.lower() not in SHEETS and len(data.sheet_names or ()) > 1:
            report.tell("left.sheet", sheet, None, "", "")
    sheets = {sheet: tuple(_rows(data, sheet)) for sheet in SHEETS}
    headings = {sheet: _headings(data, sheet) for sheet in SHEETS}
    return Workbook(PurePath(name).stem, sheets, headings)


def _read(content: bytes, kind: str) -> DefinitionData:
    try:
        return get_xlsform(content, file_type=kind)
    except PyXFormError as error:
        said = str(error)
        if said.startswith(_DUPLICATE):
            raise refuse("duplicate-column", name=said.removeprefix(_DUPLICATE)) from None
        raise _unread(kind) from None
    except Exception:  # a library at the mercy of any bytes: whatever it trips over is the file's fault
        raise _unread(kind) from None


def _unread(kind: str) -> WorkbookRefused:
    """A text that the library finds no sheets in is some other text; a workbook that it cannot open is damaged."""
    return refuse("plain-text" if kind in _TEXTS else "unreadable")


def _rows(data: DefinitionData, sheet: str) -> Iterator[Row]:
    rows: Any = getattr(data, sheet) or ()
    if len(rows) > MOST_ROWS[sheet]:
        raise refuse("too-many-rows", sheet=sheet, limit=MOST_ROWS[sheet])
    for index, cells in enumerate(rows):
        filled = {str(k): str(v).strip() for k, v in cells.items() if k is not None and v is not None}
        if any(filled.values()):
            yield Row(sheet, index + 2, {k: v for k, v in filled.items() if v})


def _headings(data: DefinitionData, sheet: str) -> tuple[str, ...]:
    header: Any = getattr(data, f"{sheet}_header") or [{}]
    return tuple(str(name) for name in header[0] if name)


def _look_into_xlsx(content: bytes, report: Report) -> None:
    """Formulas without values, too many rows, and cells that pyxform would pass over."""
    try:
        formulas, values = (
            openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=d) for d in (False, True)
        )
        names = [n for n in formulas.sheetnames if n.lower() in SHEETS] or formulas.sheetnames[:1]
        empty = [cell for name in names for cell in _look_at(formulas[name], values[name], report)]
    except (KeyError, ValueError, TypeError, AttributeError, OSError, IndexError, SyntaxError):
        raise refuse("unreadable") from None
    if empty:
        raise refuse("formula", cells=", ".join(empty[:20]))


def _look_at(written: Any, valued: Any, report: Report) -> Iterator[str]:
    """The addresses of formulas without a value; what is passed over goes to the report."""
    sheet, limit = written.title, MOST_ROWS.get(written.title.lower(), MOST_ROWS["survey"])
    headed: set[int] = set()
    filled = gap = 0
    unread = False
    rows = zip(written.iter_rows(max_col=MOST_COLUMNS), valued.iter_rows(max_col=MOST_COLUMNS), strict=False)
    for formulas, values in rows:
        present = [(c, v) for c, v in zip(formulas, values, strict=False) if c.value is not None]
        filled, gap = filled + bool(present), 0 if present else gap + 1
        unread = unread or gap > _READ_GAP
        if filled > limit + 1:
            raise refuse("too-many-rows", sheet=sheet, limit=limit)
        if gap > _SEEN_GAP:
            return
        headed = headed or {cell.column for cell, _ in present}
        for cell, value in present:
            yield from _look_at_cell(cell, value, sheet, unread or cell.column not in headed, report)


def _look_at_cell(cell: Any, value: Any, sheet: str, unread: bool, report: Report) -> Iterator[str]:
    column = get_column_letter(cell.column)
    if cell.data_type == "f" and value.value is None:
        yield f"{sheet}!{column}{cell.row}"
    elif cell.data_type == "f":
        report.tell("changed.formula", sheet, cell.row, column, str(value.value).upper())
    if unread:
        report.tell("left.loose", sheet, cell.row, column, str(cell.value))


def _look_into_xls(content: bytes, report: Report) -> None:
    """Links to other workbooks. A formula's last value is all that the old format's reader tells."""
    try:
        book = xlrd.open_workbook(file_contents=content, on_demand=True)
        outside = _LINKED & set(getattr(book, "_supbook_types", ()))
    except Exception:  # as above
        raise refuse("unreadable") from None
    if outside:
        raise refuse("outside", part="SUPBOOK")


def _look_no_further(content: bytes, report: Report) -> None:
    """A text has no formulas, no links and no hidden parts."""


_LOOKS = {".xlsx": _look_into_xlsx, ".xls": _look_into_xls}
