"""The last look: what the compiler refuses is taken out of the draft and reported, until the form can be published."""

from collections.abc import Mapping
from typing import Any

from engine.language.compiling import MemoryLibrary
from engine.language.documents import from_body
from engine.language.pointers import resolve
from engine.language.problems import Problem, problem
from engine.language.references import Library
from form_builder.exchange.form import Draft
from form_builder.exchange.reporting import WorkbookRefused

_COLUMNS: Mapping[str, str] = {
    "visible_when": "relevant",
    "required_when": "required",
    "read_only_when": "read_only",
    "calculate": "calculation",
    "default": "default",
    "assert": "constraint",
    "default_from": "default",
    "choices_when": "choice_filter",
}
_MOST_ROUNDS = 8


def settle(draft: Draft, library: Library | None = None) -> None:
    """Takes out of the draft's form what cannot be published; raises WorkbookRefused where that is not enough."""
    for _ in range(_MOST_ROUNDS):
        errors = _errors(draft, library)
        if not errors:
            return
        taken = {place for found in errors if (place := _take_out(draft, found)) is not None}
        if not taken:
            break
        for holder, name in sorted(taken, reverse=True):
            _remove(draft.form, holder, name)
    reasons = [
        problem("xlsform.refused.document", found.pointer, reason=found.message, hint=found.hint)
        for found in _errors(draft, library)
    ]
    if reasons:
        raise WorkbookRefused(reasons, draft.report)


def _errors(draft: Draft, library: Library | None) -> list[Problem]:
    documents = [from_body(body) for body in draft.documents]
    found: list[Problem] = []
    memory = _Beside(documents, library)
    for document in documents:
        compiled = memory.compiled(document.kind, document.key)
        found += [p for p in (compiled.problems if compiled else ()) if p.severity == "error"]
    return found


class _Beside(MemoryLibrary):
    """The draft's documents, then what is known already."""

    def __init__(self, documents: Any, library: Library | None) -> None:
        super().__init__(documents)
        self._other = library

    def find(self, kind: str, key: str) -> Any | None:
        found = super().find(kind, key)
        return found if found is not None or self._other is None else self._other.find(kind, key)


def _take_out(draft: Draft, found: Problem) -> tuple[str, str] | None:
    """Reports the rule or default that a problem is about, and tells where it stands: (pointer of its holder, name)."""
    steps = found.pointer.split("/")
    at = next((i for i in range(len(steps) - 1, 0, -1) if steps[i] in _COLUMNS), None)
    if at is None:
        return None
    holder, name = "/".join(steps[:at]), steps[at]
    body = resolve(draft.form, holder)
    question = draft.items.rows.get(body.get("id", "")) if isinstance(body, Mapping) else None
    if question is None or name not in body:
        return None
    column = _COLUMNS[name]
    code = "left.default" if column == "default" else "left.rule"
    text = draft.reader.cell(question.branch.row, column)
    draft.items.ruler.tell(question, code, column, text, reason=found.message)
    return holder, name


def _remove(form: dict[str, Any], holder: str, name: str) -> None:
    """Takes one property away; of a check, the whole check."""
    if name != "assert":
        resolve(form, holder).pop(name, None)
        return
    around, _, index = holder.rpartition("/")
    resolve(form, around).pop(int(index))
    if not resolve(form, around):
        outer, _, last = around.rpartition("/")
        resolve(form, outer).pop(last)
