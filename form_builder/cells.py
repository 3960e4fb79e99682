"""Typed cells of a submission: what reports read."""

from collections.abc import Iterator, Mapping
from typing import Any

from form_builder.answering import Evaluated, leaves
from form_builder.fields import field_types
from form_builder.models import Cell, Submission
from form_builder.scoring import ScoreResult
from form_builder.spec import FormSpec, ScoreSpec


def cells_of(submission: Submission, spec: FormSpec, judged: Evaluated) -> list[Cell]:
    """The rows to insert: a cell for each answered leaf, one for each row of a repeat, one for each score."""
    found = list(_answers(submission, spec, judged.values))
    for score in spec.scores:
        result = judged.scores[score.key]
        if result.value is not None:
            cell = Cell(submission=submission, item_id=score.id, path=f"scores.{score.key}", text=result.band)
            cell.integer = score_units(score, result)
            found.append(cell)
    return found


def score_units(score: ScoreSpec, result: ScoreResult) -> int:
    """A score as its cell holds it: without its point (1.67 is 167)."""
    return int((result.value or 0) * 10**score.places)


def _answers(submission: Submission, spec: FormSpec, values: Mapping[str, Any]) -> Iterator[Cell]:
    for item, path, row, value in leaves(spec, values):
        if value is None:
            yield Cell(submission=submission, item_id=item.id, path=path, row=row)
            continue
        for cell in field_types.get(item.type).cells(value, item):
            yield Cell(
                submission=submission,
                item_id=item.id,
                path=path,
                row=row,
                text=cell.text,
                integer=cell.integer,
                date=cell.date,
            )
