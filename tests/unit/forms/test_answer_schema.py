"""The published JSON Schema of answers: what it says, and that whatever the judge lets through keeps it."""

from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.compiling import MemoryLibrary
from form_builder.answer_schema import AnswerSchema, schema_of
from form_builder.answering import wire
from tests.unit.forms.notation import form, item, judge, options, spec_of

FORM = form(
    item("text", "name", required=True, max_length=20, hint={"en": "As on the card", "zh-Hant": "如證件所示"}),
    item("choice", "kind", choices=options("tea", "cups")),
    item("many_choice", "days", choices=options("mon", "tue", "wed"), visible_when={"==": [{"var": "kind"}, "tea"]}),
    item("yes_no", "urgent", required=True, visible_when={"==": [{"var": "kind"}, "tea"]}),
    item("date", "on"),
    item("decimal", "weight", scale=2),
    item("repeat", "lines", min=0, max=3, items=[
        item("text", "what", required=True),
        item("integer", "quantity", min=1, max=9, required=True),
        item("money", "price", required=True),
        item("money", "amount", calculate={"*": [{"row": "quantity"}, {"row": "price"}]}),
    ]),
    item("money", "total", calculate={"sum": [{"var": "lines"}, {"row": "amount"}]}),
)  # fmt: skip
SCHEMA = schema_of(spec_of(FORM), MemoryLibrary([]))
GIVEN = {
    "name": "Tai Man",
    "kind": "tea",
    "days": ["mon", "wed"],
    "urgent": True,
    "on": "2025-11-14",
    "weight": "1.50",
    "lines": [{"what": "tea", "quantity": 2, "price": "18.00"}],
}


def stored(answers: dict[str, Any]) -> dict[str, Any]:
    judged = judge(FORM, answers)
    assert judged.problems == ()
    return wire(spec_of(FORM), judged.values)


def test_it_is_json_schema_that_another_library_reads_alike() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    theirs = jsonschema.Draft202012Validator(SCHEMA)
    right = stored(GIVEN)
    wrong = {**right, "kind": "soup", "lines": [{"what": 1, "quantity": 0}], "extra": True}
    assert theirs.is_valid(right)
    assert not list(AnswerSchema(SCHEMA).problems(right))
    assert {problem.pointer for problem in AnswerSchema(SCHEMA).problems(wrong)} == {
        "".join(f"/{part}" for part in error.absolute_path) for error in theirs.iter_errors(wrong)
    }


def test_what_may_be_hidden_is_not_required_and_what_is_calculated_is_read_only() -> None:
    assert SCHEMA["required"] == ["name"]
    assert SCHEMA["properties"]["total"]["readOnly"] is True
    assert SCHEMA["properties"]["lines"]["items"]["required"] == ["what", "quantity", "price"]
    assert SCHEMA["properties"]["name"]["description"] == "As on the card"
    assert schema_of(spec_of(FORM), MemoryLibrary([]), "zh-Hant")["properties"]["name"]["description"] == "如證件所示"


@pytest.mark.parametrize(
    ("key", "value"),
    [("name", 7), ("kind", "soup"), ("days", ["mon", "mon"]), ("urgent", "yes"), ("total", "x"), ("lines", [{}])],
)
def test_every_wrong_shape_has_its_place(key: str, value: Any) -> None:
    found = AnswerSchema(SCHEMA).problems({**stored(GIVEN), key: value})
    assert found
    assert all(problem.code == "answer.not-as-published" for problem in found)
    assert all(problem.pointer.startswith(f"/{key}") for problem in found)


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 12), st.text("ab 1.-", max_size=6),
    st.sampled_from(["tea", "cups", "mon", "2025-11-14", "12.50", "-0", "1e3", "", ["mon"], ["tue", "mon"], []]),
)  # fmt: skip
ROW = st.fixed_dictionaries({}, optional={key: ANYTHING for key in ("what", "quantity", "price", "amount")})
ANSWERS = st.fixed_dictionaries(
    {"name": st.sampled_from(["A", "乙", "  C "])},
    optional={key: ANYTHING for key in ("kind", "days", "urgent", "on", "weight", "total")}
    | {"lines": st.lists(ROW, max_size=4)},
)


@settings(max_examples=400, deadline=None)
@given(ANSWERS)
def test_what_the_judge_lets_through_keeps_the_schema(answers: dict[str, Any]) -> None:
    wrong = {problem.pointer.split("/")[1] for problem in judge(FORM, answers).problems}
    right = {key: value for key, value in answers.items() if key not in wrong}
    judged = judge(FORM, {"urgent": False, **right} if "urgent" in wrong else right)
    assert judged.problems == ()
    assert AnswerSchema(SCHEMA).problems(wire(spec_of(FORM), judged.values)) == []
