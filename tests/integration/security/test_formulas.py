"""Nothing that a person types or an author writes becomes a formula in Excel or in CSV, from the form to the file.

X1 a title, a label, an option, a unit's name and a note that begin with = + - or @ stay text in both files
X2 the words are still there for a reader
"""

import csv
import io

import openpyxl
import pytest

from engine.people.models import Unit
from tests.integration.access.walking import Walk, undone
from tests.integration.security.conftest import FORMULA

pytestmark = pytest.mark.django_db
ATTACK = FORMULA
STARTS = ("=", "+", "-", "@", "\t", "\r")
NAMES = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", " =1+1")


def _csv(walk: Walk) -> list[str]:
    content = walk.client("centre_manager").get("/reports/kept-report/csv/").content.decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(content)) for cell in row]


def _book(walk: Walk) -> list[openpyxl.cell.Cell]:
    content = walk.client("centre_manager").get("/reports/kept-report/workbook/").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_no_cell_of_the_csv_begins_a_formula(attacked: Walk) -> None:
    cells = _csv(attacked)
    assert any(FORMULA in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(STARTS)] == []


def test_no_cell_of_the_workbook_is_a_formula(attacked: Walk) -> None:
    cells = _book(attacked)
    assert any(FORMULA in str(cell.value) for cell in cells)
    ours = [cell for cell in cells if not str(cell.value).startswith(("=SUM(", "=SUBTOTAL("))]
    assert [cell.coordinate for cell in ours if cell.data_type == "f" or cell.hyperlink] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_cannot_be_named_as_a_formula(name: str, attacked: Walk) -> None:
    with undone():
        Unit.objects.filter(code="WTS").update(name_en=name, name_zh=name)
        cells, book = _csv(attacked), _book(attacked)
    assert any(name.strip() in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(STARTS)] == []
    assert [
        str(cell.value) for cell in book if cell.data_type == "f" and name.strip("\t =+-@") in str(cell.value)
    ] == []


def test_a_sheet_has_a_name_that_excel_takes(attacked: Walk) -> None:
    content = attacked.client("centre_manager").get("/reports/kept-report/workbook/").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)
    assert not book.defined_names
