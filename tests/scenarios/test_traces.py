"""Golden traces: each folder holds a definition, the steps people take, and what must come of them.

UPDATE_TRACES=1 writes the traces anew; read the difference before you keep it.
"""

import os
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.scenarios.runner import run

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/definition.json"))


@pytest.mark.django_db
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_trace_is_as_written(folder: Path, cast: Cast) -> None:
    trace = run(folder, cast)
    kept = folder / "trace.txt"
    if os.environ.get("UPDATE_TRACES"):
        kept.write_text(trace, encoding="utf-8")
    assert trace == kept.read_text(encoding="utf-8")


def test_the_patterns_are_covered() -> None:
    names = {folder.name for folder in FOLDERS}
    assert {"sequence", "exclusive_choice", "parallel_split_and_join", "return_loop", "wait", "withdraw"} <= names
    assert {"terminate_in_parallel", "nested_parallel"} <= names
