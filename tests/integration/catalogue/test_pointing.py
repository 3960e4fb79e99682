"""A problem's place is said in the author's words; what has no label is counted."""

from typing import Any

import pytest
from django.test import Client

from engine.catalogue.pointing import located, place_of
from engine.catalogue.services import save_draft
from engine.language.documents import Document, from_body
from engine.language.problems import problem
from engine.language.text import say
from tests.cast import NOW, Cast
from tests.unit.forms.notation import form, item

WRONG = {**item("text", "b"), "visible_when": {">": [{"var": "nowhere"}, 5]}}
FORM = form(item("integer", "a"), WRONG)
REPORT = from_body(
    {
        "kind": "report", "language": 1, "key": "r", "title": "R", "dataset": "tasks",
        "parameters": {"year": {"type": "financial_year", "label": {"en": "Year", "zh-Hant": "年度"}}},
        "measures": [{"key": "n", "fn": "count"}], "rows": [{"field": "unit"}], "where": {"==": [1, 1]},
    }
)  # fmt: skip
ROUTE = from_body(
    {
        "kind": "workflow", "language": 1, "key": "w", "title": "W", "start": "ask",
        "nodes": {"ask": {"id": "1", "type": "form", "title": {"en": "Request", "zh-Hant": "申請"}, "next": "gone"}},
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("found", "pointer", "en", "zh"),
    [
        (FORM, "", "The whole document", "整份文件"),
        (FORM, "/pages/0/items/1/visible_when/>/0", "Field “b” › Shown only when", "欄位「b字」 › "),
        (FORM, "/pages/0/items/1", "Field “b”", "欄位「b字」"),
        (FORM, "/pages/0/items/7/label", "Field 8 › Label", "欄位 8 › 標籤"),
        (FORM, "/pages", "Pages", "頁面"),
        (FORM, "/unheard_of/1", "unheard of", "unheard of"),
        (REPORT, "/measures/0/of", "Figure “n” › What it is made of", "數字「n」 › 計算項目"),
        (REPORT, "/rows/0/field", "Rows 1 › ", "橫列 1 › "),
        (REPORT, "/parameters/year/field", "Choice of the reader “Year” › ", "讀者可選項目「年度」 › "),
        (REPORT, "/where/==/0", "Filter", "篩選條件"),
        (ROUTE, "/nodes/ask/next", "Step “Request” › What follows", "步驟「申請」 › 下一步"),
    ],
)
def test_a_place_is_said_in_words(found: Document, pointer: str, en: str, zh: str) -> None:
    where = place_of(found, pointer)
    assert en in say(where, "en") and zh in say(where, "zh-Hant")


@pytest.mark.parametrize("body", [{"pages": 3}, {"pages": [None]}, {"pages": {"0": {"items": "x"}}}, {"scores": [[1]]}])
@pytest.mark.parametrize("pointer", ["/pages/0/items/0/label", "/pages/x", "/scores/0/of/1", "/~1/~0"])
def test_a_document_of_any_shape_has_places(body: dict[str, Any], pointer: str) -> None:
    found = from_body({"kind": "form", "language": 1, "key": "k", "title": "T", **body})
    assert say(place_of(found, pointer), "en")


def test_a_text_that_is_no_document_has_one_place() -> None:
    (one,) = located([problem("document.no-key", "/key")], None)
    assert say(one.where, "en") == "The whole document"


@pytest.mark.django_db
def test_the_page_says_the_place_and_keeps_the_pointer_small(cast: Cast) -> None:
    draft = save_draft(source=FORM.source, owner=cast.wts, by=cast.actor("centre_manager"), at=NOW)
    client = Client()
    client.force_login(cast.centre_manager)
    for page in (f"/design/{draft.definition_id}/", f"/design/{draft.definition_id}/publish/"):
        body = client.get(page).content.decode()
        assert "Field “b” › Shown only when" in body
        assert '<small class="muted">/pages/0/items/1/visible_when' in body
        assert "rules.unknown" not in body
