"""A centre's own form, workflow and report, every text of which is the same words."""

from typing import Any


def papers(words: str) -> list[dict[str, Any]]:
    """The documents, with `words` wherever an author writes a text."""
    return [_form(words), _workflow(words), _calling(words), _report(words), _slot(words), _authority(words)]


def _form(words: str) -> dict[str, Any]:
    def field(kind: str, key: str, **more: Any) -> dict[str, Any]:
        return {"id": f"kept-{key}", "key": key, "type": kind, "label": words, "hint": words, **more}

    options = [{"id": f"kept-sort-{key}", "key": key, "label": words} for key in ("one", "two")]
    score = {"id": "kept-weight", "key": "weight", "label": words, "fn": "sum", "of": ["sort"],
             "bands": [{"key": "light", "label": words, "from": 0, "to": 9}],
             "alerts": [{"id": "kept-alert", "when": {"==": [{"var": "sort"}, "one"]}, "role": "supervisor",
                         "message": words}]}  # fmt: skip
    items = [
        field("text", "name", required=True),
        field("long_text", "story"),
        field("choice", "sort", choices=[{**option, "score": 1} for option in options], required=True),
        field("many_choice", "tags", choices=[{**option, "id": f"{option['id']}-tag"} for option in options]),
        field("money", "cost"),
        field("file", "proof"),
        field("reference", "helper", to="person"),
        field("identity_number", "card", sensitivity="sensitive", purpose="test", allowed_by=words),
        {"id": "kept-note", "key": "remark", "type": "note", "label": words},
        {"id": "kept-rows", "key": "rows", "type": "repeat", "label": words, "row_label": words, "max": 3,
         "items": [field("text", "cell")]},
    ]  # fmt: skip
    return {
        "kind": "form", "language": 1, "key": "kept-form", "title": words, "note": words,
        "summary": {"title": "name", "amount": "cost"}, "scores": [score],
        "pages": [{"id": "kept-page", "key": "all", "title": words, "hint": words, "items": items}],
        "checks": [{"id": "kept-check", "assert": {"!=": [{"var": "name"}, "refuse me"]}, "at": "name", "message": words}],
    }  # fmt: skip


def _authority(words: str) -> dict[str, Any]:
    rule = {"id": "all", "when": {}, "chain": [{"id": "all-1", "role": "team_head", "act": "approve"}], "note": words}
    return {
        "kind": "authority", "language": 1, "key": "kept-authority", "title": words, "note": words,
        "effective": "2025-05-01", "hit": "unique", "inputs": {"total": "money"}, "labels": {"total": words}, "rules": [rule],
    }  # fmt: skip


def _slot(words: str) -> dict[str, Any]:
    """A scale whose wording is missing."""
    options = [{"id": f"slot-{key}", "key": key, "label": words} for key in "01"]
    item = {"id": "slot-one", "key": "one", "type": "choice", "label": words, "choices": options}
    score = {"id": "slot-sum", "key": "total", "label": words, "fn": "sum", "of": ["one"],
             "bands": [{"key": "all", "label": words, "from": 0, "to": 1, "text": words}]}  # fmt: skip
    page = {"id": "slot-page", "key": "all", "title": words, "items": [item]}
    head = {"kind": "form", "language": 1, "key": "kept-slot", "title": words, "note": words, "source": words}
    return {
        **head,
        "licence": words,
        "licence_note": words,
        "text_source_required": True,
        "pages": [page],
        "scores": [score],
    }


def _workflow(words: str) -> dict[str, Any]:
    outcomes = [
        {"id": "kept-yes", "key": "accept", "label": words, "to": "done", "comment": "optional"},
        {"id": "kept-back", "key": "return", "label": words, "to": "ask", "comment": "required"},
    ]
    nodes = {
        "ask": {"id": "kept-ask", "type": "form", "title": words, "form": "kept-form", "assign": {"starter": True},
                "next": "read"},
        "read": {"id": "kept-read", "type": "task", "title": words, "instructions": words,
                 "assign": {"role": "supervisor"}, "outcomes": outcomes},
        "done": {"id": "kept-done", "type": "end", "title": words, "outcome": "done"},
    }  # fmt: skip
    return {"kind": "workflow", "language": 1, "key": "kept-errand", "title": words, "note": words,
            "start": "ask", "nodes": nodes}  # fmt: skip


def _calling(words: str) -> dict[str, Any]:
    """A workflow that waits for another system."""
    nodes = {
        "ask": {"id": "kept-call-ask", "type": "form", "title": words, "form": "kept-form", "assign": {"starter": True},
                "next": "call"},
        "call": {"id": "kept-call", "type": "action", "title": words, "action": "web.call", "next": "done",
                 "with": {"address": "https://example.org/", "event": "asked", "message": {"var": "ask.name"}}},
        "done": {"id": "kept-called", "type": "end", "title": words, "outcome": "done"},
    }  # fmt: skip
    return {"kind": "workflow", "language": 1, "key": "kept-calling", "title": words, "start": "ask", "nodes": nodes}


def _report(words: str) -> dict[str, Any]:
    return {
        "kind": "report", "language": 1, "key": "kept-report", "title": words, "note": words,
        "dataset": "form:kept-form", "parameters": {"year": {"type": "financial_year", "field": "submitted"}},
        "rows": [{"field": "sort", "label": words}], "columns": [{"field": "unit", "label": words}],
        "measures": [{"key": "count", "label": words, "fn": "count"}], "chart": {"type": "bar", "y": "count"},
    }  # fmt: skip
