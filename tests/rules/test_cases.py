"""Both evaluators pass the shared table of cases."""

import gzip
from typing import Any

import pytest

from tests.rules.casebook import BOOK, NORMALISED, bundle_of, case_of, in_browser, normalised_book

SOUND = [entry for entry in BOOK["cases"] if "expect" in entry]
REFUSED = [entry for entry in BOOK["cases"] if "problem" in entry]


def exactly(value: Any) -> tuple[type, Any]:
    """True and 1 are equal in Python, and are not the same answer."""
    return type(value), value


@pytest.mark.parametrize("entry", SOUND, ids=lambda entry: entry["name"])
def test_python_answers_as_the_case_says(entry: dict[str, Any]) -> None:
    case = case_of(entry)
    assert case.problems() == []
    assert exactly(case.python()) == exactly(entry["expect"])


@pytest.mark.parametrize("entry", REFUSED, ids=lambda entry: entry["name"])
def test_the_checker_refuses(entry: dict[str, Any]) -> None:
    assert entry["problem"] in case_of(entry).problems()


def test_the_browser_answers_as_every_case_says() -> None:
    answers = in_browser(case_of(entry) for entry in SOUND)
    wrong = [
        (e["name"], e["expect"], a) for e, a in zip(SOUND, answers, strict=True) if exactly(a) != exactly(e["expect"])
    ]
    assert wrong == []


def test_the_table_is_as_long_as_promised_and_no_case_stands_twice() -> None:
    names = [entry["name"] for entry in BOOK["cases"]]
    assert len(names) >= 120
    assert len(set(names)) == len(names)


def test_the_normalised_cases_are_those_of_today() -> None:
    assert NORMALISED.read_text("utf-8") == normalised_book(), "run python -m tests.rules.casebook"


def test_the_browsers_evaluator_stays_small() -> None:
    assert len(gzip.compress(bundle_of("frontend/src/rules/index.ts", minify=True), 9)) <= 4096
