"""What is wrong with a table as it stands on the page, each problem at its row. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import from_body, read
from engine.language.kinds import Compiled
from engine.language.problems import Problem
from engine.language.text import Text, both

_OVERLAP = both(
    "Row {first} and row {second} both apply when {example}.",
    "當 {example} 時，第 {first} 列和第 {second} 列同時適用。",
)
_AT = re.compile(r"^/rules/(\d+)(?:/|$)")


@dataclass(frozen=True)
class Finding:
    """One problem in a reader's words; `row` counts from 1 and is None for the whole table."""

    row: int | None
    severity: str
    message: Text
    hint: Text


def compiled(body: Mapping[str, Any]) -> Compiled:
    """The table compiled, with its problems. A table refers to nothing else."""
    found, problems = read(from_body(body).source)
    return check(found, MemoryLibrary([])) if found else Compiled(None, problems)


def findings(problems: Sequence[Problem], rules: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """The problems with row numbers in place of ids and pointers, errors first."""
    rows = {rule["id"]: number for number, rule in enumerate(rules, start=1)}
    return sorted(_found(problems, rows), key=lambda one: (one.severity != "error", one.row or 0))


def _found(problems: Sequence[Problem], rows: Mapping[str, int]) -> Iterator[Finding]:
    for one in problems:
        place = _AT.match(one.pointer)
        message = _overlap(one, rows) if one.code.endswith(".overlap") else one.message
        yield Finding(int(place[1]) + 1 if place else None, one.severity, message, one.hint)


def _overlap(one: Problem, rows: Mapping[str, int]) -> Text:
    first, second, example = rows.get(one.facts["first"]), rows.get(one.facts["second"]), one.facts["example"]
    if first is None or second is None:
        return one.message
    return {
        language: words.format(first=first, second=second, example=example[language])
        for language, words in _OVERLAP.items()
    }
