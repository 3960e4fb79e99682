"""Code lists, decision tables and calendars."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary
from engine.language.documents import from_body
from engine.language.kinds import Compiled
from engine.language.standard import register_standard_kinds

register_standard_kinds()


def compiled(body: dict[str, Any]) -> Compiled:
    whole = {"language": 1, "key": "x", "title": "X", **body}
    found = MemoryLibrary([from_body(json.loads(json.dumps(whole)))]).compiled(whole["kind"], "x")
    assert found is not None
    return found


def errors(body: dict[str, Any]) -> list[tuple[str, str]]:
    return [(p.code, p.pointer) for p in compiled(body).problems]


BANDS = [
    {"id": "low", "when": {"amount": {"lt": "5000"}}, "then": {"count": 0}},
    {"id": "mid", "when": {"amount": {"ge": "5000", "le": "20000"}}, "then": {"count": 2}},
    {"id": "high", "when": {"amount": {"gt": "20000"}}, "then": {"count": 5}},
]


def table(rules: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    heads = {"inputs": {"amount": "money"}, "outputs": {"count": "integer"}}
    return {"kind": "table", "effective": "2025-05-01", **heads, "rules": rules, **more}


@pytest.mark.parametrize(
    ("amount", "count"), [("0", 0), ("4999.99", 0), ("5000", 2), ("20000", 2), ("20000.01", 5), ("1000000", 5)]
)
def test_a_table_keeps_its_boundaries(amount: str, count: int) -> None:
    assert compiled(table(BANDS)).spec.lookup({"amount": Decimal(amount)}, "count") == count


def test_bands_that_meet_have_no_problem() -> None:
    assert errors(table(BANDS)) == []


def test_a_gap_is_named_with_an_example() -> None:
    rules = [BANDS[0], {**BANDS[2], "when": {"amount": {"ge": "5001"}}}]
    (problem,) = compiled(table(rules)).problems
    assert problem.code == "table.gap"
    assert "amount = 5,000" in str(problem.message)


def test_a_gap_of_a_cent_between_two_bands_is_found() -> None:
    rules = [{**BANDS[0], "when": {"amount": {"lt": "5000"}}}, {**BANDS[2], "when": {"amount": {"gt": "5000"}}}]
    assert errors(table(rules)) == [("table.gap", "/rules")]


def test_an_overlap_is_an_error_unless_the_first_rule_wins() -> None:
    rules = [{**BANDS[0], "when": {"amount": {"le": "5000"}}}, *BANDS[1:]]
    assert errors(table(rules)) == [("table.overlap", "/rules")]
    assert errors(table(rules, hit="first")) == []


def test_wrong_literals_and_names_are_all_listed() -> None:
    rules = [{"id": "a", "when": {"amount": {"lt": "many"}, "size": {"eq": 1}}, "then": {"count": "1.5", "more": 1}}]
    assert errors(table(rules)) == [
        ("table.wrong-value", "/rules/0/when/amount"),
        ("table.unknown-input", "/rules/0/when/size"),
        ("table.wrong-value", "/rules/0/then/count"),
        ("table.unknown-output", "/rules/0/then/more"),
    ]


def test_ids_are_unique_in_a_document() -> None:
    assert ("document.duplicate-id", "/rules/1/id") in errors(table([BANDS[0], {**BANDS[1], "id": "low"}]))


def test_a_code_list_reports_doubles_and_lost_parents() -> None:
    option = {"id": "1", "key": "a", "label": "A"}
    options = [option, {**option, "id": "2"}, {"id": "3", "key": "c", "label": "C", "parent": "z"}]
    assert errors({"kind": "choices", "options": options}) == [
        ("choices.duplicate-key", "/options/1/key"),
        ("choices.unknown-parent", "/options/2/parent"),
    ]


def test_a_code_list_ends_options_by_date() -> None:
    options = [{"id": "1", "key": "a", "label": "A", "until": "2025-03-31"}, {"id": "2", "key": "b", "label": "B"}]
    spec = compiled({"kind": "choices", "options": options}).spec
    assert [o.key for o in spec.on(date(2025, 3, 31))] == ["a", "b"]
    assert [o.key for o in spec.on(date(2025, 4, 1))] == ["b"]


CALENDAR = {"kind": "calendar", "working_days": ["mon", "tue", "wed", "thu", "fri"], "holidays": {"library": "HK"}}


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2025-11-14T02:42:00", 1, "2025-11-17"),  # Friday: the next working day is Monday
        ("2025-11-14T02:42:00", 3, "2025-11-19"),
        ("2025-12-24T02:00:00", 1, "2025-12-29"),  # over Christmas and the day after
        ("2025-11-15T02:00:00", 0, "2025-11-17"),  # a Saturday counts from Monday
        ("2025-11-17T17:00:00", 1, "2025-11-19"),  # 01:00 on the 18th in Hong Kong
        ("2025-11-19T02:00:00", -1, "2025-11-18"),
    ],
)
def test_working_days_skip_weekends_and_general_holidays(start: str, days: int, due: str) -> None:
    spec = compiled(CALENDAR).spec
    moment = spec.add_working_days(datetime.fromisoformat(start).replace(tzinfo=UTC), days)
    assert moment.isoformat() == f"{due}T17:00:00+08:00"


def test_extra_days_override_the_holidays() -> None:
    extra = [{"date": "2025-12-25", "closed": False}, {"date": "2025-12-24", "closed": True}]
    spec = compiled({**CALENDAR, "extra": extra}).spec
    assert spec.is_working_day(date(2025, 12, 25))
    assert not spec.is_working_day(date(2025, 12, 24))


def test_a_calendar_needs_a_working_day_and_a_known_list() -> None:
    body = {"kind": "calendar", "working_days": [], "holidays": {"library": "ATLANTIS"}}
    assert errors(body) == [
        ("calendar.unknown-holidays", "/holidays/library"),
        ("calendar.no-working-day", "/working_days"),
    ]


def test_a_half_translated_text_is_a_warning() -> None:
    found = compiled({"kind": "choices", "options": [{"id": "1", "key": "a", "label": {"en": "Only English"}}]})
    assert [(p.code, p.severity) for p in found.problems] == [("document.missing-translation", "warning")]
    assert found.spec is not None
