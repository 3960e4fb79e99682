"""Compiles every shipped document in an interpreter that can import neither Django nor Viewflow."""

import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
BLOCKED = {"django", "viewflow", "formtools"}


class Blocked(MetaPathFinder):
    """Refuses the web framework and everything that stands on it."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname.split(".")[0] in BLOCKED:
            raise ImportError(f"{fullname} is blocked here")


sys.meta_path.insert(0, Blocked())

import approvals.actions  # noqa: E402  registers what it can do
import approvals.node  # noqa: E402, F401  registers its type of node
import workflows.descriptions  # noqa: E402
import workflows.extending  # noqa: E402
from approvals.descriptions import DECISIONS  # noqa: E402
from approvals.kind import AuthorityKind  # noqa: E402
from engine.datasets import StaticDescribe, descriptions  # noqa: E402
from engine.language.compiling import MemoryLibrary  # noqa: E402
from engine.language.documents import read  # noqa: E402
from engine.language.kinds import kinds  # noqa: E402
from engine.language.standard import register_standard_kinds  # noqa: E402
from engine.records.kind import RegisterKind  # noqa: E402
from form_builder.kind import FormKind  # noqa: E402
from reporting.kind import ReportKind  # noqa: E402
from workflows.kind import WorkflowKind  # noqa: E402


def main() -> int:
    register_standard_kinds()
    for kind in (FormKind(), WorkflowKind(), RegisterKind(), AuthorityKind(), ReportKind()):
        kinds.register(kind.name, kind)
    workflows.descriptions.register()
    workflows.extending.register()
    descriptions.register(DECISIONS.key, StaticDescribe(DECISIONS))
    documents, bad = [], 0
    for path in (p for p in (ROOT / "definitions").rglob("*.json") if p.parent.name != "roles"):
        document, problems = read(path.read_bytes())
        bad += len(problems)
        if document is not None:
            documents.append(document)
    library = MemoryLibrary(documents)
    for document in documents:
        compiled = library.compiled(document.kind, document.key)
        for p in compiled.problems if compiled else []:
            if p.severity == "error" or p.code == "document.missing-translation":
                bad += 1
                sys.stdout.write(f"{document.kind} {document.key} {p.code} {p.pointer} {p.message}\n")
    sys.stdout.write(f"{len(documents)} documents compiled\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
