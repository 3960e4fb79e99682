"""Registers: statuses that are there, once each; titles and unique keys that the profile form has."""

from typing import Any

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import from_body
from tests.workflow_notation import field_of, small_form

PROFILE = small_form("profile", field_of("profile", "text", "name"), field_of("profile", "text", "phone"))
OPEN = {"id": "s1", "key": "open", "label": "Open", "next": ["shut"]}
SHUT = {"id": "s2", "key": "shut", "label": "Shut"}


def found(**more: Any) -> list[tuple[str, str]]:
    body = {
        "kind": "register", "language": 1, "key": "things", "title": "Things", "person": False, "form": "profile",
        "number": {"prefix": "T", "digits": 4}, "record_title": ["name"], "statuses": [OPEN, SHUT],
        "start_status": "open", **more,
    }  # fmt: skip
    return [(p.code, p.pointer) for p in check(from_body(body), MemoryLibrary([from_body(PROFILE)])).problems]


def test_a_sound_register() -> None:
    assert found() == []


def test_a_status_that_is_not_there() -> None:
    assert found(start_status="new") == [("register.unknown-status", "/start_status")]
    lost = [{**OPEN, "next": ["gone"]}, SHUT]
    assert found(statuses=lost) == [("register.unknown-status", "/statuses/0/next/0")]


def test_a_status_that_stands_twice() -> None:
    assert found(statuses=[OPEN, SHUT, {**SHUT, "id": "s3"}]) == [("register.duplicate-status", "/statuses/2/key")]


def test_a_field_that_the_profile_lacks() -> None:
    unique = [{"id": "u", "fields": ["name", "fax"], "label": "both"}]
    assert found(record_title=["nickname"], unique=unique) == [
        ("register.unknown-field", "/record_title/0"),
        ("register.unknown-field", "/unique/0/fields/1"),
    ]


def relation(key: str, **more: Any) -> dict[str, Any]:
    return {"id": f"r-{key}", "key": key, "label": "Near", "to": "things", **more}


def test_relations_are_named_once_and_from_both_sides() -> None:
    assert found(relations=[relation("near"), relation("up", inverse="Beneath")]) == []
    twice = [relation("near"), relation("near", id="r-again")]
    assert found(relations=twice) == [("register.duplicate-relation", "/relations/1/key")]
    assert found(relations=[relation("owner", to="clients")]) == [("register.no-inverse", "/relations/0")]
