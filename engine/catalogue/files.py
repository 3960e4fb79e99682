"""Checking definition files: every problem of every file, against one another and what ships."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.catalogue.services import library_files
from engine.language.compiling import MemoryLibrary
from engine.language.documents import Document, read
from engine.language.problems import Problem
from engine.language.text import say


@dataclass(frozen=True)
class Finding:
    """One problem of one file."""

    file: str
    problem: Problem

    def as_json(self, language: str) -> dict[str, str]:
        """The finding as the command prints it: file, code, pointer, severity, message, hint."""
        return {
            "file": self.file,
            "code": self.problem.code,
            "pointer": self.problem.pointer,
            "severity": self.problem.severity,
            "message": say(self.problem.message, language),
            "hint": say(self.problem.hint, language),
        }


def expand(paths: Iterable[Path]) -> list[Path]:
    """Files as they are; folders become the definition files inside them."""
    return [file for path in paths for file in (library_files(path) if path.is_dir() else [path])]


def check_files(paths: Sequence[Path], shipped: Path) -> list[Finding]:
    """Every problem in the files. References are looked for among them first, then in the shipped folder."""
    findings: list[Finding] = []
    read_well: list[tuple[Path, Document]] = []
    for path in paths:
        found, problems = read(path.read_bytes())
        if found is None:
            findings += [Finding(str(path), p) for p in problems]
        else:
            read_well.append((path, found))
    background = [d for p in library_files(shipped) if (d := read(p.read_bytes())[0])]
    for path, found in read_well:
        library = MemoryLibrary([*background, *(d for _, d in read_well), found])
        compiled = library.compiled(found.kind, found.key)
        findings += [Finding(str(path), p) for p in (compiled.problems if compiled else [])]
    return findings
