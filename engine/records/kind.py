"""The kind `register`: its shape, what it refers to, how it compiles. Pure: imports no Django."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.language.documents import Document
from engine.language.kinds import Compiled
from engine.language.problems import Code, Problem, has_errors, problem, register_codes
from engine.language.references import Library, Reference
from engine.records.spec import RegisterSpec, Relation, Status, Unique

TEXT = {"$ref": "centreline:common#/$defs/text"}
ID = {"$ref": "centreline:common#/$defs/id"}
KEY = {"$ref": "centreline:common#/$defs/key"}

STATUS = {
    "type": "object",
    "required": ["id", "key", "label"],
    "properties": {"id": ID, "key": KEY, "label": TEXT, "next": {"type": "array", "items": KEY, "uniqueItems": True}},
    "additionalProperties": False,
}
UNIQUE = {
    "type": "object",
    "required": ["id", "fields", "label"],
    "properties": {
        "id": ID,
        "fields": {"type": "array", "items": KEY, "minItems": 1, "uniqueItems": True},
        "label": TEXT,
        "within": {"enum": ["centre", "ngo", "all"]},
    },
    "additionalProperties": False,
}
RELATION = {
    "type": "object",
    "required": ["id", "key", "label", "to"],
    "properties": {"id": ID, "key": KEY, "label": TEXT, "inverse": TEXT, "to": KEY},
    "additionalProperties": False,
}
META_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "allOf": [{"$ref": "centreline:common#/$defs/head"}],
    "type": "object",
    "required": ["form", "number", "record_title", "statuses", "start_status"],
    "properties": {
        "person": {"type": "boolean"},
        "form": KEY,
        "number": {
            "examples": [{"prefix": "", "digits": 1}],
            "type": "object",
            "required": ["prefix", "digits"],
            "properties": {
                "prefix": {"type": "string", "pattern": "^[A-Z]{0,6}$"},
                "digits": {"type": "integer", "minimum": 1, "maximum": 10},
                "per": {"enum": ["unit", "all"]},
            },
            "additionalProperties": False,
        },
        "record_title": {"type": "array", "items": KEY, "minItems": 1},
        "unique": {"type": "array", "items": UNIQUE},
        "statuses": {"type": "array", "items": STATUS, "minItems": 1},
        "start_status": KEY,
        "relations": {"type": "array", "items": RELATION},
    },
    "unevaluatedProperties": False,
}

CODES: dict[str, Code] = {
    "register.unknown-status": Code(
        "error",
        "There is no status “{status}”.",
        "沒有「{status}」這個狀態。",
        "Use the key of one of the statuses of this register.",
        "請使用此登記冊其中一個狀態的鍵。",
        "status",
    ),
    "register.duplicate-status": Code(
        "error",
        "Two statuses have the key “{status}”.",
        "有兩個狀態使用同一個鍵「{status}」。",
        "Give each status a key of its own.",
        "請為每個狀態設定不同的鍵。",
    ),
    "register.duplicate-relation": Code(
        "error",
        "Two relations have the key “{relation}”.",
        "有兩個關係使用同一個鍵「{relation}」。",
        "Give each relation a key of its own.",
        "請為每個關係設定不同的鍵。",
    ),
    "register.no-inverse": Code(
        "error",
        "The relation “{relation}” leads to another register, and nothing says how it is called from there.",
        "關係「{relation}」連到另一登記冊，但沒有說明從該處如何稱呼。",
        "Add the words under “inverse”.",
        "請在「inverse」加上名稱。",
    ),
    "register.unknown-field": Code(
        "error",
        "The profile form “{form}” has no field “{field}”.",
        "資料表格「{form}」沒有「{field}」這個欄位。",
        "Use the key of a field of that form, or add the field to the form first.",
        "請使用該表格的欄位鍵，或先在表格加入該欄位。",
    ),
}
register_codes(CODES)


class RegisterKind:
    """A kind of record: its profile form, numbers, title, what is unique, and the stations of its life."""

    name = "register"
    dated = False
    meta_schema: Mapping[str, Any] = META_SCHEMA

    def references(self, document: Document) -> list[Reference]:
        form = document.body.get("form")
        return [Reference("form", form, "/form", "late")] if isinstance(form, str) else []

    def compile(self, document: Document, library: Library) -> Compiled:
        """The RegisterSpec, and the problems of its statuses and of fields that its form lacks."""
        body = document.body
        problems = [*_status_problems(body), *_relation_problems(document), *_field_problems(body, library)]
        return Compiled(None if has_errors(problems) else _spec(document), problems)


def _status_problems(body: Mapping[str, Any]) -> Iterator[Problem]:
    keys = [status["key"] for status in body["statuses"]]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield problem("register.duplicate-status", f"/statuses/{index}/key", status=key)
    if body["start_status"] not in keys:
        yield problem("register.unknown-status", "/start_status", status=body["start_status"])
    for index, status in enumerate(body["statuses"]):
        for place, following in enumerate(status.get("next", [])):
            if following not in keys:
                yield problem("register.unknown-status", f"/statuses/{index}/next/{place}", status=following)


def _relation_problems(document: Document) -> Iterator[Problem]:
    relations: list[Mapping[str, Any]] = document.body.get("relations", [])
    keys = [relation["key"] for relation in relations]
    for index, relation in enumerate(relations):
        if relation["key"] in keys[:index]:
            yield problem("register.duplicate-relation", f"/relations/{index}/key", relation=relation["key"])
        if "inverse" not in relation and relation["to"] != document.key:
            yield problem("register.no-inverse", f"/relations/{index}", relation=relation["key"])


def _field_problems(body: Mapping[str, Any], library: Library) -> Iterator[Problem]:
    fields = getattr(library.find("form", body["form"]), "items", None)
    if fields is None:
        return
    for pointer, field in _fields_named(body):
        if field not in fields:
            yield problem("register.unknown-field", pointer, form=body["form"], field=field)


def _fields_named(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for index, field in enumerate(body["record_title"]):
        yield f"/record_title/{index}", field
    for rule, unique in enumerate(body.get("unique", [])):
        for index, field in enumerate(unique["fields"]):
            yield f"/unique/{rule}/fields/{index}", field


def _spec(document: Document) -> RegisterSpec:
    body = document.body
    number = body["number"]
    return RegisterSpec(
        key=document.key,
        title=body["title"],
        person=body.get("person", False),
        form=body["form"],
        prefix=number["prefix"],
        digits=number["digits"],
        numbered_per=number.get("per", "all"),
        record_title=tuple(body["record_title"]),
        unique=tuple(
            Unique(u["id"], tuple(u["fields"]), u["label"], u.get("within", "ngo")) for u in body.get("unique", [])
        ),
        statuses={s["key"]: _status(s) for s in body["statuses"]},
        start_status=body["start_status"],
        relations={
            r["key"]: Relation(r["id"], r["key"], r["label"], r.get("inverse"), r["to"])
            for r in body.get("relations", [])
        },
    )


def _status(body: Mapping[str, Any]) -> Status:
    return Status(body["id"], body["key"], body["label"], tuple(body["next"]) if "next" in body else None)
