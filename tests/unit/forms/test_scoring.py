"""Scores count answers, allow for missing ones as the form says, and fall into one band."""

from typing import Any

import pytest

from tests.unit.forms.notation import D, codes, form, item, judge, options

NAMES = ["q1", "q2", "q3"]
ITEMS = [
    item("choice", name, choices=[{**o, "id": f"{name}-{o['key']}"} for o in options("0", "1", "2")]) for name in NAMES
]
BANDS = [
    {"key": "low", "from": 0, "to": 2, "label": {"en": "Low", "zh-Hant": "低"}},
    {"key": "high", "from": 3, "to": 6, "label": {"en": "High", "zh-Hant": "高"}},
]  # fmt: skip


def score(**more: Any) -> dict[str, Any]:
    return {"id": "s", "key": "total", "label": {"en": "T", "zh-Hant": "總"}, "fn": "sum", "of": NAMES, **more}


@pytest.mark.parametrize(
    ("more", "answers", "value", "band"),
    [
        ({}, {"q1": "2", "q2": "1", "q3": "0"}, 3, "high"),
        ({}, {"q1": "0", "q2": "0", "q3": "0"}, 0, "low"),
        ({}, {"q1": "2", "q2": "1"}, None, None),
        ({"missing": {"allow": 1, "as": "zero"}}, {"q1": "2", "q2": "0"}, 2, "low"),
        ({"missing": {"allow": 1, "as": "prorate"}}, {"q1": "2", "q2": "1"}, 5, "high"),
        ({"missing": {"allow": 1, "as": "prorate"}}, {"q1": "2"}, None, None),
        ({"fn": "mean"}, {"q1": "2", "q2": "2", "q3": "1"}, D("1.67"), "low"),
    ],
)
def test_a_score_is_counted(more: dict[str, Any], answers: dict[str, str], value: Any, band: str | None) -> None:
    judged = judge(form(*ITEMS, scores=[score(bands=BANDS, **more)]), answers)
    assert (judged.scores["total"].value, judged.scores["total"].band) == (value, band)


def test_an_alert_reads_answers_and_scores() -> None:
    alerts = [
        {"id": "any", "when": {"in": [{"var": "q3"}, ["1", "2"]]}, "role": "supervisor", "message": "Look"},
        {"id": "much", "when": {">=": [{"var": "scores.total"}, 5]}, "role": "supervisor", "message": "Look"},
    ]
    document = form(*ITEMS, scores=[score(alerts=alerts)])
    assert judge(document, {"q1": "0", "q2": "0", "q3": "1"}).scores["total"].alerts == ("any",)
    assert judge(document, {"q1": "2", "q2": "2", "q3": "2"}).scores["total"].alerts == ("any", "much")
    assert judge(document, {"q1": "2", "q2": "2"}).scores["total"].alerts == ()


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ([(0, 3), (3, 6)], [("form.band-overlap", "/scores/0/bands/1/from")]),
        ([(0, 2), (4, 6)], [("form.band-gap", "/scores/0/bands/1/from")]),
        ([(1, 6)], [("form.band-gap", "/scores/0/bands/0/from")]),
        ([(0, 5)], [("form.band-gap", "/scores/0/bands/0/to")]),
        ([(5, 0)], [("form.band-backwards", "/scores/0/bands/0")]),
        ([(3, 6), (0, 2)], []),
    ],
)
def test_bands_cover_every_score_once(bands: list[tuple[int, int]], expected: list[tuple[str, str]]) -> None:
    made = [{"key": f"b{n}", "from": a, "to": b, "label": f"Band {n}"} for n, (a, b) in enumerate(bands)]
    found = [pair for pair in codes(form(*ITEMS, scores=[score(bands=made)]))]
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_a_score_of_words_is_a_problem() -> None:
    document = form(item("text", "a"), scores=[score(of=["a", "b"])])
    assert codes(document) == [("form.score-without-number", "/scores/0/of/0"), ("form.unknown-item", "/scores/0/of/1")]
