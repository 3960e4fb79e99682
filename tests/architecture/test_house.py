"""The laws of the house that no linter knows: sizes, names, one door for each thing."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("config", "engine", "form_builder", "workflows", "approvals", "reporting")
MAX_FILE_LINES, MAX_FUNCTION_LINES = 300, 60
DEMO = ROOT / "config" / "demo"


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def definition_keys() -> set[str]:
    keys = set()
    for path in (ROOT / "definitions").rglob("*.json"):
        body = json.loads(path.read_text(encoding="utf-8"))
        if "kind" in body:
            keys.add(body["key"])
    return keys


def test_no_file_is_longer_than_a_room() -> None:
    long = {str(p.relative_to(ROOT)): n for p in sources() if (n := len(p.read_text().splitlines())) > MAX_FILE_LINES}
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > MAX_FUNCTION_LINES:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = lines
    assert long == {}


def test_no_code_knows_a_definition_key() -> None:
    """Outside tests and the demo no string in Python or TypeScript is the key of a shipped definition."""
    keys = {k for k in definition_keys() if "-" in k}
    assert len(keys) > 5
    files = [p for p in sources() if DEMO not in p.parents and p.name != "demo.py"]
    files += [p for p in (ROOT / "frontend" / "src").rglob("*.ts")]
    named = {}
    for path in files:
        found = {k for k in keys if re.search(rf"[\"'`]{re.escape(k)}[\"'`]", path.read_text(encoding="utf-8"))}
        if found:
            named[str(path.relative_to(ROOT))] = found
    assert named == {}


def test_no_clock_is_read_outside_the_clock() -> None:
    """Views, commands and tasks ask engine.people.clock; nothing reads the time by itself."""
    pattern = re.compile(r"\b(timezone\.now|datetime\.now|date\.today|datetime\.utcnow|localdate)\(")
    readers = {str(p.relative_to(ROOT)) for p in sources() if pattern.search(p.read_text())}
    assert readers == {"engine/people/clock.py"}


@pytest.mark.parametrize("library,allowed", [("plotly", {"reporting/charts.py"})])
def test_one_gate_for_a_library(library: str, allowed: set[str]) -> None:
    pattern = re.compile(rf"^\s*(from|import) {library}\b", re.M)
    assert {str(p.relative_to(ROOT)) for p in sources() if pattern.search(p.read_text())} <= allowed


def test_jsonschema_is_behind_its_two_gates() -> None:
    """One for documents, one for answers."""
    pattern = re.compile(r"^\s*(from|import) jsonschema(_rs)?\b", re.M)
    assert {str(p.relative_to(ROOT)) for p in sources() if pattern.search(p.read_text())} == {
        "engine/language/schema.py",
        "form_builder/answer_schema.py",
    }


def test_every_shipped_document_compiles_in_a_bare_interpreter() -> None:
    """With Django and Viewflow blocked, every shipped document compiles without an error or a warning of translation."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "architecture" / "bare.py")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) >= len(definition_keys())
