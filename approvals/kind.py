"""The kind `authority`: a dated table whose output is a chain of deciders. Pure: imports no Django."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from approvals.acts import acts
from approvals.spec import AuthorityRule, AuthoritySpec, Link
from engine.language.documents import Document
from engine.language.kinds import Compiled
from engine.language.problems import Code, Problem, codes, has_errors, problem, register_codes
from engine.language.references import Library, Reference
from engine.language.standard.table import TYPES, find_coverage, read_rules

ROLES = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"$ref": "centreline:common#/$defs/key"}}
LINK: dict[str, Any] = {
    "description": "One link of the chain. Name one role, or any of several, or all of several.",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "id": {"$ref": "centreline:common#/$defs/id"},
        "role": {"$ref": "centreline:common#/$defs/key"},
        "any": ROLES,
        "all": ROLES,
        "at_least": {"type": "integer", "minimum": 1, "maximum": 20},
        "act": {"enum": list(acts)},
    },
    "oneOf": [{"required": ["role"]}, {"required": ["any"]}, {"required": ["all"]}],
    "dependentRequired": {"at_least": ["any"]},
}
RULE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "when", "chain"],
    "additionalProperties": False,
    "properties": {
        "id": {"$ref": "centreline:common#/$defs/id"},
        "when": {"type": "object", "additionalProperties": {"$ref": "centreline:common#/$defs/condition"}},
        "chain": {"type": "array", "minItems": 1, "maxItems": 20, "items": LINK},
        "note": {"$ref": "centreline:common#/$defs/text"},
    },
}
META_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "allOf": [{"$ref": "centreline:common#/$defs/head"}],
    "type": "object",
    "required": ["effective", "inputs", "rules"],
    "properties": {
        "effective": {"$ref": "centreline:common#/$defs/day"},
        "hit": {"const": "unique"},
        "inputs": {"type": "object", "minProperties": 1, "additionalProperties": {"enum": list(TYPES)}},
        "labels": {"type": "object", "additionalProperties": {"$ref": "centreline:common#/$defs/text"}},
        "rules": {"type": "array", "minItems": 1, "maxItems": 1000, "items": RULE},
    },
    "unevaluatedProperties": False,
}

register_codes(
    {
        "authority.gap": Code(
            "warning",
            "Nobody is named to decide when {example}.",
            "當 {example} 時，沒有指定審批人。",
            "Add a rule for it, or leave it: such a request is then refused in words.",
            "請加上規則；如不處理，有關申請會被系統以文字說明拒絕。",
            "/",
        ),
        "authority.overlap": Code(
            "error",
            "Rules {first} and {second} both apply when {example}.",
            "當 {example} 時，規則 {first} 和 {second} 同時適用。",
            "Write for each boundary on which side it belongs: “lt” with “ge”, or “le” with “gt”.",
            "請訂明每條界線屬於哪一邊：「lt」配「ge」，或「le」配「gt」。",
        ),
        "authority.unknown-role": Code(
            "warning",
            "Nobody can hold the role “{role}”: there is no such role here.",
            "系統沒有「{role}」這個角色，無人可以擔任。",
            "Use the code of a role of this installation: {known}.",
            "請使用系統現有的角色代號：{known}。",
        ),
        "authority.too-many-needed": Code(
            "error",
            "{count} people are needed, but only {roles} roles are named.",
            "須有 {count} 人批准，但只列出 {roles} 個角色。",
            "Name more roles, or ask for fewer people.",
            "請列出更多角色，或減少所需人數。",
        ),
    }
)


class AuthorityKind:
    """A table of who must decide what. `known_roles` says which roles there are; without it roles are not checked."""

    name = "authority"
    dated = True
    meta_schema: Mapping[str, Any] = META_SCHEMA

    def __init__(self, known_roles: Callable[[], Collection[str]] | None = None) -> None:
        self._known_roles = known_roles

    def references(self, document: Document) -> list[Reference]:
        return []

    def compile(self, document: Document, library: Library) -> Compiled:
        """The AuthoritySpec; overlaps are errors, gaps and unknown roles warnings."""
        body = document.body
        entries, inputs = body["rules"], body["inputs"]
        whens, problems = read_rules(entries, inputs, "/rules")
        problems += [*_counts(document), *self._roles(entries)]
        problems += _coverage(find_coverage(document, whens, problems, unique=True))
        rules = tuple(AuthorityRule(e["id"], w, _chain(e)) for e, w in zip(entries, whens, strict=True))
        effective = date.fromisoformat(body["effective"])
        spec = AuthoritySpec(document.key, document.title, effective, inputs, body.get("labels", {}), rules)
        return Compiled(None if has_errors(problems) else spec, problems)

    def _roles(self, entries: list[Mapping[str, Any]]) -> Iterator[Problem]:
        known = self._known_roles() if self._known_roles else ()
        for pointer, link in _links(entries):
            for role in roles_of(link):
                if known and role not in known:
                    yield problem("authority.unknown-role", pointer, role=role, known=", ".join(sorted(known)))


def roles_of(link: Mapping[str, Any]) -> tuple[str, ...]:
    """The roles that a link, as authored, names."""
    return (link["role"],) if "role" in link else tuple(link.get("any") or link.get("all", ()))


def _links(entries: list[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for rule, entry in enumerate(entries):
        for index, link in enumerate(entry["chain"]):
            yield f"/rules/{rule}/chain/{index}", link


def _counts(document: Document) -> Iterator[Problem]:
    for pointer, link in _links(document.body["rules"]):
        count, roles = link.get("at_least", 1), len(roles_of(link))
        if count > roles and not document.holes.under(f"{pointer}/any"):
            yield problem("authority.too-many-needed", f"{pointer}/at_least", count=count, roles=roles)


def _coverage(found: Iterable[Problem]) -> Iterator[Problem]:
    """Gaps and overlaps in the words of an authority."""
    for one in found:
        code = one.code.replace("table.", "authority.")
        yield problem(code, one.pointer, **one.facts) if code in codes else one


def _chain(entry: Mapping[str, Any]) -> tuple[Link, ...]:
    return tuple(_link(entry["id"], place, link) for place, link in enumerate(entry["chain"], start=1))


def _link(rule_id: str, place: int, link: Mapping[str, Any]) -> Link:
    roles, name = roles_of(link), link.get("id", f"{rule_id}-{place}")
    act = link.get("act", "approve")
    if "role" in link:
        return Link(name, "one", roles, act)
    if "all" in link:
        return Link(name, "all", roles, act, len(roles))
    return Link(name, "any", roles, act, link.get("at_least", 1))
