"""Each field type reads what people type, exactly, and says what is wrong with the rest."""

from datetime import date
from typing import Any

import pytest

from engine.language.problems import Problem
from form_builder.fields import CellValue, field_types
from form_builder.spec import Choice, ItemSpec
from tests.unit.forms.notation import D

CHOICES = {"a": Choice("1", "a", {"en": "Apple", "zh-Hant": "蘋果"}, score=3), "b": Choice("2", "b", "Bread")}


def clean(kind: str, raw: Any, **more: Any) -> Any:
    spec = ItemSpec(id="i", key="k", path="k", type=kind, label="K", **more)
    value = field_types.get(kind).clean(raw, spec, CHOICES)
    return value.code if isinstance(value, Problem) else value


@pytest.mark.parametrize(
    ("kind", "raw", "more", "value"),
    [
        ("text", "  Chan\u00a0", {}, "Chan"),
        ("text", "one\ntwo", {}, "one two"),
        ("text", "   ", {}, None),
        ("text", "e\u0301", {}, "é"),
        ("text", "陳大文", {"options": {"max_length": 3}}, "陳大文"),
        ("text", "陳大文明", {"options": {"max_length": 3}}, "answer.too-long"),
        ("text", "2345 678", {"options": {"pattern": "[0-9]{4} [0-9]{4}"}}, "answer.pattern"),
        ("text", 5, {}, "answer.not-text"),
        ("text", "a\x07b", {}, "answer.control-characters"),
        ("long_text", "one\r\ntwo\r", {}, "one\ntwo"),
        ("integer", "1,200", {}, 1200),
        ("integer", "１２", {}, 12),
        ("integer", 7, {}, 7),
        ("integer", "7.0", {}, 7),
        ("integer", "7.5", {}, "answer.not-a-whole-number"),
        ("integer", True, {}, "answer.not-a-whole-number"),
        ("integer", 1.0, {}, "answer.not-a-whole-number"),
        ("integer", "0", {"min": 1}, "answer.too-small"),
        ("integer", "11", {"max": 10}, "answer.too-big"),
        ("integer", "9007199254740992", {}, "answer.too-big"),
        ("integer", "1,2", {}, "answer.not-a-whole-number"),
        ("decimal", "3.14159", {"options": {"scale": 5}}, D("3.14159")),
        ("decimal", "3.141", {}, "answer.too-precise"),
        ("decimal", "1e5", {}, "answer.not-a-number"),
        ("decimal", "NaN", {}, "answer.not-a-number"),
        ("money", "HK$18,600.5", {}, D("18600.50")),
        ("money", "-1", {"min": "0"}, "answer.too-small"),
        ("money", "90071992547409.92", {}, "answer.too-big"),
        ("money", 12.5, {}, "answer.not-a-number"),
        ("date", "2024-02-29", {}, date(2024, 2, 29)),
        ("date", "29/2/2024", {}, date(2024, 2, 29)),
        ("date", "2025-02-29", {}, "answer.not-a-date"),
        ("date", "20240229", {}, "answer.not-a-date"),
        ("date", "2025-03-31", {"min": "2025-04-01"}, "answer.too-early"),
        ("date", "2025-04-02", {"max": "2025-04-01"}, "answer.too-late"),
        ("choice", "a", {}, "a"),
        ("choice", "c", {}, "answer.not-on-list"),
        ("choice", ["a"], {}, "answer.not-on-list"),
        ("many_choice", ["b", "a", "b"], {}, ["b", "a"]),
        ("many_choice", ["a", "z"], {}, "answer.not-on-list"),
        ("many_choice", ["a", {}], {}, "answer.not-on-list"),
        ("many_choice", ["a", "b"], {"max": 1}, "answer.too-many-choices"),
        ("many_choice", ["a"], {"min": 2}, "answer.too-few-choices"),
        ("yes_no", False, {}, False),
        ("yes_no", "Yes", {}, True),
        ("yes_no", 1, {}, "answer.not-yes-or-no"),
        ("file", ["r1", "r2"], {}, ["r1", "r2"]),
        ("file", ["r1", "r2"], {"max": 1}, "answer.too-many-files"),
        ("file", ["r1"], {"min": 2}, "answer.too-few-files"),
        ("file", [{"x": 1}], {}, "answer.no-such-file"),
    ],
)
def test_reads_what_people_type(kind: str, raw: Any, more: dict[str, Any], value: Any) -> None:
    assert clean(kind, raw, **more) == value


@pytest.mark.parametrize(
    ("kind", "value", "cells"),
    [
        ("text", "x", [CellValue(text="x")]),
        ("integer", 5, [CellValue(integer=5)]),
        ("money", D("18600.05"), [CellValue(integer=1860005)]),
        ("decimal", D("-1.25"), [CellValue(integer=-125)]),
        ("date", date(2025, 1, 2), [CellValue(date=date(2025, 1, 2))]),
        ("yes_no", False, [CellValue(integer=0)]),
        ("many_choice", ["a", "b"], [CellValue(text="a"), CellValue(text="b")]),
        ("file", ["r1", "r2"], [CellValue(integer=2)]),
    ],
)
def test_stores_typed_cells(kind: str, value: Any, cells: list[CellValue]) -> None:
    spec = ItemSpec(id="i", key="k", path="k", type=kind, label="K")
    assert list(field_types.get(kind).cells(value, spec)) == cells


@pytest.mark.parametrize(
    ("kind", "value", "english", "chinese"),
    [
        ("money", D("-18600.5"), "-HK$18,600.50", "-HK$18,600.50"),
        ("date", date(2025, 3, 1), "1 Mar 2025", "2025年3月1日"),
        ("choice", "a", "Apple", "蘋果"),
        ("choice", "gone", "gone", "gone"),
        ("many_choice", ["a", "b"], "Apple, Bread", "蘋果、Bread"),
        ("yes_no", True, "Yes", "是"),
        ("integer", 12345, "12,345", "12,345"),
        ("money", None, "", ""),
    ],
)
def test_prints_as_hong_kong_reads(kind: str, value: Any, english: str, chinese: str) -> None:
    spec, type_ = ItemSpec(id="i", key="k", path="k", type=kind, label="K"), field_types.get(kind)
    assert type_.plain(value, spec, CHOICES, "en") == english
    assert type_.plain(value, spec, CHOICES, "zh-Hant") == chinese


def test_every_type_answers_for_all_of_itself() -> None:
    for name in field_types:
        type_ = field_types.get(name)
        assert type_.name == name
        assert set(type_.label) == {"en", "zh-Hant"}
        assert type_.widget.endswith((f"/{name}.html", "/_computed.html"))
        assert not type_.holds_value or type_.rule_type
