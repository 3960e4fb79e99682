"""A form goes out as an XLSForm and comes back: nothing is lost, other tools can read it, and what a person changes counts."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyxform.xls2xform import convert

from engine.language.compiling import MemoryLibrary
from engine.language.documents import Document, read
from form_builder.exchange.exporting import Exported, export_xlsform
from form_builder.exchange.importing import Imported, import_xlsform
from tests import every_field
from tests.unit.exchange.notation import imported
from tests.unit.forms.notation import check, form, item, options, page

SHIPPED = [
    d for p in sorted((Path(__file__).parents[3] / "definitions").rglob("*.json")) if (d := read(p.read_bytes())[0])
]
LIBRARY = MemoryLibrary(SHIPPED)
FORMS = [d for d in SHIPPED if d.kind == "form"]


def exported(document: Document, library: MemoryLibrary) -> Exported:
    return export_xlsform(document, library.find("form", document.key), library)


def returned(document: Document, library: MemoryLibrary) -> Imported:
    return import_xlsform(exported(document, library).content, "any.xlsx", library=library)


def plain(document: Document) -> Any:
    return json.loads(json.dumps(document.body))


def changed(content: bytes, sheet: str, row: int, heading: str, value: str) -> bytes:
    """The workbook after a person typed into one cell."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = book[sheet]
    column = next((cell.column for cell in cells[1] if cell.value == heading), cells.max_column + 1)
    cells.cell(1, column).value = heading
    cells.cell(row, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("document", FORMS, ids=lambda d: d.key)
def test_what_ships_comes_back_as_it_was(document: Document) -> None:
    found = returned(document, LIBRARY)
    assert json.loads(found.form.source) == plain(document)
    assert found.report.left == []


def test_every_type_of_field_comes_back_as_it_was() -> None:
    documents = [every_field.document(), every_field.streets()]
    found = returned(documents[0], MemoryLibrary(documents))
    assert json.loads(found.form.source) == plain(documents[0])
    assert (found.report.left, found.report.changed) == ([], [])


def test_a_list_that_nobody_knows_comes_along() -> None:
    documents = [every_field.document(), every_field.streets()]
    content = exported(documents[0], MemoryLibrary(documents)).content
    lists = import_xlsform(content, "any.xlsx").documents[1:]
    assert [d.body["options"] for d in lists] == [plain(documents[1])["options"]]


@pytest.mark.parametrize("document", [*FORMS, every_field.document()], ids=lambda d: d.key)
def test_other_tools_read_the_workbook(document: Document) -> None:
    library = MemoryLibrary([*SHIPPED, every_field.document(), every_field.streets()])
    assert "<h:html" in convert(exported(document, library).content, file_type=".xlsx", validate=False).xform


def test_an_import_goes_out_and_comes_in_as_it_was() -> None:
    first = imported(
        """
        | survey |
        |        | type         | name  | label::English (en) | relevant   | constraint | constraint_message::English (en) |
        |        | integer      | many  | How many            |            | . > ${x}   | More                             |
        |        | integer      | x     | X                   |            | . >= 1     |                                  |
        |        | begin repeat | rows  | Rows                | ${x} > 2   |            |                                  |
        |        | text         | what  | What                |            | . != 'no'  | Not no                           |
        |        | end repeat   |       |                     |            |            |                                  |
        """
    )
    again = returned(first.form, MemoryLibrary(first.documents))
    assert json.loads(again.form.source) == json.loads(first.form.source)


def test_what_a_person_changes_in_the_workbook_counts_and_the_rest_stays() -> None:
    money = item("money", "price", sensitivity="personal", purpose="Fees", min="1")
    document = form(money, item("choice", "kind", choices=options("a", "b")))
    content = exported(document, MemoryLibrary([document])).content
    content = changed(content, "survey", 3, "label::English (en)", "What it costs")
    content = changed(content, "survey", 3, "required", "yes")
    found = import_xlsform(content, "any.xlsx")
    [price, kind] = found.form.body["pages"][0]["items"]
    assert price == money | {"label": {"en": "What it costs", "zh-Hant": "price字"}, "required": True}
    assert kind == plain(document)["pages"][0]["items"][1]


def test_a_rule_without_counterpart_is_told_and_comes_back() -> None:
    rows = item("repeat", "lines", items=[item("integer", "n")])
    rule = {"some": [{"var": "lines"}, {">": [{"row": "n"}, 3]}]}
    document = form(pages=[page("one", rows, item("text", "why", visible_when=rule))])
    library = MemoryLibrary([document])
    assert exported(document, library).kept == [("why", "visible_when")]
    assert json.loads(returned(document, library).form.source) == plain(document)


def test_checks_keep_their_order_and_their_severity() -> None:
    checks = [
        check("two", {">": [{"var": "b"}, 1]}, "b"),
        check("one", {">": [{"var": "a"}, 1]}, "a", severity="warning"),
        check("three", {"<": [{"var": "b"}, {"var": "a"}]}, "b"),
    ]
    document = form(item("integer", "a"), item("integer", "b"), checks=checks)
    assert json.loads(returned(document, MemoryLibrary([document])).form.source) == plain(document)


def test_no_cell_is_a_formula() -> None:
    document = form(item("text", "a", label={"en": "=1+1", "zh-Hant": "@SUM(A1)"}))
    book = openpyxl.load_workbook(io.BytesIO(exported(document, MemoryLibrary([document])).content))
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
