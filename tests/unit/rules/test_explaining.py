"""Rules as sentences."""

from typing import Any

import pytest

from engine.language.pointers import walk
from engine.language.rules import explain, operators
from tests.unit.rules.signatures import LINES, SIGNATURE

V = {name: {"var": name} for name in SIGNATURE.fields}
BIG = {">": [V["total"], "5000"]}
GOODS = {"in": [V["category"], ["goods", "services"]]}

SENTENCES: list[tuple[Any, str, str]] = [
    (
        {"and": [BIG, GOODS]},
        "Total is more than HK$5,000.00 and Category is one of Goods, Services",
        "總額大於HK$5,000.00，而且類別是以下其中一項：物料、服務",
    ),
    (
        {"or": [{"and": [BIG, V["urgent"]]}, {"not": [GOODS]}]},
        "(Total is more than HK$5,000.00 and Urgent is yes) or Category is none of Goods, Services",
        "（總額大於HK$5,000.00，而且緊急為「是」），或者類別不是以下任何一項：物料、服務",
    ),
    ({"==": [V["category"], "goods"]}, "Category is Goods", "類別是物料"),
    ({"!=": [V["category"], None]}, "Category has an answer", "類別已填寫"),
    ({"==": [None, V["category"]]}, "Category has no answer", "類別未填寫"),
    ({"not": [{"==": [V["urgent"], True]}]}, "Urgent is not yes", "緊急不是「是」"),
    ({"not": [V["urgent"]]}, "Urgent is not yes", "緊急不是「是」"),
    ({"not": [BIG]}, "It is not true that Total is more than HK$5,000.00", "並非總額大於HK$5,000.00"),
    ({"<": [V["needed"], {"today": []}]}, "Needed by is before today", "需要日期早於今天"),
    ({"<=": [V["needed"], "2025-05-01"]}, "Needed by is on or before 1 May 2025", "需要日期不遲於2025年5月1日"),
    ({">=": [V["staff"], 1000]}, "Staff is at least 1,000", "員工人數不少於1,000"),
    ({"<": [V["rate"], "-0.5"]}, "Rate is less than -0.5", "比率小於-0.5"),
    ({"empty": [V["reason"]]}, "Reason is empty", "原因為空白"),
    ({"not": [{"empty": [V["reason"]]}]}, "Reason is filled in", "原因已填寫"),
    ({"contains": [V["tags"], "works"]}, "Tags includes Works", "標籤包括工程"),
    ({"starts": [V["reason"], "PO"]}, "Reason starts with “PO”", "原因以「PO」開首"),
    ({"matches": [V["reason"], "\\d+"]}, "Reason has the form “\\d+”", "原因符合格式「\\d+」"),
    ({">": [{"length": [V["reason"]]}, 5]}, "The length of Reason is more than 5", "原因的字數大於5"),
    ({">=": [{"count": [V["files"]]}, 2]}, "The number of Quotations is at least 2", "報價單的數目不少於2"),
    (
        {">": [{"sum": [V["lines"], {"*": [{"row": "quantity"}, {"row": "price"}]}]}, V["total"]]},
        "The total of (Quantity times Unit price) in Items is more than Total",
        "項目的（數量乘以單價）的總和大於總額",
    ),
    (
        {"some": [V["lines"], {">": [{"row": "amount"}, "100"]}]},
        "In at least one row of Items, Amount is more than HK$100.00",
        "項目最少有一行是金額大於HK$100.00",
    ),
    (
        {"all": [V["lines"], {"==": [{"row": "item"}, "pen"]}]},
        "In every row of Items, Item is “pen”",
        "項目每一行都是物品是「pen」",
    ),
    (
        {"count": [V["lines"], {">": [{"row": "amount"}, "0"]}]},
        "The number of rows of Items where Amount is more than HK$0.00",
        "項目中符合「金額大於HK$0.00」的行數",
    ),
    ({"max": [V["staff"], 5]}, "The largest of Staff, 5", "員工人數、5的最大值"),
    ({"min": [V["lines"], {"row": "price"}]}, "The smallest of Unit price in Items", "項目的單價的最小值"),
    ({"mean": [V["staff"], 5]}, "The average of Staff, 5", "員工人數、5的平均數"),
    ({">=": [{"age": [V["born"]]}, 60]}, "The age by Date of birth is at least 60", "按出生日期計算的年齡不少於60"),
    ({"days": [V["born"], V["needed"]]}, "The days from Date of birth to Needed by", "由出生日期至需要日期的日數"),
    ({"years": [V["born"], {"today": []}]}, "The full years from Date of birth to today", "由出生日期至今天的足年數"),
    ({"add_days": [V["needed"], 3]}, "3 days after Needed by", "需要日期之後3天"),
    (
        {"round": [{"/": [V["total"], 3]}, 2]},
        "(Total divided by 3) rounded to 2 decimal places",
        "（總額除以3）四捨五入至小數點後2位",
    ),
    ({"round": [V["rate"]]}, "Rate rounded to a whole number", "比率四捨五入至整數"),
    ({"-": [V["total"], {"neg": [V["rate"]]}]}, "Total minus minus Rate", "總額減負比率"),
    ({"+": [V["total"], V["rate"]]}, "Total plus Rate", "總額加比率"),
    ({"concat": [V["reason"], "!"]}, "Reason followed by “!”", "原因後接「!」"),
    ({"coalesce": [V["reason"], "none"]}, "Reason (or “none” if that has no answer)", "原因（如未填寫則為「none」）"),
    (
        {"if": [V["urgent"], 1, BIG, 2, 3]},
        "1 if Urgent is yes, 2 if Total is more than HK$5,000.00, otherwise 3",
        "如緊急為「是」，則為1；如總額大於HK$5,000.00，則為2；否則為3",
    ),
    (
        {">": [{"lookup": ["quotations", {"amount": V["total"], "category": V["category"]}, "count"]}, 0]},
        "“count” of the table “Quotations needed” for Total, Category is more than 0",
        "按總額、類別在對照表「所需報價」查得的「count」大於0",
    ),
    ({"==": [{"now": []}, V["reason"]]}, "The present moment is Reason", "現在的時刻是原因"),
    ({">": [{"var": "gone"}, 5]}, "? is more than 5", "?大於5"),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), SENTENCES, ids=lambda v: str(v)[:50])
def test_is_said_in_both_languages(rule: Any, english: str, chinese: str) -> None:
    assert explain(rule, SIGNATURE, "en") == english
    assert explain(rule, SIGNATURE, "zh-Hant") == chinese


def test_every_operator_is_said() -> None:
    said = {name for rule, _, _ in SENTENCES for _, part, _ in walk(rule) if isinstance(part, dict) for name in part}
    assert set(operators) - said == set()


def test_a_rule_inside_a_row_uses_the_labels_of_the_row() -> None:
    rule = {"*": [{"row": "quantity"}, {"row": "price"}]}
    assert explain(rule, SIGNATURE, "en", rows=(LINES,)) == "Quantity times Unit price"
