"""Answers in, judgement out: values, what is visible, problems and scores. Pure: no clock, no database, no language.

What is hidden is empty for every rule that reads it, and stands in no result; a draft keeps it all the same.
A calculated value is always computed here: what a browser sent under its key is not looked at.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.language.problems import problem
from engine.language.references import Library
from form_builder.judging import Evaluated, Judge
from form_builder.leaves import leaves
from form_builder.option_lists import choices_of
from form_builder.scoring import ScoreResult
from form_builder.spec import FormSpec, ItemSpec
from form_builder.steps import written_of

__all__ = [
    "MOST_CHARACTERS",
    "Evaluated",
    "ScoreResult",
    "choices_of",
    "evaluate",
    "initial",
    "leaves",
    "size_of",
    "wire",
]

MOST_CHARACTERS = 1_000_000
"""How long all answers of one form may be, as JSON."""


def evaluate(
    spec: FormSpec,
    answers: Any,
    *,
    library: Library,
    today: date,
    now: str,
    files: Mapping[str, str] | None = None,
) -> Evaluated:
    """Judges wire `answers`. Never raises for bad answers: every one of them becomes a problem.

    `files` maps the refs of the files at hand to their item's id; None leaves files unchecked.
    """
    if not isinstance(answers, Mapping):
        return Evaluated({}, frozenset(), frozenset(), frozenset(), (problem("answer.not-answers"),))
    size = size_of(answers)
    if size > MOST_CHARACTERS:
        too_large = problem("answer.too-large", size=size, limit=MOST_CHARACTERS)
        return Evaluated({}, frozenset(), frozenset(), frozenset(), (too_large,))
    return Judge(spec, library, today, now, files).judge(answers)


def size_of(answers: Mapping[str, Any]) -> int:
    """How long the answers are as JSON; of answers that are short for certain, what they are at most.

    Nothing takes more than three times as many characters in JSON as in Python's own spelling.
    """
    most = 3 * len(repr(answers))
    return most if most <= MOST_CHARACTERS else len(json.dumps(answers, ensure_ascii=False, default=str))


def wire(spec: FormSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    """Typed values as JSON, without the empty ones: what a submission stores."""
    return _wire(spec, values)


def initial(spec: FormSpec) -> dict[str, Any]:
    """The wire answers that a new draft begins with: the defaults."""
    return {key: item.default for key, item in spec.fields.items() if item.default is not None and not item.calculated}


def _wire(level: FormSpec | ItemSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for step in written_of(level):
        value = values.get(step.key)
        if value is None:
            continue
        if step.item.fields:
            value = [_wire(step.item, row) for row in value]
        found[step.key] = value if step.written is None else step.written(value)
    return found
