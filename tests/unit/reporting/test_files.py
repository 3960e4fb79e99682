"""Workbook, CSV, JSON and chart come from the same result; text never becomes a formula; Chinese survives."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reporting import charts, csvfile, workbook
from reporting.result import Result
from reporting.sentences import HIDDEN
from reporting.workbook import text_width
from tests.unit.reporting.fake import FakeDataset, actor, result_of, spec_of

DANGEROUS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1+1", '=HYPERLINK("http://x")']
ENTRIES = [
    {"kind": "goods", "fund": "獎券基金", "amount": 1_860_000},
    {"kind": "goods", "fund": "整筆撥款", "amount": 5},
    {"kind": "works", "fund": "獎券基金", "amount": 250_050},
]
MONEY = {
    "rows": [{"field": "kind"}],
    "columns": [{"field": "fund"}],
    "measures": [{"key": "spent", "fn": "sum", "of": "amount"}, {"key": "part", "fn": "share", "of": "amount"}],
    "chart": {"type": "stacked", "y": "spent"},
}


def sheet_of(result: Result, language: str = "zh-Hant") -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(workbook.write(result, language))).worksheets[0]


def texts(sheet: Worksheet) -> list[Any]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_workbook_is_ready_to_file() -> None:
    result = result_of(ENTRIES, reader=actor(label="陳小明"), **MONEY)
    sheet = sheet_of(result)
    assert sheet["A1"].value == "報表"
    assert "由陳小明於2025年11月14日 10:42 產生。" in texts(sheet)
    assert {"種類", "物料", "獎券基金", "整筆撥款", "總計"} <= set(texts(sheet))
    assert sheet.freeze_panes == "B6"
    assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
    assert sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$5"


def test_figures_are_numbers_with_formats_and_totals() -> None:
    sheet = sheet_of(result_of(ENTRIES, **MONEY), "en")
    first = next(row for row in sheet.iter_rows() if row[0].value == "Goods")
    assert [cell.value for cell in first[1:5]] == [0.05, 0, 18600, 88.1]
    assert "HK$" in first[1].number_format and "%" in first[2].number_format
    total = next(row for row in sheet.iter_rows() if row[0].value == "Total")
    assert total[5].value == 21100.55 and total[5].font.bold


def test_columns_are_wide_enough_for_chinese() -> None:
    assert (text_width("獎券基金"), text_width("abcd")) == (8, 4)
    long = "綜合家庭服務中心及綜合服務中心"
    sheet = sheet_of(result_of([{"fund": long}], rows=[{"field": "fund"}]))
    assert sheet.column_dimensions["A"].width >= 2 * len(long)


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_never_becomes_a_formula_in_a_workbook(text: str) -> None:
    result = result_of([{"fund": text}], reader=actor(label=text), title=text, rows=[{"field": "fund"}])
    data = workbook.write(result, "en")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not any(cell.data_type == "f" for cell in cells)
    ours = [cell for cell in cells if str(cell.value).strip() == text.strip()]
    assert len(ours) >= 2 and all(cell.data_type == "s" and cell.quotePrefix for cell in ours)


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_never_becomes_a_formula_in_csv(text: str) -> None:
    result = result_of([{"fund": text}], reader=actor(label=text), title=text, rows=[{"field": "fund"}])
    lines = list(csv.reader(io.StringIO(csvfile.write(result, "en").decode("utf-8-sig"), newline="")))
    cells = [cell for line in lines for cell in line]
    assert f"'{text}" in cells
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)


def test_csv_opens_in_the_right_letters_with_plain_figures() -> None:
    data = csvfile.write(result_of(ENTRIES, **MONEY), "zh-Hant")
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert ["物料", "0.05", "0.0", "18600.00", "88.1", "18600.05", "88.1"] in lines


def test_hidden_figures_are_in_no_file() -> None:
    people = [{"kind": "goods", "client": f"g{n}", "score": 7919} for n in range(3)]
    people += [{"kind": "works", "client": f"w{n}", "score": 1} for n in range(9)]
    measures = [{"key": "n", "fn": "count"}, {"key": "score", "fn": "sum", "of": "score"}]
    over = FakeDataset(people, persons=True, columns=spec_of(dataset="fake:people").dataset.columns)
    body: dict[str, Any] = {"rows": [{"field": "kind"}], "measures": measures, "chart": {"type": "bar", "y": "score"}}
    result = result_of(people, over=over, **{"dataset": "fake:people", **body})
    sheet = sheet_of(result, "en")
    assert texts(sheet).count(HIDDEN) == 4 and any("2 figures are hidden" in str(text) for text in texts(sheet))
    everything = [csvfile.write(result, "en").decode(), json.dumps(result.as_json("en")), str(texts(sheet))]
    everything.append(json.dumps(charts.figure(result, "en")))
    assert not any(str(3 * 7919) in each for each in everything)


def test_a_chart_draws_the_measure_it_names() -> None:
    figure = charts.figure(result_of(ENTRIES, **MONEY), "zh-Hant")
    assert figure is not None
    assert json.loads(json.dumps(figure)) == figure
    assert [trace["name"] for trace in figure["data"]] == ["整筆撥款", "獎券基金"]
    assert [list(trace["y"]) for trace in figure["data"]] == [[0.05, 0.0], [18600.0, 2500.5]]
    assert (figure["layout"]["barmode"], "template" in figure["layout"]) == ("stack", False)


def test_a_chart_leaves_out_what_all_bars_share() -> None:
    body = {"rows": [{"field": "kind"}, {"field": "fund"}], "chart": {"type": "bar", "y": "n"}}
    figure = charts.figure(result_of(ENTRIES[:2], **body), "zh-Hant")
    assert figure is not None
    assert set(figure["data"][0]["x"]) == {"獎券基金", "整筆撥款"}
    assert figure["layout"]["xaxis"]["title"]["text"] == "經費"


def test_names_are_escaped_in_a_chart() -> None:
    result = result_of([{"fund": "<a href='x'>"}], rows=[{"field": "fund"}], chart={"type": "line", "y": "n"})
    assert "<a" not in json.dumps(charts.figure(result, "en"))


def test_nothing_to_draw_draws_nothing() -> None:
    assert charts.figure(result_of([], chart={"type": "bar", "y": "n"}), "en") is None
    assert charts.figure(result_of(ENTRIES), "en") is None
