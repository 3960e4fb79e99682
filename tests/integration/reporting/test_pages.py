"""The Reports door: the answer first, then chart, table and how it was made; files for those who may take them."""

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from engine.catalogue.models import Version
from tests.cast import Cast
from tests.integration.reporting.conftest import Source

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.reporting.urls")]
Publish = Callable[..., Version]
SignIn = Callable[[str], Client]
REPORT: dict[str, Any] = {
    "rows": [{"field": "kind"}],
    "columns": [{"field": "unit"}],
    "chart": {"type": "stacked", "y": "n"},
    "parameters": {"year": {"type": "financial_year", "field": "sent"}, "centre": {"type": "unit"}},
}


def text(client: Client, url: str, language: str = "en", status: int = 200) -> str:
    answer = client.get(url, headers={"accept-language": language})
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_door_lists_what_serves_the_reader(publish: Publish, signed_in: SignIn) -> None:
    publish(**REPORT)
    page = text(signed_in("director"), "/reports/")
    assert "Things counted" in page and "/reports/a-report/" in page


def test_an_empty_door_teaches(cast: Cast, signed_in: SignIn) -> None:
    assert "There is no report yet" in text(signed_in("director"), "/reports/")


def test_a_report_page_answers_first(things: Any, publish: Publish, signed_in: SignIn) -> None:
    publish(**REPORT)
    page = text(signed_in("director"), "/reports/a-report/")
    places = [
        page.index(part) for part in ('class="answer"', 'data-chart="report-figure"', "<table", "How this was made")
    ]
    assert places == sorted(places)
    assert "<b>15</b>" in page and "Sent: 2025-26, 1 Apr 2025 to 31 Mar 2026" in page
    assert "Run by Leung Suk Yee on 14 Nov 2025 at 10:42." in page
    assert 'id="report-figure" type="application/json"' in page and "dist/chart.js" in page


def test_every_figure_leads_to_its_rows(things: Any, publish: Publish, signed_in: SignIn) -> None:
    publish(**REPORT)
    client = signed_in("director")
    page = text(client, "/reports/a-report/")
    links = re.findall(r'href="(/reports/a-report/rows/[^"]*)">(\d+)</a>', page)
    assert len(links) == 3 + 2 + 2 + 1  # cells that are not zero, row totals, column totals, the grand total
    for address, figure in links:
        rows = text(client, address.replace("&amp;", "&"))
        assert f"{figure} row" in rows and rows.count('href="/things/') == int(figure)


def test_parameters_are_kept_in_the_address(things: Any, publish: Publish, signed_in: SignIn) -> None:
    publish(**REPORT)
    client = signed_in("director")
    assert "<b>3</b>" in text(client, "/reports/a-report/?p-centre=KT")
    page = text(client, "/reports/a-report/?p-year=2024-25")
    assert "Nothing to count here" in page and "p-year=2024-25" in page
    assert '<option value="2024-25" selected>' in page
    text(client, "/reports/a-report/?p-year=nonsense", status=422)
    text(client, "/reports/a-report/?p-centre=OTC", status=403)


def test_chinese_throughout(things: Any, publish: Publish, signed_in: SignIn, cast: Cast) -> None:
    publish(**REPORT)
    client = signed_in("director")
    client.cookies["django_language"] = "zh-hant"
    for address in ("/reports/a-report/", "/reports/", "/reports/a-report/rows/"):
        page = re.sub(
            r"<script.*?</script>|<style.*?</style>|<[^>]*>", " ", text(client, address, "zh-hant"), flags=re.S
        )
        ours = page[page.index("報表") :]
        assert "事項統計" in ours
        assert "由梁淑儀於2025年11月14日 10:42 產生。" in ours or address != "/reports/a-report/"
        for english in ("Reports", "How this", "Rows", "Show", "Total", "All", "hidden", "Run by", "Print "):
            assert english not in ours, (address, english)


def test_who_may_not_read_or_take_away(things: Any, publish: Publish, signed_in: SignIn) -> None:
    publish(**REPORT)
    doors = ("", "a-report/", "a-report/rows/", "a-report/workbook/", "a-report/csv/")
    for name in ("owner", "outsider", "administrator"):
        for door in doors:
            text(signed_in(name), f"/reports/{door}", status=403)
    head = signed_in("team_head")
    assert "workbook" not in text(head, "/reports/a-report/")
    for door in ("workbook", "csv"):
        text(head, f"/reports/a-report/{door}/", status=403)


def test_files(things: Any, publish: Publish, signed_in: SignIn) -> None:
    publish(**REPORT)
    client = signed_in("director")
    book = client.get("/reports/a-report/workbook/?p-year=2025-26")
    assert 'filename="a-report-2025-26-2025-11-14.xlsx"' in book["Content-Disposition"]
    assert openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]["A1"].value == "Things counted"
    sheet = client.get("/reports/a-report/csv/")
    assert sheet["Content-Type"].startswith("text/csv") and sheet.content.startswith(b"\xef\xbb\xbf")


def test_hidden_figures_have_no_way_behind_them(publish: Publish, signed_in: SignIn, source: Source) -> None:
    people = [{"unit": "WTS", "kind": "goods", "client": f"g{n}"} for n in range(3)]
    people += [{"unit": "WTS", "kind": "works", "client": f"w{n}"} for n in range(9)]
    source.found["fake:people"].entries = people
    publish(rows=[{"field": "kind"}], dataset="fake:people")
    client = signed_in("director")
    page = text(client, "/reports/a-report/")
    assert "2 figures are hidden" in page and "row=goods" not in page and "row=works" not in page
    text(client, "/reports/a-report/rows/?row=goods", status=403)


def test_answers_cannot_inject_html(publish: Publish, signed_in: SignIn, source: Source) -> None:
    source.found["fake:things"].entries = [{"unit": "WTS", "fund": "<script>alert(1)</script>"}]
    publish(rows=[{"field": "fund"}], chart={"type": "bar", "y": "n"})
    for address in ("/reports/a-report/", "/reports/a-report/rows/"):
        assert "<script>alert" not in text(signed_in("director"), address)
