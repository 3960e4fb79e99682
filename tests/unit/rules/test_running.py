"""Compiled rules as the server uses them, beyond what the shared cases say."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from engine.language.errors import Invalid
from engine.language.rules import FieldType, Scope, compile_rule, from_wire, normalise, settle, to_wire
from tests.unit.rules.signatures import LINES, SIGNATURE

TOTAL = {"var": "total"}


def test_values_may_be_typed_or_as_they_travel() -> None:
    rule = compile_rule({"+": [TOTAL, {"var": "rate"}]}, SIGNATURE)
    assert (
        rule(Scope({"total": Decimal("1.10"), "rate": 2}))
        == rule(Scope({"total": "1.10", "rate": "2"}))
        == Decimal("3.10")
    )


def test_a_compiled_rule_keeps_nothing_of_its_last_run() -> None:
    rule = compile_rule({"sum": [{"var": "lines"}, {"row": "amount"}]}, SIGNATURE)
    assert rule(Scope({"lines": [{"amount": "5"}]})) == 5
    assert rule(Scope({})) == 0


def test_a_rule_inside_a_repeat_reads_the_rows_of_its_scope() -> None:
    rule = compile_rule({"*": [{"row": "quantity"}, {"row": "price"}]}, SIGNATURE, rows=(LINES,), expects="money")
    assert rule(Scope({}, rows=({"quantity": 3, "price": "2.50"},))) == Decimal("7.50")


def test_a_table_gets_typed_inputs_and_its_answer_is_typed() -> None:
    asked: list[Any] = []

    def lookup(table: str, inputs: Any, output: str) -> Any:
        asked.append((table, inputs, output))
        return Decimal("2")

    rule = {"lookup": ["quotations", {"amount": TOTAL, "category": {"var": "category"}}, "count"]}
    value = compile_rule(rule, SIGNATURE)(Scope({"total": "6000.00", "category": "goods"}, lookup=lookup))
    assert (value, type(value)) == (2, int)
    assert asked == [("quotations", {"amount": Decimal("6000.00"), "category": "goods"}, "count")]


@pytest.mark.parametrize("rule", [{"today": []}, {"now": []}, {"age": [{"var": "born"}]}])
def test_a_scope_without_the_time_is_refused_loudly(rule: Any) -> None:
    with pytest.raises(LookupError):
        compile_rule(rule, SIGNATURE)(Scope({"born": date(2000, 1, 1)}))


def test_a_scope_without_tables_is_refused_loudly() -> None:
    rule = {"lookup": ["quotations", {"amount": TOTAL, "category": None}, "count"]}
    with pytest.raises(LookupError):
        compile_rule(rule, SIGNATURE)(Scope({}))


def test_a_rule_with_errors_is_not_compiled() -> None:
    with pytest.raises(Invalid) as caught:
        compile_rule({">": [{"var": "gone"}, 1]}, SIGNATURE)
    assert [p.code for p in caught.value.problems] == ["rules.unknown-name"]


def test_a_rule_with_a_warning_is_compiled() -> None:
    assert compile_rule({"==": [{"var": "category"}, "retired"]}, SIGNATURE)(Scope({"category": "retired"})) is True


@pytest.mark.parametrize(
    ("value", "field", "kept"),
    [
        (Decimal("0.025"), FieldType("money"), "0.03"),
        (Decimal("-0.025"), FieldType("money"), "-0.03"),
        (0, FieldType("money"), "0.00"),
        (Decimal("0.66666"), FieldType("decimal", 4), "0.6667"),
        (Decimal("2.5"), FieldType("integer"), "3"),
        (None, FieldType("money"), "None"),
        ("a", FieldType("text"), "a"),
    ],
)
def test_a_calculated_value_is_kept_at_its_fields_scale(value: Any, field: FieldType, kept: str) -> None:
    assert str(settle(value, field)) == kept


def test_the_wire_is_read_and_written_without_loss() -> None:
    for type_, wire in [
        ("money", "5000.5"),
        ("integer", 7),
        ("integer", str(2**60)),
        ("date", "2024-02-29"),
        ("text", "採購"),
    ]:
        assert to_wire(from_wire(wire, type_), type_) == wire
    assert to_wire(Decimal("5000.50"), "money", 2) == "5000.50"
    assert to_wire(0, "money") == "0"


def test_a_moment_read_as_a_date_is_its_day() -> None:
    assert from_wire(datetime(2025, 5, 1, 23, 59, tzinfo=UTC), "date") == date(2025, 5, 1)


def test_a_normalised_rule_carries_its_types() -> None:
    assert normalise({">": [TOTAL, "5000"]}, SIGNATURE, expects="boolean") == {
        "type": "boolean",
        "rule": [">", ["var", "total", "money"], ["n", "5000"]],
    }
    assert normalise({"*": [TOTAL, 2]}, SIGNATURE, expects=FieldType("money")) == {
        "type": "money",
        "rule": ["*", ["var", "total", "money"], ["n", "2"]],
        "places": 2,
    }


def test_the_rules_import_no_django() -> None:
    import subprocess
    import sys

    block = "import sys; sys.modules['django'] = None; import engine.language.rules"
    subprocess.run([sys.executable, "-c", block], check=True)
