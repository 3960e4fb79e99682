"""Small forms and workflows for tests, as plain JSON. Imports nothing of the product."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).resolve().parents[1] / "definitions"
CALENDAR = (SHIPPED / "calendars" / "hong-kong.json").read_text(encoding="utf-8")
CALENDAR_BODY = json.loads(CALENDAR)


def small_form(key: str, *items: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A form of one page."""
    page = {"id": f"{key}-page", "key": "all", "title": "All", "items": list(items)}
    return {"kind": "form", "language": 1, "key": key, "title": key.title(), "pages": [page], **more}


def field_of(form: str, type_: str, key: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{form}-{key}", "key": key, "type": type_, "label": key.title(), **more}


ASK = small_form(
    "ask",
    field_of("ask", "text", "title", required=True),
    field_of("ask", "money", "amount"),
    field_of("ask", "yes_no", "urgent"),
    field_of("ask", "date", "start_on"),
    summary={"title": "title", "amount": "amount"},
)
NOTE = small_form("note", field_of("note", "text", "words", required=True))
READ = {
    "id": "n-read", "type": "task", "title": "Read", "assign": {"role": "supervisor"},
    "outcomes": [
        {"id": "o-ok", "key": "accept", "label": "Accept", "to": "good"},
        {"id": "o-back", "key": "return", "label": "Return", "to": "ask", "comment": "required"},
        {"id": "o-no", "key": "refuse", "label": "Refuse", "to": "bad", "comment": "optional"},
    ],
}  # fmt: skip
ASK_NODE = {"id": "n-ask", "type": "form", "title": "Ask", "form": "ask", "assign": {"starter": True}, "next": "read"}
ENDS = {
    "good": {"id": "n-good", "type": "end", "title": "Accepted", "outcome": "approved"},
    "bad": {"id": "n-bad", "type": "end", "title": "Refused", "outcome": "rejected"},
}


def workflow(nodes: Mapping[str, Any], key: str = "errand", **more: Any) -> dict[str, Any]:
    return {"kind": "workflow", "language": 1, "key": key, "title": "Errand", "start": "ask", "nodes": nodes, **more}


ERRAND = workflow({"ask": ASK_NODE, "read": READ, **ENDS})
