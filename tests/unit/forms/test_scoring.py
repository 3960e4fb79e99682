"""Scores count answers, allow for missing ones as the form says, and fall into one band."""

from typing import Any

import pytest

from form_builder.changing import change_of
from tests.unit.forms.notation import D, codes, form, item, judge, options, spec_of

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


UP = {"better": "higher", "source": "x"}
REVERSED = {"reversed": ["q2"]}


@pytest.mark.parametrize(
    ("more", "answers", "value"),
    [
        (REVERSED, "202", 6),
        (REVERSED, "020", 0),
        (REVERSED, "1 1", None),
        ({**REVERSED, "missing": {"allow": 1, "as": "prorate"}}, "1 2", 5),
        ({**REVERSED, "missing": {"allow": 1, "as": "zero"}}, "2 0", 2),
        ({"times": 4}, "210", 12),
        ({"times": "0.5"}, "210", 2),
        ({"times": "0.5", "rounding": "down"}, "210", 1),
        ({"times": "0.5", "places": 1}, "210", D("1.5")),
        ({"fn": "weighted", "weights": {"q1": 2, "q3": "0.25"}}, "212", D("5.50")),
        ({"fn": "weighted", "weights": {"q1": 2}, "missing": {"allow": 1, "as": "prorate"}}, "2 0", D("5.33")),
        ({"fn": "mean", "weights": {"q1": 2}}, "210", D("1.25")),
        ({"missing": {"allow": 1, "as": "prorate"}, "rounding": "up"}, "1 2", 5),
        ({"missing": {"allow": 2, "as": "prorate"}}, "1  ", 3),
        ({"missing": {"allow": 2, "as": "prorate"}}, "   ", None),
    ],
)
def test_weights_reversal_prorating_and_rounding(more: dict[str, Any], answers: str, value: Any) -> None:
    given = {name: point for name, point in zip(NAMES, answers, strict=True) if point != " "}
    assert judge(form(*ITEMS, scores=[score(**more)]), given).scores["total"].value == value


def test_a_scale_has_ends_without_naming_them() -> None:
    scale = {"id": "a", "key": "a", "type": "scale", "label": "A"}
    document = form(scale, scores=[score(of=["a"], reversed=["a"])])
    assert codes(document) == []
    assert codes(form(scale, scores=[score(of=["a"], bands=[{"key": "low", "from": 1, "to": 4, "label": "Low"}])])) == [
        ("form.band-gap", "/scores/0/bands/0/to")
    ]


def test_a_number_is_reversed_between_its_ends() -> None:
    items = [item("integer", "a", min=1, max=5), item("yes_no", "b"), item("integer", "c")]
    document = form(*items, scores=[score(of=["a", "b"], reversed=["a", "b"])])
    assert judge(document, {"a": "1", "b": True}).scores["total"].value == 5
    assert codes(form(*items, scores=[score(of=["a", "c"], reversed=["c"])])) == [
        ("form.reversed-without-ends", "/scores/0/reversed/0")
    ]


TENTHS = [
    {"key": "low", "from": 0, "to": "0.9", "label": "Low"},
    {"key": "mid", "from": "1.0", "to": "1.4", "label": "Mid"},
    {"key": "top", "from": "1.5", "to": 2, "label": "Top", "text": {"en": "Much", "zh-Hant": "多"}},
]


@pytest.mark.parametrize(
    ("answers", "band"), [("111", "mid"), ("110", "low"), ("221", "top"), ("222", "top"), ("122", "top")]
)
def test_bands_may_be_finer_than_whole_numbers(answers: str, band: str) -> None:
    document = form(*ITEMS, scores=[score(fn="mean", bands=TENTHS)])
    assert codes(document) == []
    assert judge(document, dict(zip(NAMES, answers, strict=True))).scores["total"].band == band


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"weights": {"q9": 1}, "fn": "weighted"}, ("form.unknown-item", "/scores/0/weights/q9")),
        ({"reversed": ["q9"]}, ("form.unknown-item", "/scores/0/reversed/0")),
        ({"fn": "weighted"}, ("form.weights", "/scores/0/fn")),
        ({"weights": {"q1": 2}}, ("form.weights", "/scores/0/fn")),
        ({"part_of": "total"}, ("form.part-of-nothing", "/scores/0/part_of")),
        ({"change": {"sd": 0, "reliability": "0.9", "source": "x"}}, ("form.change-numbers", "/scores/0/change")),
        ({"change": {"sd": 3, "reliability": 1, "source": "x"}}, ("form.change-numbers", "/scores/0/change")),
    ],
)
def test_a_score_that_cannot_be(more: dict[str, Any], expected: tuple[str, str]) -> None:
    assert codes(form(*ITEMS, scores=[score(**more)])) == [expected]


@pytest.mark.parametrize(
    ("change", "before", "after", "expected"),
    [
        ({"better": "lower"}, "14", "10", ("better", None, None, None)),
        ({"better": "higher"}, "14", "10", ("worse", None, None, None)),
        ({"source": "x"}, "14", "10", ("moved", None, None, None)),
        ({"better": "lower", "least": 5, "source": "x"}, "14", "9", ("better", None, None, True)),
        ({"better": "lower", "least": 5, "source": "x"}, "14", "10", ("better", None, None, False)),
        # The example of Jacobson & Truax (1991): before 32.5, after 47.5, sd 7.5, reliability .80: RC = 3.16.
        ({**UP, "sd": "7.5", "reliability": "0.8"}, "32.5", "47.5", ("better", D("3.16"), True, None)),
        ({**UP, "sd": 10, "reliability": "0.5"}, "0", "19.6", ("better", D("1.96"), False, None)),
        ({**UP, "sd": 10, "reliability": "0.5"}, "0", "19.7", ("better", D("1.97"), True, None)),
        ({"better": "lower"}, "7", "7", ("same", None, None, None)),
    ],
)  # fmt: skip
def test_change_between_two_scores(change: dict[str, Any], before: str, after: str, expected: Any) -> None:
    spec = spec_of(form(*ITEMS, scores=[score(change=change)])).scores[0].change
    found = change_of(spec, D(before), D(after))
    assert (found.direction, found.index, found.reliable, found.matters) == expected


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
