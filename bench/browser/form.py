"""The form that is measured, 200 fields and 50 rules, as our document, and its 200 fields as three peers write them.

The mix of fields is that of `bench.page`. Nothing is answered, and every field shows at first: rules are met while
field 2 holds no 7. The peers carry no rule, which is to their advantage.
"""

import json
from collections.abc import Mapping
from typing import Any

from bench.page import FIELDS, MIX, OPTIONS

HUB = "f2"
"""The field that most rules read: 15 fields hide and 8 are required when it holds 7."""
LEAF = "f0"
"""A field that no rule reads."""
MONEY = "f3"
"""The first term of a chain of ten totals."""
MINI = {"text": "text", "long_text": "area", "integer": "number", "money": "number", "date": "date", "choice": "radio"}


def kind_of(number: int) -> str:
    """What the field is on any side: text, area, number, date, radio or select."""
    type_, more, _, _ = MIX[number % len(MIX)]
    return "select" if more.get("appearance") == "list" else MINI[type_]


def _text(en: str, zh: str = "問題") -> dict[str, str]:
    return {"en": en, "zh-Hant": zh}


def ours() -> str:
    """Our document: 200 fields, ten totals of money, 50 rules (the totals count), one score of nine answers."""
    items = [_field(number) for number in range(FIELDS)]
    for place, number in enumerate(range(40, 65)):
        gate = HUB if place < 15 else f"f{10 + 8 * (place % 5)}"
        items[number]["visible_when"] = {"not": {"==": [{"var": gate}, "7"]}}
    for place, number in enumerate(range(80, 90)):
        del items[number]["required"]
        items[number]["required_when"] = {"==": [{"var": HUB if place < 8 else "f10"}, "7"]}
    for number in (96, 97):
        items[number]["read_only_when"] = {"==": [{"var": "f5"}, "d"]}
    score = {
        "id": "score",
        "key": "mood",
        "label": _text("Mood"),
        "fn": "sum",
        "of": [f"f{5 + 8 * n}" for n in range(9)],
    }
    bands = [("low", 0, 9), ("high", 10, 27)]
    score["bands"] = [{"key": key, "from": a, "to": b, "label": _text(key), "tone": "calm"} for key, a, b in bands]
    page = {"id": "p", "key": "page", "title": _text("Large"), "items": [*items, *_totals()]}
    head = {"kind": "form", "language": 1, "key": "in-browser", "title": _text("Large"), "scores": [score]}
    return json.dumps({**head, "checks": _checks(), "pages": [page]})


def _field(number: int) -> dict[str, Any]:
    type_, more, _, _ = MIX[number % len(MIX)]
    item: dict[str, Any] = {"id": f"i{number}", "key": f"f{number}", "type": type_, "required": True, **more}
    item |= {"label": _text(f"Question {number}"), "hint": _text("A word of help.", "提示。")}
    if type_ == "choice":
        item["choices"] = [
            {"id": f"o{number}{key}", "key": key, "label": _text(label), "score": n}
            for n, (key, label) in enumerate(OPTIONS)
        ]
    return item


def _totals() -> list[dict[str, Any]]:
    """Each adds one amount to the total before it."""
    made: list[dict[str, Any]] = []
    for n in range(10):
        before = {"var": f"t{n - 1}" if n else MONEY}
        rule = {"sum": [before, {"var": f"f{3 + 8 * (n + 1)}"}]}
        made.append({"id": f"t{n}", "key": f"t{n}", "type": "money", "calculate": rule, "label": _text(f"Total {n}")})
    return made


def _checks() -> list[dict[str, Any]]:
    return [
        {"id": f"c{n}", "assert": {"<=": [{"var": f"f{n}"}, "99"]}, "at": f"f{n}", "message": _text("At most 99.")}
        for n in (2, 10, 18)
    ]


def rjsf() -> dict[str, Any]:
    """A JSON Schema and its `uiSchema`."""
    types = {"number": {"type": "number"}, "date": {"type": "string", "format": "date"}}
    options = {"type": "string", "oneOf": [{"const": key, "title": label} for key, label in OPTIONS]}
    fields, shown = {}, {}
    for number in range(FIELDS):
        kind = kind_of(number)
        base = options if kind in ("radio", "select") else types.get(kind, {"type": "string"})
        fields[f"f{number}"] = {**base, "title": f"Question {number}"}
        widget = {"ui:widget": {"area": "textarea", "radio": "radio"}[kind]} if kind in ("area", "radio") else {}
        shown[f"f{number}"] = {"ui:help": "A word of help.", **widget}
    return {"schema": {"type": "object", "required": list(fields), "properties": fields}, "uiSchema": shown}


def formio() -> dict[str, Any]:
    """Components of Form.io; a date is its plain text field, since its calendar would load flatpickr for 25 fields."""
    types = {"text": "textfield", "area": "textarea", "number": "number", "date": "textfield", "select": "select"}
    return {"display": "form", "components": [_component(number, types) for number in range(FIELDS)]}


def _component(number: int, types: Mapping[str, str]) -> dict[str, Any]:
    kind = kind_of(number)
    label = {"key": f"f{number}", "label": f"Question {number}", "description": "A word of help.", "input": True}
    made: dict[str, Any] = {**label, "type": types.get(kind, kind), "validate": {"required": True}}
    values = [{"label": label, "value": key} for key, label in OPTIONS]
    if kind == "date":
        made["inputType"] = "date"
    if kind == "radio":
        made["values"] = values
    if kind == "select":  # its plain select, lighter than the choices.js that it takes by default
        made |= {"data": {"values": values}, "widget": "html5"}
    return made


def surveyjs() -> dict[str, Any]:
    """Elements of SurveyJS; its lists are the browser's own selects, lighter than its own."""
    types = {"area": "comment", "radio": "radiogroup", "select": "dropdown"}
    elements = []
    for number in range(FIELDS):
        kind = kind_of(number)
        more: dict[str, Any] = {"inputType": kind} if kind in ("number", "date") else {}
        if kind in ("radio", "select"):
            more["choices"] = [{"value": key, "text": label} for key, label in OPTIONS]
        if kind == "select":
            more["renderAs"] = "select"
        element = {"type": types.get(kind, "text"), "name": f"f{number}", "title": f"Question {number}"}
        elements.append({**element, "description": "A word of help.", "isRequired": True, **more})
    return {"elements": elements}
