"""The shape of documents: each way of being wrong has its code, its place and what is expected there."""

from typing import Any

import jsonschema
import pytest

from engine.language.documents import from_body
from engine.language.schema import _Shape, check_shape
from engine.language.standard import register_standard_kinds
from engine.language.text import say

register_standard_kinds()


def found(**body: Any) -> list[tuple[str, str]]:
    whole = {"kind": "choices", "language": 1, "key": "x", "title": "X", "options": [OPTION], **body}
    return [(p.code, p.pointer) for p in check_shape(from_body(whole))]


OPTION = {"id": "1", "key": "a", "label": "A"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, []),
        ({"options": "many"}, [("schema.type", "/options")]),
        ({"options": []}, [("schema.too-few", "/options")]),
        ({"title": "x" * 20_001}, [("schema.too-many", "/title")]),
        ({"key": "No Spaces"}, [("schema.pattern", "/key")]),
        ({"options": [{"id": "1", "key": "a"}]}, [("schema.missing", "/options/0")]),
        ({"options": [{**OPTION, "colour": "red"}]}, [("schema.unknown", "/options/0/colour")]),
        ({"language": 1, "extra": True}, [("schema.unknown", "/extra")]),
    ],
)
def test_each_fault_of_shape(body: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(**body) == expected


def test_a_value_that_is_not_on_the_list_names_the_list() -> None:
    body = {"kind": "calendar", "language": 1, "key": "c", "title": "C", "working_days": ["monday", "tue", "tue"]}
    problems = check_shape(from_body(body))
    assert {(p.code, p.pointer) for p in problems} == {
        ("schema.not-one-of", "/working_days/0"),
        ("schema.shape", "/working_days"),
    }
    listed = next(p for p in problems if p.code == "schema.not-one-of")
    assert "mon" in say(listed.hint, "en")


def test_very_many_faults_are_cut_to_a_list_that_can_be_read() -> None:
    options = [{"id": str(n), "key": "a", "label": "A", "extra": 1} for n in range(1000)]
    assert len(found(options=options)) == 200


def test_a_meta_schema_must_be_json_schema_itself() -> None:
    with pytest.raises(jsonschema.SchemaError):
        _Shape({"type": "object", "properties": {"rows": {"type": "list"}}})
