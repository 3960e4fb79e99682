"""Scores of answers: a number, its band, and the alerts that it sets off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from engine.language.rules import Scope
from form_builder.fields import field_types
from form_builder.spec import Band, Choice, FormSpec, ScoreSpec

Choices = Callable[[str], Mapping[str, Choice]]
MEAN_PLACES = 2


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
    """The band that holds `value`: a mean between two whole bands belongs to the lower."""
    if value is None:
        return None
    return next((band for band in score.bands if band.start <= value < band.end + 1), None)


def _result(score: ScoreSpec, total: Any, scope: Scope) -> ScoreResult:
    band = band_of(score, total)
    fired = tuple(alert.id for alert in score.alerts if alert.rule(scope) is True)
    return ScoreResult(total, band.key if band else None, fired)


def _total(score: ScoreSpec, spec: FormSpec, values: Mapping[str, Any], choices: Choices) -> int | Decimal | None:
    points = [field_types.get(spec.fields[key].type).points(values.get(key), choices(key)) for key in score.of]
    given = [point for point in points if point is not None]
    missing = len(points) - len(given)
    if missing > score.allow or not given:
        return None
    if score.fn == "mean":
        count = len(given) if score.fill == "prorate" else len(points)
        return (Decimal(sum(given)) / count).quantize(Decimal(1).scaleb(-MEAN_PLACES), ROUND_HALF_UP)
    return _prorated(sum(given), len(points), len(given)) if score.fill == "prorate" and missing else sum(given)


def _prorated(total: Any, asked: int, answered: int) -> int:
    return int((Decimal(total) * asked / answered).quantize(Decimal(1), ROUND_HALF_UP))


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)
