"""What both sides are measured on: the cast of the tests, and one small workflow as documents."""

import json
from datetime import date
from typing import Any

from engine.catalogue.models import Version
from engine.catalogue.queries import resolve
from engine.catalogue.services import import_documents
from engine.people.actor import SYSTEM
from tests.cast import NOW, Cast, assemble

FORM: dict[str, Any] = {
    "kind": "form",
    "language": 1,
    "key": "bench-request",
    "title": {"en": "Request", "zh-Hant": "申請"},
    "summary": {"title": "title", "amount": "total"},
    "pages": [
        {
            "id": "page",
            "key": "page",
            "title": {"en": "Request", "zh-Hant": "申請"},
            "items": [
                {"id": "f-title", "key": "title", "type": "text", "label": {"en": "Title", "zh-Hant": "標題"}},
                {"id": "f-total", "key": "total", "type": "money", "label": {"en": "Total", "zh-Hant": "總額"}},
            ],
        }
    ],
}
CHAIN = [
    {"id": "s-approve", "role": "team_head", "act": "award"},
    {"id": "s-agree", "role": "finance_head", "act": "agree"},
]


def authority(key: str, chain: list[dict[str, Any]]) -> dict[str, Any]:
    """An authority with one rule for every amount."""
    rule = {"id": "all", "when": {"total": {"ge": "0"}}, "chain": chain}
    title = {"en": "Who approves", "zh-Hant": "審批權限"}
    head = {"kind": "authority", "language": 1, "key": key, "title": title, "effective": "2025-04-01"}
    return {**head, "hit": "unique", "inputs": {"total": "money"}, "rules": [rule]}


def approval(authority_key: str, to: str) -> dict[str, Any]:
    """An approval node."""
    on = {"approve": to, "return": "request", "reject": "rejected"}
    node = {"id": f"n-{authority_key}", "type": "approval", "title": {"en": "Approval", "zh-Hant": "審批"}}
    return {**node, "authority": authority_key, "with": {"total": {"var": "request.total"}}, "on": on}


def person(key: str, role: str, to: str) -> dict[str, Any]:
    """A task for a role, with one way out."""
    way = {"id": f"w-{key}", "key": "done", "label": {"en": "Done", "zh-Hant": "完成"}, "to": to}
    node = {"id": f"n-{key}", "type": "task", "title": {"en": key.title(), "zh-Hant": "處理"}}
    return {**node, "assign": {"role": role}, "outcomes": [way]}


def workflow(key: str, nodes: dict[str, Any]) -> dict[str, Any]:
    """A workflow that begins with the request."""
    first = {"id": "n-request", "type": "form", "form": "bench-request", "assign": {"starter": True}}
    ends = {name: {"id": f"n-{name}", "type": "end", "outcome": name} for name in ("approved", "rejected")}
    used = {name: end for name, end in ends.items() if name in json.dumps(nodes)}
    body = {"start": "request", "nodes": {"request": {**first, "next": next(iter(nodes))}, **nodes, **used}}
    return {"kind": "workflow", "language": 1, "key": key, "title": {"en": "Request", "zh-Hant": "申請"}, **body}


TWO = {"approve": approval("bench-first", "agree"), "agree": approval("bench-second", "approved")}
TASKS = {"approve": person("approve", "team_head", "agree"), "agree": person("agree", "finance_head", "approved")}
DOCUMENTS = [
    FORM,
    authority("bench-chain", CHAIN),
    authority("bench-first", CHAIN[:1]),
    authority("bench-second", CHAIN[1:]),
    workflow("bench-chain", {"approve": approval("bench-chain", "approved")}),
    workflow("bench-two", TWO),
    workflow("bench-tasks", TASKS),
]


def people() -> Cast:
    """The cast with the documents published."""
    cast = assemble()
    sources = [json.dumps(document) for document in DOCUMENTS]
    import_documents(sources=sources, owner=None, publish_them=True, by=SYSTEM, at=NOW)
    return cast


def version_of(key: str, cast: Cast) -> Version:
    """The workflow with this key."""
    found = resolve("workflow", key, cast.wts, date.max)
    if found is None:
        raise LookupError(key)
    return found
