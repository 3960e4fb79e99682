"""Scores of answers: a number, its band, and the alerts that it sets off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Any

from engine.language.rules import Scope
from form_builder.fields import field_types
from form_builder.fields.numbers import limit
from form_builder.spec import Band, Choice, FormSpec, ItemSpec, ScoreSpec

Choices = Callable[[str], Mapping[str, Choice]]
MEAN_PLACES = 2
EXACT = 10
ROUNDINGS = {"half_up": ROUND_HALF_UP, "up": ROUND_UP, "down": ROUND_DOWN}


@dataclass(frozen=True)
class ScoreResult:
    """A score: its value (None when too much is unanswered), its band's key, and the ids of the alerts that fired."""

    value: int | Decimal | None
    band: str | None
    alerts: tuple[str, ...] = ()


def score_all(spec: FormSpec, scope: Scope, choices: Choices) -> dict[str, ScoreResult]:
    """Every score of a form. `scope.values` are the values; `choices` gives a field's options by its key."""
    totals = {score.key: _total(score, spec, scope.values, choices) for score in spec.scores}
    values = {**scope.values, **{f"scores.{key}": _decimal(total) for key, total in totals.items()}}
    wider = Scope(values, (), scope.today, scope.now, scope.lookup)
    return {score.key: _result(score, totals[score.key], wider) for score in spec.scores}


def band_of(score: ScoreSpec, value: Any) -> Band | None:
    """The band that holds `value`."""
    if value is None:
        return None
    return next((band for band in score.bands if band.start <= value < band.limit), None)


def _result(score: ScoreSpec, total: Any, scope: Scope) -> ScoreResult:
    band = band_of(score, total)
    fired = tuple(alert.id for alert in score.alerts if alert.rule(scope) is True)
    return ScoreResult(total, band.key if band else None, fired)


def _total(score: ScoreSpec, spec: FormSpec, values: Mapping[str, Any], choices: Choices) -> int | Decimal | None:
    points = {key: _points(score, spec.fields[key], values.get(key), choices(key)) for key in score.of}
    given = {key: point for key, point in points.items() if point is not None}
    every, answered = (sum(weight_of(score, key) for key in keys) for keys in (points, given))
    if len(points) - len(given) > score.allow or not given or not every or not answered:
        return None
    total = sum((weight_of(score, key) * point for key, point in given.items()), Decimal(0))
    grown = score.fill == "prorate"
    upper, lower = (1, answered if grown else every) if score.fn == "mean" else (every, answered) if grown else (1, 1)
    return _rounded(total * upper * score.times / lower, score)


def _points(score: ScoreSpec, item: ItemSpec, value: Any, choices: Mapping[str, Choice]) -> Decimal | None:
    kind = field_types.get(item.type)
    point = kind.points(value, choices)
    if point is None:
        return None
    ends = reach_of(item, choices) if item.key in score.reversed else None
    return Decimal(point) if ends is None else ends[0] + ends[1] - Decimal(point)


def weight_of(score: ScoreSpec, key: str) -> Decimal:
    """How much an item counts."""
    return score.weights.get(key, Decimal(1))


def reach_of(item: Any, choices: Mapping[str, Choice]) -> tuple[Decimal, Decimal] | None:
    """The least and the greatest number that an item can count for; None where it has no ends."""
    if field_types.get(item.type).rule_type == "boolean":
        return Decimal(0), Decimal(1)
    scores = [choice.score for choice in choices.values() if choice.score is not None]
    if scores:
        return Decimal(min(scores)), Decimal(max(scores))
    low, high = (limit(end) for end in field_types.get(item.type).reach(item))
    return None if low is None or high is None else (low, high)


def _rounded(exact: Decimal, score: ScoreSpec) -> int | Decimal:
    """At the score's places. Ten places come first, as in the browser: a third of three is one. Nor is there a negative zero."""
    tenth = exact.quantize(Decimal(1).scaleb(-EXACT), ROUND_HALF_EVEN)
    value = tenth.quantize(Decimal(1).scaleb(-score.places), ROUNDINGS[score.rounding]) + 0
    return value if score.places else int(value)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)
