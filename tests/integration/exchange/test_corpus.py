"""Workbooks that nobody here wrote: each imports and is published, or is refused in words. The outcome is written down.

The workbooks are not kept here. Name the folder that holds them in CENTRELINE_XLSFORMS; CENTRELINE_GOLDEN=write
writes the table anew.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

from engine.people.actor import SYSTEM
from form_builder.exchange.arriving import save_imported
from form_builder.exchange.importing import import_xlsform
from form_builder.exchange.reporting import Report, WorkbookRefused
from tests.cast import NOW

FOLDER = Path(os.environ.get("CENTRELINE_XLSFORMS", "/nowhere"))
GOLDEN = Path(__file__).parent / "corpus.md"
HEAD = """# What became of each workbook

Written by tests/integration/exchange/test_corpus.py; the workbooks themselves are pyxform's own examples and not kept here.
A number in brackets says how often something was left out or carried in another way; the rows are in the report of the import.

| file | outcome | fields | rules | not carried | carried in another way |
|---|---|---|---|---|---|
"""


def summary(report: Report, left: bool) -> str:
    """How many of which kind, and of the rules each with its row and column."""
    entries = report.left if left else report.changed
    kinds = Counter(entry.problem.code.rpartition(".")[2] for entry in entries)
    ruled = [e for e in entries if e.problem.code.endswith((".rule", ".calculation", ".filter", ".default"))]
    places = ", ".join(f"row {e.row} {e.column}" for e in ruled)
    counted = ", ".join(f"{kind} ({count})" for kind, count in sorted(kinds.items()))
    return f"{counted}: {places}" if places else counted


def outcome(path: Path) -> str:
    """The line of one file."""
    try:
        found = import_xlsform(path.read_bytes(), path.name, key=f"corpus-{path.stem.lower().replace('_', '-')}")
    except WorkbookRefused as refused:
        codes = ", ".join(problem.code.rpartition(".")[2] for problem in refused.problems)
        told = [summary(refused.report, left) for left in (True, False)]
        return f"| {path.name} | refused: {codes} | | | {told[0]} | {told[1]} |"
    versions = save_imported(documents=found.documents, owner=None, publish_them=True, by=SYSTEM, at=NOW)
    assert {version.state for version in versions} == {"published"}
    report = found.report
    told = [summary(report, left) for left in (True, False)]
    return f"| {path.name} | published | {report.fields} | {report.rules} | {told[0]} | {told[1]} |"


@pytest.mark.django_db
@pytest.mark.skipif(not FOLDER.is_dir(), reason="CENTRELINE_XLSFORMS names no folder of workbooks")
def test_every_workbook_is_published_or_refused_as_written_down() -> None:
    lines = [outcome(path) for path in sorted(FOLDER.iterdir()) if path.suffix in (".xls", ".xlsx")]
    found = HEAD + "\n".join(lines) + "\n"
    if os.environ.get("CENTRELINE_GOLDEN") == "write":
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")
