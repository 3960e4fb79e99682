"""Codes with qualifiers are read, checked and written as the ICF writes them; the shipped list holds only titles."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine.language.problems import Problem
from form_builder.fields.base import CellValue
from form_builder.fields.classification import ClassificationField, codable
from form_builder.spec import Choice, ItemSpec

SHIPPED = json.loads((Path(__file__).parents[3] / "definitions/choices/icf.json").read_text("utf-8"))
ICF = {o["key"]: Choice(o["id"], o["key"], o["label"], o.get("parent")) for o in SHIPPED["options"]}
KIND = ClassificationField()


def spec(**options: Any) -> ItemSpec:
    return ItemSpec(id="i", key="k", path="k", type="classification", label="K", options=options)


def clean(raw: Any, **options: Any) -> Any:
    value = KIND.clean(raw, spec(**options), ICF)
    return value.code if isinstance(value, Problem) else value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("d510.2", "d510.2"),
        (" D 510 . 2 ", "d510.2"),
        ("ｄ４４０２．２", "d4402.2"),
        ("d4402.23", "d4402.23"),
        ("d510._3", "d510._3"),
        ("d510.2_", "d510.2_"),
        ("d510", "d510"),
        ("d510.8", "d510.8"),
        ("d510.99", "d510.99"),
        ("e310+3", "e310+3"),
        ("e310.4", "e310.4"),
        ("e310＋3", "e310+3"),
        ({"code": "d510", "performance": "2"}, "d510.2"),
        ({"code": "d510", "performance": "2", "capacity": "3"}, "d510.23"),
        ({"code": "d510", "capacity": "3"}, "d510._3"),
        ({"code": "e310", "sign": "+", "performance": "3"}, "e310+3"),
        ({"code": "d510"}, "d510"),
        ({"code": "", "performance": ""}, None),
        ({}, None),
        ("d510.5", "answer.no-such-qualifier"),
        ("d510._", "answer.no-such-qualifier"),
        ("d510.__", "answer.no-such-qualifier"),
        ("d510+2", "answer.no-facilitator"),
        ("e310+33", "answer.one-qualifier"),
        ("d510.222", "answer.not-a-classification"),
        ("d510.", "answer.not-a-classification"),
        ("510.2", "answer.not-a-classification"),
        ("d5.2", "answer.not-on-list"),
        ("b1", "answer.not-on-list"),
        ("d999.2", "answer.not-on-list"),
        ({"code": ["d510"]}, "answer.not-a-classification"),
        ({"code": "d510", "danger": "2"}, "answer.not-a-classification"),
        (5, "answer.not-a-classification"),
    ],
)
def test_reads_notations(raw: Any, value: Any) -> None:
    assert clean(raw) == value


def test_a_field_may_fix_its_code_or_its_qualifiers() -> None:
    assert clean({"performance": "2"}, code="d510") == "d510.2"
    assert clean({"performance": ""}, code="d510") is None
    assert clean("d640.2", code="d510") == "answer.not-on-list"
    assert clean("d510.23", qualifiers="performance") == "answer.one-qualifier"
    assert clean("d510.2", qualifiers="none") == "answer.no-qualifier"


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("d510.2", "d510.2 Washing oneself: moderate problem (performance)", "d510.2 清洗身體：現況表現：中度困難"),
        (
            "d4402.23",
            "d4402.23 Manipulating: moderate problem (performance); severe problem (capacity)",
            "d4402.23 操弄：現況表現：中度困難；能力：嚴重困難",
        ),
        ("d510._3", "d510._3 Washing oneself: severe problem (capacity)", "d510._3 清洗身體：能力：嚴重困難"),
        ("e310+3", "e310+3 Immediate family: substantial facilitator", "e310+3 直系家庭成員：相當大促進因素"),
        ("e310.3", "e310.3 Immediate family: severe barrier", "e310.3 直系家庭成員：嚴重障礙"),
        ("e310+8", "e310+8 Immediate family: facilitator, not specified", "e310+8 直系家庭成員：促進因素（未有註明）"),
        ("d510", "d510 Washing oneself", "d510 清洗身體"),
        ("d999.1", "d999.1: mild problem (performance)", "d999.1：現況表現：輕微困難"),
        ("", "", ""),
    ],
)
def test_writes_them_in_words(value: str, english: str, chinese: str) -> None:
    assert KIND.plain(value, spec(), ICF, "en") == english
    assert KIND.plain(value, spec(), ICF, "zh-Hant") == chinese


@pytest.mark.parametrize(("value", "points"), [("d510.3", 3), ("d510.9", None), ("e310+3", None), ("d510", None)])
def test_counts_the_extent_of_a_problem(value: str, points: int | None) -> None:
    assert KIND.points(value, ICF) == points


def test_its_cell_is_the_code() -> None:
    assert list(KIND.cells("d4402.23", spec())) == [CellValue(text="d4402")]


def test_the_shipped_list_offers_codes_and_not_chapters() -> None:
    offered = codable(ICF)
    assert {"d160", "d4402", "d510", "d640", "d730", "d820", "d850", "d910", "e310"} <= offered
    assert not {"b1", "s8", "d5", "e5"} & offered
    assert "World Health Organization" in SHIPPED["note"]["en"]
    assert "working translation" in SHIPPED["note"]["en"]


def test_a_fixed_code_must_be_on_the_list() -> None:
    inline = (Choice("1", "d510", "Washing oneself"),)
    item = ItemSpec(id="i", key="k", path="k", type="t", label="K", inline=inline, options={"code": "d640"})
    assert [p.code for p in KIND.check(item, "/x")] == ["form.code-not-on-list"]
