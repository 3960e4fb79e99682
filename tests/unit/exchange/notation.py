"""XLSForms in a few lines: `imported(table)` reads a markdown table as authors write it, `workbook(...)` a real .xlsx."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from engine.language.text import say
from form_builder.exchange.importing import Imported, import_xlsform
from form_builder.exchange.reporting import WorkbookRefused

Sheet = Sequence[Sequence[Any]]


def workbook(**sheets: Sheet) -> bytes:
    """An .xlsx with these sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(table: str) -> Imported:
    """What a markdown table makes."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return import_xlsform("\n".join(lines).encode(), "example.md")


def body(found: Imported) -> dict[str, Any]:
    return json.loads(found.form.source)


def items(found: Imported) -> dict[str, Mapping[str, Any]]:
    """Every item of the form by key."""
    return {item["key"]: item for page in body(found)["pages"] for item in _inside(page)}


def _inside(holder: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for item in holder["items"] for one in (item, *(_inside(item) if "items" in item else ()))]


def left(found: Imported) -> list[tuple[str, int | None, str]]:
    """(why, row, column) of everything that was left out."""
    return [(entry.problem.code.removeprefix("xlsform.left."), entry.row, entry.column) for entry in found.report.left]


def why(found: Imported, row: int) -> str:
    """The sentences about a row."""
    return " ".join(say(entry.problem.message, "en") for entry in found.report.entries if entry.row == row)


def refusal(content: bytes, name: str = "example.xlsx") -> list[str]:
    """The codes that a file is refused with."""
    try:
        import_xlsform(content, name)
    except WorkbookRefused as refused:
        return [problem.code.removeprefix("xlsform.refused.") for problem in refused.problems]
    return []
