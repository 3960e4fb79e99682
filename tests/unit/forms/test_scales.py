"""The shipped scales against their published scoring tables: every total that can be reached, every boundary of every band.

Each form names the source of its table in its `note`.
"""

from itertools import product
from typing import Any

import pytest

from form_builder.scoring import reach_of
from form_builder.spec import Choice, FormSpec, ScoreSpec
from tests.unit.forms.notation import D
from tests.unit.forms.test_shipped import judge, shipped

PHQ_HIGH = "moderately_severe"
TABLES = [
    ("phq-9", "total", {(0, 4): "minimal", (5, 9): "mild", (10, 14): "moderate", (15, 19): PHQ_HIGH, (20, 27): "severe"}),
    ("gad-7", "total", {(0, 4): "minimal", (5, 9): "mild", (10, 14): "moderate", (15, 21): "severe"}),
    ("phq-4", "total", {(0, 2): "normal", (3, 5): "mild", (6, 8): "moderate", (9, 12): "severe"}),
    ("phq-4", "anxiety", {(0, 2): "below", (3, 6): "above"}),
    ("phq-4", "depression", {(0, 2): "below", (3, 6): "above"}),
    ("k6", "total", {(0, 4): "low", (5, 12): "moderate", (13, 24): "serious"}),
    ("k10", "total", {(10, 15): "low", (16, 21): "moderate", (22, 29): "high", (30, 50): "very_high"}),
    ("who-5", "total", {(0, 28): "likely_depression", (29, 50): "low", (51, 100): "above"}),
    ("family-apgar", "total", {(0, 3): "severe", (4, 6): "moderate", (7, 10): "functional"}),
    ("epds", "total", {(0, 9): "below", (10, 30): "above"}),
    ("audit", "total", {(0, 7): "zone_1", (8, 15): "zone_2", (16, 19): "zone_3", (20, 40): "zone_4"}),
    ("rosenberg", "total", {(0, 14): "low", (15, 30): "not_low"}),
    ("cries-8", "total", {(0, 16): "below", (17, 40): "above"}),
]  # fmt: skip
SLOTS = {"who-5", "score-15", "family-apgar", "epds", "audit", "rosenberg", "cries-8"}


def options(spec: FormSpec, key: str) -> list[Choice]:
    from tests.unit.forms.test_shipped import library

    item = spec.fields[key]
    found: Any = library().find("choices", item.choices or "")
    listed = [] if found is None else found.options
    return list(item.inline) or [Choice(o.id, o.key, o.label, score=int(o.key)) for o in listed]


def score_of(key: str, name: str) -> tuple[FormSpec, ScoreSpec]:
    spec = shipped(key)
    return spec, next(one for one in spec.scores if one.key == name)


def worth(spec: FormSpec, score: ScoreSpec, key: str) -> dict[int, str]:
    """What each option of an item counts for, turned round where the score says so: points by the option's key."""
    given = options(spec, key)
    ends = reach_of(spec.fields[key], {one.key: one for one in given})
    assert ends is not None
    turned = key in score.reversed
    return {int(ends[0] + ends[1]) - (one.score or 0) if turned else one.score or 0: one.key for one in given}


def every_total(spec: FormSpec, score: ScoreSpec) -> dict[int, dict[str, str]]:
    """For each total that can be reached, answers that reach it."""
    found: dict[int, dict[str, str]] = {0: {}}
    for key in score.of:
        found = {
            total + points: {**answers, key: option}
            for (total, answers), (points, option) in product(found.items(), worth(spec, score, key).items())
        }
    return found


@pytest.mark.parametrize(("form", "name", "table"), TABLES)
def test_every_total_falls_into_the_published_band(form: str, name: str, table: dict[tuple[int, int], str]) -> None:
    spec, score = score_of(form, name)
    expected = {total: band for (low, high), band in table.items() for total in range(low, high + 1)}
    reached = {int(total * score.times): answers for total, answers in every_total(spec, score).items()}
    ends = {number for pair in table for number in pair}
    assert ({min(reached), max(reached)} <= ends) and min(reached) == min(ends) and max(reached) == max(ends)
    for total, answers in reached.items():
        found = judge(form, answers).scores[name]
        assert (found.value, found.band) == (total, expected[total])


@pytest.mark.parametrize("form", sorted({form for form, _, _ in TABLES} | {"score-15"}))
def test_one_missing_answer_leaves_no_score(form: str) -> None:
    """None of their tables here says how to prorate, so none does."""
    spec = shipped(form)
    for score in spec.scores:
        answers = {key: options(spec, key)[-1].key for key in score.of}
        assert judge(form, answers).scores[score.key].value is not None
        assert judge(form, {**answers, score.of[0]: None}).scores[score.key].value is None


def test_score_15_turns_difficulties_round() -> None:
    well = {f"i{n}": "1" if n in {1, 3, 6, 10, 15} else "5" for n in range(1, 16)}
    badly = {key: {"1": "5", "5": "1"}[value] for key, value in well.items()}
    for name in ("total", "strengths", "overwhelmed", "communication"):
        assert judge("score-15", well).scores[name].value == D("1.00")
        assert judge("score-15", badly).scores[name].value == D("5.00")
    half = {**well, "i5": "1"}
    assert {name: found.value for name, found in judge("score-15", half).scores.items()} == {
        "total": D("1.27"), "strengths": D("1.00"), "overwhelmed": D("1.80"), "communication": D("1.00"),
    }  # fmt: skip


def test_rosenberg_turns_five_items_round() -> None:
    answers = {f"i{n}": "0" if n in {2, 5, 6, 8, 9} else "3" for n in range(1, 11)}
    assert judge("rosenberg", answers).scores["total"].value == 30


@pytest.mark.parametrize(("form", "item"), [("epds", "i10"), ("phq-9", "self_harm")])
def test_any_thought_of_self_harm_alerts(form: str, item: str) -> None:
    spec = shipped(form)
    calm = {key: "0" for key in spec.scores[0].of}
    for answer in "0123":
        assert bool(judge(form, {**calm, item: answer}).scores["total"].alerts) == (answer != "0")


def test_what_may_not_ship_is_a_slot_that_says_why() -> None:
    from tests.unit.forms.test_shipped import FORMS

    waiting = {key for key in FORMS if shipped(key).needs_text}
    assert waiting == SLOTS
    for key in waiting:
        note: Any = shipped(key).licence_note
        assert set(note) == {"en", "zh-Hant"} and len(note["en"]) > 100
