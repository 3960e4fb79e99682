"""Whether the options that an answer names are offered: by the rule of their list, and on that day."""

from collections.abc import Iterable
from datetime import date

from engine.language.problems import Problem, problem
from form_builder.spec import Choice


def not_offered(chosen: Iterable[Choice], offered: frozenset[str] | None) -> Problem | None:
    """The problem with the first option that a rule does not let through; None where there is no rule."""
    for choice in chosen:
        if offered is not None and choice.key not in offered:
            return problem("answer.not-offered", option=choice.label)
    return None


def ended(chosen: Iterable[Choice], today: date) -> Problem | None:
    """The problem with the first option whose last day is past."""
    for choice in chosen:
        if choice.until is not None and choice.until < today:
            return problem("answer.option-ended", option=choice.label)
    return None
