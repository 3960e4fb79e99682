"""What a draft takes from changes, and what it does not."""

from typing import Any

import pytest

from form_builder import merging
from tests.unit.forms.notation import form, item, spec_of

ROWS = item("repeat", "rows", items=[item("text", "a"), item("integer", "b", calculate={"length": [{"row": "a"}]})])
SPEC = spec_of(form(item("text", "name"), item("integer", "size", calculate={"length": [{"var": "name"}]}), ROWS))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\x00b", "ab"),
        ("half \ud83d", "half ?"),
        (float("nan"), None),
        (float("inf"), None),
        ({"a\x00": ["\x00"]}, {"a": [""]}),
        (1.5, 1.5),
        ([True, None, 3], [True, None, 3]),
    ],
)
def test_tidy_keeps_only_what_a_database_can_hold(raw: Any, kept: Any) -> None:
    assert merging.tidy(raw) == kept


def test_tidy_cuts_what_is_too_deep() -> None:
    deep: Any = "x"
    for _ in range(500):
        deep = [deep]
    assert "x" not in str(merging.tidy(deep))


def test_calculated_values_are_not_taken_even_in_rows() -> None:
    offered = {"name": "Chan", "size": 99, "rows": [{"a": "x", "b": 99}, "odd"]}
    assert merging.without_calculated(SPEC.fields, offered) == {"name": "Chan", "rows": [{"a": "x"}, "odd"]}


def test_unknown_fields_are_named_with_their_place() -> None:
    problems = merging.unknown_fields(SPEC.fields, {"name": "x", "colour": 1, "rows": [{"a": "x", "z": 1}]})
    assert [(p.code, p.pointer) for p in problems] == [
        ("answer.unknown-field", "/colour"),
        ("answer.unknown-field", "/rows/0/z"),
    ]


def test_read_only_answers_are_put_back() -> None:
    before = {"name": "Chan", "rows": [{"a": "x"}]}
    after = {"name": "Lee", "rows": [{"a": "y"}, {"a": "new"}]}
    restored = merging.with_read_only(before, after, ["name", "rows.0.a", "rows.1.a", "size"])
    assert restored == {"name": "Chan", "rows": [{"a": "x"}, {}]}
    assert after["rows"][0] == {"a": "y"}


def test_differing_tells_empty_from_no() -> None:
    stored = {"a": "x", "b": False, "c": ""}
    assert merging.differing(stored, {"a": "x", "b": False, "c": None, "d": []}) == []
    assert merging.differing(stored, {"a": "y", "b": None, "d": False}) == ["a", "b", "d"]


def test_an_amendment_follows_ids_not_keys() -> None:
    renamed = item("repeat", "people", id="id-rows", items=[item("text", "full_name", id="id-a")])
    newer = spec_of(form(item("text", "title", id="id-name"), renamed, item("text", "more")))
    assert merging.carried(SPEC, newer, {"name": "Chan", "size": 4, "rows": [{"a": "x", "b": 1}]}) == {
        "title": "Chan",
        "people": [{"full_name": "x"}],
    }
