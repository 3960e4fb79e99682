"""The table of the twenty patterns tells the truth: each supported row has a trace that holds, each other is refused."""

import json
import re
from pathlib import Path

import pytest

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import from_body
from tests.cast import Cast
from tests.scenarios.runner import run
from tests.workflow_notation import ASK

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "language" / "patterns.md"
ROW = re.compile(r"\| (\d+) \| ([^|]+) \| (yes|no) \| .* \| `([a-z_.-]+)` \|")
ROWS = [found.groups() for line in TABLE.read_text(encoding="utf-8").splitlines() if (found := ROW.fullmatch(line))]


def test_there_are_twenty_of_which_sixteen_are_supported() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 21))
    assert sum(supported == "yes" for _, _, supported, _ in ROWS) >= 16


@pytest.mark.django_db
@pytest.mark.parametrize("trace", [proof for *_, supported, proof in ROWS if supported == "yes"])
def test_a_supported_pattern_has_a_trace_that_holds(trace: str, cast: Cast) -> None:
    assert run(HERE / trace, cast) == (HERE / trace / "trace.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("number", "code"), [(row[0], row[3]) for row in ROWS if row[2] == "no"])
def test_what_is_not_supported_is_refused_with_its_reason(number: str, code: str) -> None:
    body = json.loads((HERE / "refused" / f"{number}.json").read_text(encoding="utf-8"))
    found = check(from_body(body), MemoryLibrary([from_body(ASK)])).problems
    assert code in {problem.code for problem in found if problem.severity == "error"}
