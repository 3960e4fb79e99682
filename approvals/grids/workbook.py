"""A grid as a workbook for Excel, and a workbook's rows as a grid. What opens a file is the exchange's own gate."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from approvals.grids.grid import LINK, MOST_STEPS, Column, Grid, Row, next_id, place
from approvals.grids.words import GUIDANCE, HEADS, NOT_A_TABLE, NOT_A_WORKBOOK, TOO_LONG, head
from engine.language.errors import Refusal
from engine.language.text import LANGUAGES, Text, say
from form_builder.exchange.hardened import inspect
from form_builder.exchange.reporting import WorkbookRefused

MOST_ROWS = 1000
_WASH, _INK = "EEF4F2", "1C2430"


class NotATable(Refusal):
    """The workbook holds no table that can be read here; the sentence says what to do."""

    status = 422


def write(grid: Grid, title: Text, language: str) -> bytes:
    """The workbook: the table on the first sheet, how to write its cells on the second."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = say(HEADS["sheet"], language)
    _put(sheet, 1, [say(title, language)], bold=True)
    _put(sheet, 3, [say(HEADS["rule"], language), *(head(column, language) for column in grid.columns)], bold=True)
    for number, row in enumerate(grid.rows, start=4):
        _put(sheet, number, [row.id, *(row.cells.get(place(column), "") for column in grid.columns)])
    _lay_out(sheet, len(grid.columns) + 1)
    guide: Any = book.create_sheet(say(HEADS["guide"], language))
    for number, line in enumerate(GUIDANCE[language], start=1):
        _put(guide, number, list(line))
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 34, 90
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Any, row: int, texts: Sequence[str], *, bold: bool = False) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"  # a text that begins with "=" is no formula
        cell.font = Font(bold=bold, color=_INK)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _lay_out(sheet: Any, columns: int) -> None:
    sheet.column_dimensions["A"].width = 18
    for number in range(2, columns + 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = 34
    for cell in sheet[3]:
        cell.fill = PatternFill("solid", fgColor=_WASH)
    sheet.freeze_panes = "B4"


def read(content: bytes, columns: Sequence[Column]) -> Grid:
    """The rows of a workbook whose headings are those of `columns`. Raises NotATable, in words."""
    rows = _values(content)
    at = next((n for n, row in enumerate(rows) if row and _names_rule(row[0])), None)
    if at is None:
        raise NotATable(NOT_A_TABLE)
    found = _headed(rows[at], columns)
    filled = [row for row in rows[at + 1 :] if any(cell.strip() for cell in row[1:])]
    if len(filled) > MOST_ROWS:
        raise NotATable(TOO_LONG)
    taken: list[str] = []
    for row in filled:
        given = row[0].strip()
        taken.append(given if given and given not in taken else next_id(taken))
    rows_found = [Row(name, _cells(row, found)) for name, row in zip(taken, filled, strict=True)]
    steps = sum(column.type == LINK for column in found.values())
    return Grid(_with_steps(columns, steps), tuple(rows_found))


def _values(content: bytes) -> list[list[str]]:
    try:
        if inspect(content) != ".xlsx":
            raise NotATable(NOT_A_WORKBOOK)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 50, max_col=60, values_only=True)
        return [[_text(value) for value in row] for row in rows]
    except WorkbookRefused as refused:
        raise NotATable(refused.problems[0].message) from None
    except (KeyError, ValueError, TypeError, AttributeError, OSError, IndexError, zipfile.BadZipFile):
        raise NotATable(NOT_A_WORKBOOK) from None


def _text(value: object) -> str:
    """A cell's value as a person sees it: a typed number or date as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _names_rule(cell: str) -> bool:
    return cell.strip().casefold() in {say(HEADS["rule"], language).casefold() for language in LANGUAGES}


def _headed(row: Sequence[str], columns: Sequence[Column]) -> Mapping[int, Column]:
    """Which column stands where. Raises NotATable naming a heading that is not this table's."""
    offered = _with_steps(columns, MOST_STEPS) if any(c.type == LINK for c in columns) else tuple(columns)
    by_words = {words: column for column in offered for words in _called(column)}
    found: dict[int, Column] = {}
    for index, cell in enumerate(row[1:], start=1):
        words = " ".join(cell.split()).casefold()
        if words and words not in by_words:
            raise NotATable(
                {language: say(HEADS["unknown"], language).format(heading=cell.strip()) for language in LANGUAGES}
            )
        if words:
            found[index] = by_words[words]
    return found


def _called(column: Column) -> set[str]:
    return {column.key.casefold(), *(head(column, language).casefold() for language in LANGUAGES)}


def _with_steps(columns: Sequence[Column], steps: int) -> tuple[Column, ...]:
    inputs = [column for column in columns if column.type != LINK]
    count = max(steps, sum(column.type == LINK for column in columns)) if len(inputs) < len(columns) else 0
    return (*inputs, *(Column(str(n), LINK, "", False) for n in range(1, count + 1)))


def _cells(row: Sequence[str], found: Mapping[int, Column]) -> dict[str, str]:
    return {place(column): row[index] if index < len(row) else "" for index, column in found.items()}
