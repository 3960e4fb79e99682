"""A report equals a plain recount of its rows: every cell, every total, every measure, exact to the cent."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.text import say
from reporting.plan import BadParameter, plan
from reporting.result import Cell, Result
from reporting.rows import ColumnGone
from tests.unit.reporting.fake import COLUMNS, NORTH, SOUTH, TODAY, FakeDataset, actor, result_of, spec_of

MEASURES = [
    {"key": "n", "fn": "count"},
    {"key": "spent", "fn": "sum", "of": "amount"},
    {"key": "average", "fn": "mean", "of": "amount"},
    {"key": "middle", "fn": "median", "of": "amount"},
    {"key": "least", "fn": "min", "of": "amount"},
    {"key": "most", "fn": "max", "of": "amount"},
    {"key": "funds", "fn": "count_distinct", "of": "fund"},
    {"key": "part", "fn": "share", "within": "row"},
    {"key": "cost", "fn": "share", "of": "amount"},
]
Entries = Sequence[dict[str, Any]]
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["goods", "works", "services", None]),
            "fund": st.sampled_from(["lump sum", "lotteries", "獎券基金", None]),
            "amount": st.one_of(st.none(), st.integers(0, 10_000_000)),
            "sent": st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),
            "unit": st.sampled_from([NORTH, SOUTH]),
            "version": st.integers(1, 3),
        }
    ),
    max_size=60,
)


def financial_year(moment: datetime) -> int:
    """The plain way: Hong Kong is eight hours ahead, and a new year begins in April."""
    hours = moment.hour + 8
    month, year = moment.month, moment.year
    last_day = (moment.month, moment.day) in {(3, 31), (12, 31)}
    if hours >= 24 and last_day:
        month, year = (4, year) if month == 3 else (1, year + 1)
    return year if month >= 4 else year - 1


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def recount(rows: Entries, line: Entries, everything: Entries) -> list[Any]:
    """The nine measures of `rows`, worked out the plain way."""
    amounts = [row["amount"] for row in rows if row["amount"] is not None]
    dollars = [Decimal(amount) / 100 for amount in amounts]
    whole = sum(row["amount"] or 0 for row in everything)
    return [
        len(rows),
        sum(dollars, Decimal(0)),
        cents(sum(dollars) / len(dollars)) if dollars else None,
        cents(median(dollars)) if dollars else None,
        min(dollars) if dollars else None,
        max(dollars) if dollars else None,
        len({row["fund"] for row in rows} - {None}),
        tenth(len(rows), len(line)),
        tenth(sum(amounts), whole),
    ]


def tenth(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


@given(ENTRIES)
@settings(max_examples=80, deadline=None)
def test_every_cell_equals_a_plain_recount(entries: list[dict[str, Any]]) -> None:
    result = result_of(
        entries, rows=[{"field": "kind"}], columns=[{"field": "sent", "by": "financial_year"}], measures=MEASURES
    )
    for r, row in enumerate(result.rows):
        in_row = [e for e in entries if (e["kind"] or "") == row.keys[0]]
        assert list(result.row_totals[r].values) == recount(in_row, in_row, entries)
        for c, column in enumerate(result.columns):
            here = [e for e in in_row if financial_year(e["sent"]) == int(column.keys[0][:4])]
            assert list(result.cells[r][c].values) == recount(here, in_row, entries)
    for c, column in enumerate(result.columns):
        down = [e for e in entries if financial_year(e["sent"]) == int(column.keys[0][:4])]
        assert list(result.column_totals[c].values) == recount(down, entries, entries)
    assert list(result.grand.values) == recount(entries, entries, entries)
    assert result.versions == tuple(sorted({e["version"] for e in entries}))


@given(ENTRIES)
@settings(max_examples=40, deadline=None)
def test_a_reader_counts_rows_of_their_own_scope_only(entries: list[dict[str, Any]]) -> None:
    mine = [e for e in entries if e["unit"] == NORTH]
    result = result_of(entries, reader=actor("/f/north/"), rows=[{"field": "unit"}])
    assert (result.grand.values[0], result.rows_read) == (len(mine), len(mine))
    assert str(SOUTH) not in str(result.as_json("en"))
    assert result_of(mine, rows=[{"field": "unit"}]).as_json("en")["rows"] == result.as_json("en")["rows"]


@given(ENTRIES)
@settings(max_examples=40, deadline=None)
def test_filters_narrow_as_a_plain_filter_would(entries: list[dict[str, Any]]) -> None:
    result = result_of(
        entries,
        chosen={"year": "2025-26", "kind": "goods"},
        parameters={"year": {"type": "financial_year", "field": "sent"}, "kind": {"type": "choice", "field": "kind"}},
        where={">=": [{"var": "amount"}, "50000"]},
    )
    kept = [e for e in entries if e["kind"] == "goods" and financial_year(e["sent"]) == 2025]
    assert result.grand.values[0] == sum(1 for e in kept if (e["amount"] or 0) >= 5_000_000)


def only(cell: Cell) -> Any:
    return cell.values[0]


def test_midnight_in_hong_kong_divides_the_years() -> None:
    before = datetime(2025, 3, 31, 15, 59, tzinfo=UTC)
    after = datetime(2025, 3, 31, 16, 0, tzinfo=UTC)
    rows = [{"field": "sent", "by": "financial_year"}]
    result = result_of([{"sent": before}, {"sent": after}], rows=rows)
    assert [(line.labels[0]["en"], only(cell)) for line, cell in zip(result.rows, result.row_totals, strict=True)] == [
        ("2024-25", 1),
        ("2025-26", 1),
    ]


def test_months_without_rows_are_shown_with_a_zero() -> None:
    entries = [{"due": date(2025, 4, 3)}, {"due": date(2025, 7, 1)}]
    result = result_of(entries, rows=[{"field": "due", "by": "month"}])
    assert [only(cell) for cell in result.row_totals] == [1, 0, 0, 1]


def test_lines_stand_in_the_order_of_options_and_unanswered_ones_last() -> None:
    entries = [{"kind": kind} for kind in (None, "services", "goods", "works", "goods")]
    result = result_of(entries, rows=[{"field": "kind"}])
    assert [say(line.labels[0], "zh-Hant") for line in result.rows] == ["物料", "工程", "服務", "未填"]


def test_sorting_by_a_measure() -> None:
    entries = [{"kind": "goods", "amount": 5}, {"kind": "works", "amount": 900}, {"kind": "services", "amount": 70}]
    measures = [{"key": "spent", "fn": "sum", "of": "amount"}]
    result = result_of(entries, rows=[{"field": "kind"}], measures=measures, sort={"by": "spent", "descending": True})
    assert [line.keys[0] for line in result.rows] == ["works", "services", "goods"]
    assert [only(cells[0]) for cells in result.cells] == [Decimal("9.00"), Decimal("0.70"), Decimal("0.05")]


def test_decimals_keep_their_places_and_money_its_cents() -> None:
    measures = [
        {"key": "rate", "fn": "sum", "of": "rate"},
        {"key": "mean", "fn": "mean", "of": "rate"},
        {"key": "spent", "fn": "sum", "of": "amount"},
    ]
    result = result_of([{"rate": 1, "amount": 10}, {"rate": 2, "amount": 20}], measures=measures)
    assert [str(value) for value in result.grand.values] == ["0.003", "0.002", "0.30"]


def test_nobody_counts_when_nothing_is_there() -> None:
    result = result_of([], rows=[{"field": "kind"}], columns=[{"field": "fund"}], measures=MEASURES)
    assert result.is_empty
    assert result.grand.values[:2] == (0, Decimal(0))


def test_the_sentence_says_what_was_counted_and_how_it_was_narrowed() -> None:
    result = result_of(
        [{"kind": "goods", "due": date(2025, 5, 1)}] * 3 + [{"kind": "works", "due": date(2025, 5, 1)}],
        parameters={"year": {"type": "financial_year", "field": "due"}},
        where={"in": [{"var": "kind"}, ["goods", "works"]]},
        rows=[{"field": "kind"}],
    )
    english, chinese = say(result.sentence, "en"), say(result.sentence, "zh-Hant")
    assert "Due: 2025-26, 1 Apr 2025 to 31 Mar 2026" in english
    assert "到期：2025-26年度，2025年4月1日至2026年3月31日" in chinese
    assert "Most: Goods, 3." in english
    assert "最多：物料，3。" in chinese


@pytest.mark.parametrize(
    "chosen", [{"year": "2025"}, {"kind": "boats"}, {"colour": "red"}, {"year": "'; drop"}, {"kind": "<b>"}]
)
def test_a_parameter_that_cannot_be_is_refused(chosen: dict[str, str]) -> None:
    parameters = {"year": {"type": "financial_year", "field": "due"}, "kind": {"type": "choice", "field": "kind"}}
    with pytest.raises(BadParameter):
        plan(spec_of(parameters=parameters), chosen, today=TODAY)


def test_current_and_previous_follow_the_day() -> None:
    spec = spec_of(parameters={"year": {"type": "financial_year", "field": "due"}})
    assert plan(spec, {}, today=date(2025, 3, 31)).values == {"year": "2024-25"}
    assert plan(spec, {"year": "previous"}, today=date(2025, 4, 1)).values == {"year": "2024-25"}
    assert plan(spec, {"year": "all"}, today=TODAY).filters == ()


def test_a_column_that_went_away_is_said_so() -> None:
    columns = {key: column for key, column in COLUMNS.items() if key != "kind"}
    with pytest.raises(ColumnGone):
        result_of([], rows=[{"field": "kind"}], over=FakeDataset([], columns=columns))


def people_result(entries: list[dict[str, Any]], **body: Any) -> Result:
    columns = spec_of(dataset="fake:people").dataset.columns
    found = FakeDataset(entries, persons=True, columns=columns)
    whole = {"dataset": "fake:people", **body}
    return result_of(entries, over=found, **whole)


def shown(result: Result) -> dict[tuple[int, int], Any]:
    """Every figure in the result by place, totals at -1; None where hidden."""
    found = {(r, c): only(cell) for r, row in enumerate(result.cells) for c, cell in enumerate(row)}
    found |= {(r, -1): only(cell) for r, cell in enumerate(result.row_totals)}
    found |= {(-1, c): only(cell) for c, cell in enumerate(result.column_totals)}
    return {**found, (-1, -1): only(result.grand)}


PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["goods", "works", "services"]),
            "fund": st.sampled_from(["a", "b", "c"]),
            "client": st.integers(0, 40).map(lambda number: f"person {number}"),
            "score": st.integers(0, 27),
        }
    ),
    max_size=90,
)


@given(PEOPLE)
@settings(max_examples=60, deadline=None)
def test_fewer_than_five_people_are_never_in_a_result(entries: list[dict[str, Any]]) -> None:
    measures = [{"key": "n", "fn": "count"}, {"key": "score", "fn": "sum", "of": "score"}]
    result = people_result(entries, rows=[{"field": "kind"}], columns=[{"field": "fund"}], measures=measures)
    for (r, c), figure in shown(result).items():
        people = {
            e["client"]
            for e in entries
            if (r == -1 or e["kind"] == result.rows[r].keys[0]) and (c == -1 or e["fund"] == result.columns[c].keys[0])
        }
        assert figure is None or not 0 < len(people) < 5
    flat = [*[cell for row in result.cells for cell in row], *result.row_totals, *result.column_totals, result.grand]
    assert result.suppressed == sum(1 for cell in flat if any(cell.hidden))
    assert all(value is None for cell in flat if cell.hidden[0] for value in cell.values)


def test_a_report_without_columns_repeats_what_is_hidden_in_its_totals() -> None:
    entries = [{"kind": "goods", "client": f"g{n}"} for n in range(3)]
    entries += [{"kind": "works", "client": f"w{n}"} for n in range(9)]
    result = people_result(entries, rows=[{"field": "kind"}])
    assert [only(cell) for cell in result.row_totals] == [None, None]
    assert [only(row[0]) for row in result.cells] == [None, None]
    assert only(result.grand) == only(result.column_totals[0]) == 12
    assert "2 figures are hidden" in say(result.suppression, "en")


def test_hidden_rows_do_not_tell_their_order() -> None:
    many = {"goods": 1, "works": 30, "services": 8}
    entries = [{"kind": kind, "client": f"{kind}{n}"} for kind, number in many.items() for n in range(number)]
    result = people_result(entries, rows=[{"field": "kind"}], sort={"by": "n", "descending": False})
    assert [line.keys[0] for line in result.rows] == ["works", "goods", "services"]
    assert "Most" not in say(result.sentence, "en")
