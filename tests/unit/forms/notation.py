"""Forms in a few lines: `form(text("name", required=True), money("price"))` is a document, `compiled(…)` its spec."""

from datetime import date
from decimal import Decimal
from typing import Any

from engine.language.compiling import MemoryLibrary
from engine.language.documents import Document, from_body
from engine.language.kinds import Compiled, kinds
from engine.language.standard import register_standard_kinds
from form_builder.answering import Evaluated, evaluate
from form_builder.kind import FormKind
from form_builder.spec import FormSpec

TODAY = date(2025, 11, 14)
NOW = "2025-11-14T10:42:00+08:00"
D = Decimal

register_standard_kinds()
if "form" not in kinds:
    kinds.register("form", FormKind())


def item(kind: str, key: str, **more: Any) -> dict[str, Any]:
    """One item; its id is its key, so that ids and keys are told apart only where a test says so."""
    why = {"purpose": "service"} if more.get("sensitivity") in {"personal", "sensitive"} else {}
    return {"id": f"id-{key}", "key": key, "type": kind, "label": {"en": key, "zh-Hant": f"{key}字"}, **why, **more}


def options(*keys: str, **scores: int) -> list[dict[str, Any]]:
    """Inline options; `options("a", "b", a=3)` gives `a` a score."""
    found = [{"id": f"opt-{key}", "key": key, "label": {"en": key, "zh-Hant": key}} for key in keys]
    return [{**one, "score": scores[one["key"]]} if one["key"] in scores else one for one in found]


def page(key: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": f"page-{key}", "key": key, "title": {"en": key, "zh-Hant": key}, "items": list(items), **more}


def form(*items: dict[str, Any], pages: list[dict[str, Any]] | None = None, **more: Any) -> Document:
    body = {"kind": "form", "language": 1, "key": "example", "title": {"en": "Example", "zh-Hant": "例子"}}
    return from_body({**body, "pages": pages or [page("one", *items)], **more})


def check(id_: str, rule: Any, at: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "assert": rule, "at": at, "message": {"en": f"{id_} failed", "zh-Hant": "不符"}, **more}


def compiled(document: Document, *others: Document) -> Compiled:
    """What the compiler says of a form beside other documents."""
    found = MemoryLibrary([document, *others]).compiled(document.kind, document.key)
    assert found is not None
    return found


def codes(document: Document, *others: Document) -> list[tuple[str, str]]:
    """(code, pointer) of every problem."""
    return [(p.code, p.pointer) for p in compiled(document, *others).problems]


def spec_of(document: Document, *others: Document) -> FormSpec:
    found = compiled(document, *others)
    assert found.spec is not None, [(p.code, p.pointer, p.message) for p in found.problems]
    return found.spec


def judge(document: Document, answers: Any, *others: Document, files: dict[str, str] | None = None) -> Evaluated:
    library = MemoryLibrary([document, *others])
    return evaluate(spec_of(document, *others), answers, library=library, today=TODAY, now=NOW, files=files)


def found(judged: Evaluated) -> list[tuple[str, str]]:
    """(code, pointer) of every problem with answers."""
    return [(p.code, p.pointer) for p in judged.problems]


def choices(key: str, *entries: dict[str, Any]) -> Document:
    body = {"kind": "choices", "language": 1, "key": key, "title": {"en": key, "zh-Hant": key}}
    return from_body({**body, "options": list(entries)})
