"""A broken report document lists every problem, each at its place."""

import pytest

from engine.language.compiling import check
from engine.language.documents import from_body
from engine.language.problems import codes
from tests.unit.reporting.fake import NoLibrary, compiled, spec_of

BY_KIND = [{"field": "kind"}]


def found(**body: object) -> list[tuple[str, str]]:
    return [(problem.code, problem.pointer) for problem in compiled(**body).problems]


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"dataset": "nothing:here"}, "report.unknown-dataset", "/dataset"),
        ({"dataset": "fake:other"}, "report.unknown-dataset", "/dataset"),
        ({"rows": [{"field": "colour"}]}, "report.unknown-column", "/rows/0/field"),
        ({"columns": [{"field": "kind", "by": "month"}]}, "report.by-needs-date", "/columns/0/by"),
        ({"rows": [{"field": "sent"}]}, "report.date-needs-by", "/rows/0"),
        ({"rows": [{"field": "tags"}]}, "report.cannot-group", "/rows/0/field"),
        ({"rows": [{"field": "amount"}]}, "report.cannot-group", "/rows/0/field"),
        ({"measures": [{"key": "n", "fn": "sum"}]}, "report.measure-needs-column", "/measures/0"),
        ({"measures": [{"key": "n", "fn": "sum", "of": "kind"}]}, "report.measure-needs-number", "/measures/0/of"),
        ({"measures": [{"key": "n", "fn": "count", "of": "kind"}]}, "report.count-takes-none", "/measures/0/of"),
        ({"measures": [{"key": "n", "fn": "count"}] * 2}, "report.duplicate-measure", "/measures/1/key"),
        ({"chart": {"type": "bar", "y": "m"}}, "report.unknown-measure", "/chart/y"),
        ({"sort": {"by": "m"}}, "report.unknown-measure", "/sort/by"),
        ({"parameters": {"y": {"type": "financial_year"}}}, "report.parameter-needs-field", "/parameters/y"),
        ({"parameters": {"c": {"type": "choice"}}}, "report.parameter-needs-field", "/parameters/c"),
        (
            {"parameters": {"y": {"type": "financial_year", "field": "kind"}}},
            "report.parameter-wrong-field",
            "/parameters/y/field",
        ),
        (
            {"parameters": {"y": {"type": "quarter", "field": "sent", "default": "2025-26"}}},
            "report.parameter-default",
            "/parameters/y/default",
        ),
        (
            {"parameters": {"k": {"type": "choice", "field": "kind", "default": "boats"}}},
            "report.parameter-default",
            "/parameters/k/default",
        ),
        (
            {"dataset": "fake:people", "measures": [{"key": "n", "fn": "max", "of": "score"}]},
            "report.shows-one-person",
            "/measures/0/fn",
        ),
        (
            {"persons": True, "measures": [{"key": "n", "fn": "min", "of": "score"}]},
            "report.shows-one-person",
            "/measures/0/fn",
        ),
    ],
)
def test_a_problem_is_named_at_its_place(body: dict[str, object], code: str, pointer: str) -> None:
    assert (code, pointer) in found(**body)
    assert compiled(**body).spec is None


def test_all_problems_are_listed_at_once() -> None:
    body = {
        "rows": [{"field": "colour"}, {"field": "sent"}],
        "measures": [{"key": "a", "fn": "sum"}, {"key": "b", "fn": "mean", "of": "fund"}],
        "chart": {"type": "bar", "y": "c"},
        "where": {"==": [{"var": "colour"}, "red"]},
    }
    places = {pointer for _, pointer in found(**body)}
    assert {"/rows/0/field", "/rows/1", "/measures/0", "/measures/1/of", "/chart/y"} <= places
    assert any(pointer.startswith("/where") for pointer in places)


def test_the_condition_is_checked_against_the_columns_types() -> None:
    assert found(where={">": [{"var": "amount"}, "5000"]}) == []
    assert found(where={">": [{"var": "kind"}, 3]}) != []
    assert found(where={"+": [{"var": "score"}, 1]}) != []


def test_the_condition_may_read_parameters() -> None:
    since = {">=": [{"var": "due"}, {"var": "parameters.since"}]}
    in_year = {">=": [{"var": "due"}, {"var": "parameters.year.from"}]}
    parameters = {"year": {"type": "financial_year"}, "since": {"type": "date"}}
    spec = spec_of(parameters=parameters, where={"and": [in_year, since]})
    assert [parameter.key for parameter in spec.parameters] == ["year", "since"]


def test_a_period_narrows_the_first_date_axis_unless_it_says_otherwise() -> None:
    rows = [{"field": "sent", "by": "month"}]
    assert spec_of(rows=rows, parameters={"y": {"type": "quarter"}}).parameters[0].field.key == "sent"
    named = spec_of(rows=rows, parameters={"y": {"type": "quarter", "field": "due"}})
    assert named.parameters[0].field.key == "due"


def test_a_document_cannot_lift_the_suppression_of_its_dataset() -> None:
    assert spec_of(dataset="fake:people", persons=False).persons
    assert spec_of(persons=True).persons
    assert not spec_of().persons


def test_the_shape_is_checked_first() -> None:
    body = {"kind": "report", "language": 1, "key": "x", "title": "X", "dataset": "fake:things", "colour": 1}
    problems = check(from_body(body), NoLibrary()).problems
    assert {("schema.missing", ""), ("schema.unknown", "/colour")} <= {(p.code, p.pointer) for p in problems}


def test_every_code_of_reports_is_proved_here() -> None:
    proved = {code for _, code, _ in test_a_problem_is_named_at_its_place.pytestmark[0].args[1]}
    assert {code for code in codes if code.startswith("report.")} == proved
