"""20,000 random rules, and no difference between the Python and the browser's evaluator.

A machine without node or without the frontend's packages fails here: a comparison that is left out proves nothing.
"""

from collections import Counter
from typing import Any

from engine.language.pointers import walk
from engine.language.rules import operators
from tests.rules.casebook import Case, in_browser
from tests.rules.generator import Generator

RULES = 20_000
SEED = 20250501


def sound_cases(count: int) -> list[Case]:
    """Random rules without problems (a random literal may not suit the type of its place, and is refused)."""
    generator = Generator(SEED)
    cases: list[Case] = []
    while len(cases) < count:
        case = generator.case()
        if not case.problems():
            cases.append(case)
    return cases


def differences(cases: list[Case], answers: list[Any]) -> list[tuple[Any, Any, Any, Any]]:
    """Each case that the evaluators answer differently; True and 1 differ."""
    found: list[tuple[Any, Any, Any, Any]] = []
    for case, browser in zip(cases, answers, strict=True):
        python = case.python()
        if type(python) is not type(browser) or python != browser:
            found.append((case.rule, case.values, python, browser))
    return found


def test_the_two_evaluators_never_differ() -> None:
    cases = sound_cases(RULES)
    answers = in_browser(cases)
    found = differences(cases, answers)
    assert found == [], f"{len(found)} of {len(cases)} rules differ; the first: {found[0]}"
    assert_worth_comparing(cases, answers)


def assert_worth_comparing(cases: list[Case], answers: list[Any]) -> None:
    """Every operator occurs, and few answers are null: otherwise the agreement would mean little."""
    used = Counter(name for c in cases for _, part, _ in walk(c.rule) if isinstance(part, dict) for name in part)
    assert {name for name in operators if used[name] < 50} == set()
    assert sum(a is None for a in answers) < len(answers) / 2


def test_a_difference_would_be_seen() -> None:
    one, two = Case({"+": [1, 1]}, {}), Case({"==": [1, 1]}, {})
    assert differences([one, two], in_browser([two, one])) == [(one.rule, {}, 2, True), (two.rule, {}, True, 2)]
