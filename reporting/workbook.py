"""The gate to openpyxl: a result as a workbook that can be filed as it is. Text is always text, never a formula."""

import io
import unicodedata
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from engine.language.text import both, say
from reporting.guard import is_formula
from reporting.result import Result
from reporting.sentences import HIDDEN
from reporting.table import Place, Table, TableRow, table

FORMATS = {
    "money": '"HK$"#,##0.00;[Red]-"HK$"#,##0.00',
    "percent": '#,##0.0"%"',
    "decimal": "#,##0.00",
    "number": "#,##0",
    "days": "#,##0.00",
    "hours": "#,##0.00",
}
PAGE_WORDS = both("Page &P of &N", "第 &P 頁，共 &N 頁")
MOST_WIDTH = 46
_INK, _JADE, _WASH, _LINE = "1C2430", "0B6B5B", "EEF4F2", "E4E1DA"
_RULE = Side(style="thin", color=_LINE)


def write(result: Result, language: str) -> bytes:
    """The workbook's bytes: title, who and when, filters in words, the table with totals, what was hidden."""
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = _sheet_name(say(result.title, language))
    book.properties.title = say(result.title, language)
    book.properties.creator = result.ran_by
    laid = table(result, language)
    first = _top(sheet, result, language)
    last = _table(sheet, laid, first)
    _notes(sheet, result, language, last + 2)
    _widths(sheet, laid, first)
    _print_set_up(sheet, laid, first, language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put_text(cell: Cell, text: str) -> Cell:
    """Writes `text` so that no spreadsheet program runs it, whatever it begins with."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.value = text
    cell.data_type = "s"
    if is_formula(text):
        cell.quotePrefix = True  # type: ignore[attr-defined]  # a proxied style attribute
    return cell


def _at(sheet: Worksheet, row: int, column: int) -> Cell:
    return sheet.cell(row, column)  # type: ignore[return-value]  # a MergedCell stands only where nothing is written


def _top(sheet: Worksheet, result: Result, language: str) -> int:
    put_text(_at(sheet, 1, 1), say(result.title, language)).font = Font(size=16, bold=True, color=_INK)
    put_text(_at(sheet, 2, 1), say(result.made, language)).font = Font(color="566070")
    row = 3
    for text in result.filters:
        put_text(_at(sheet, row, 1), say(text, language)).font = Font(color="566070")
        row += 1
    return row + 1


def _table(sheet: Worksheet, laid: Table, row: int) -> int:
    if laid.groups:
        _groups(sheet, laid, row)
        row += 1
    for column, text in enumerate((*laid.heads, *laid.measures), start=1):
        _head(put_text(_at(sheet, row, column), text), right=column > len(laid.heads))
    sheet.freeze_panes = _at(sheet, row + 1, len(laid.heads) + 1)
    for line in laid.rows:
        row += 1
        _line(sheet, row, line, total=False)
    if laid.total:
        row += 1
        _line(sheet, row, laid.total, total=True)
    return row


def _groups(sheet: Worksheet, laid: Table, row: int) -> None:
    column = len(laid.heads) + 1
    for filler in range(1, column):
        _head(_at(sheet, row, filler), right=False)
    for name, span in laid.groups:
        _head(put_text(_at(sheet, row, column), name), right=True)
        if span > 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + span - 1)
        column += span


def _line(sheet: Worksheet, row: int, line: TableRow, *, total: bool) -> None:
    for column, text in enumerate(line.labels, start=1):
        _body(put_text(_at(sheet, row, column), text), total)
    for column, place in enumerate(line.places, start=len(line.labels) + 1):
        _body(_figure(_at(sheet, row, column), place), total or place.is_total)


def _figure(cell: Cell, place: Place) -> Cell:
    cell.alignment = Alignment(horizontal="right")
    if place.hidden:
        return put_text(cell, HIDDEN)
    cell.value = place.value
    cell.number_format = FORMATS[place.measure.format]
    return cell


def _notes(sheet: Worksheet, result: Result, language: str, row: int) -> None:
    for text in (result.suppression, result.coverage, result.note):
        if text:
            put_text(_at(sheet, row, 1), say(text, language)).font = Font(italic=True, color="566070")
            row += 1


def _head(cell: Cell, *, right: bool) -> None:
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=_JADE)
    cell.alignment = Alignment(horizontal="right" if right else "left", vertical="center", wrap_text=True)


def _body(cell: Cell, total: bool) -> None:
    cell.border = Border(bottom=_RULE)
    if total:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_WASH)


def _widths(sheet: Worksheet, laid: Table, first: int) -> None:
    labels = [[row.labels[i] for row in laid.rows] for i in range(len(laid.heads))]
    for index, head in enumerate(laid.heads):
        _set_width(sheet, index + 1, [head, *labels[index]], least=12)
    rows: Sequence[TableRow] = (*laid.rows, *([laid.total] if laid.total else []))
    for index, name in enumerate(laid.measures):
        written = [row.places[index].written("en") for row in rows]
        _set_width(sheet, len(laid.heads) + index + 1, [name, *written], least=10)


def _set_width(sheet: Worksheet, column: int, texts: Sequence[str], *, least: int) -> None:
    widest = max((text_width(text) for text in texts), default=0)
    sheet.column_dimensions[get_column_letter(column)].width = min(max(widest + 2, least), MOST_WIDTH)


def text_width(text: str) -> int:
    """How many Latin letters wide `text` is: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _print_set_up(sheet: Worksheet, laid: Table, first: int, language: str) -> None:
    wide = len(laid.heads) + len(laid.measures) > 7
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # openpyxl makes it with the sheet
    sheet.print_title_rows = f"{first}:{first + (1 if laid.groups else 0)}"
    sheet.oddFooter.right.text = say(PAGE_WORDS, language)  # type: ignore[union-attr]
    sheet.oddFooter.left.text = sheet.title.replace("&", "&&")  # type: ignore[union-attr]


def _sheet_name(title: str) -> str:
    kept = "".join(" " if letter in "[]:*?/\\'" else letter for letter in ILLEGAL_CHARACTERS_RE.sub("", title))
    return kept.strip()[:31] or "Report"
