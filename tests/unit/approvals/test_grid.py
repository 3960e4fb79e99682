"""A table as a grid: what comes out goes back in unchanged, and a changed cell changes one condition only."""

import json
from pathlib import Path
from typing import Any

import pytest

from approvals.grids import comparing, posted, proving, workbook
from approvals.grids.grid import Grid, Row, columns_of, grid_of, rules_of
from approvals.grids.names import Names
from engine.language.text import both

SHIPPED = Path(__file__).resolve().parents[3] / "definitions"
pytestmark = pytest.mark.django_db  # the roles of the installation are asked for
NAMES = Names(
    roles={
        "team_head": both("Team Head", "組長"),
        "department_head": both("Department Head", "部門主管"),
        "centre_manager": both("Centre Manager", "中心主任"),
        "finance_head": both("Head of Finance", "財務主管"),
    },
    acts={name: both(name, zh) for name, zh in (("approve", "批准"), ("award", "批出"), ("agree", "同意"), ("endorse", "贊同"))},
)  # fmt: skip


def shipped(name: str) -> dict[str, Any]:
    return json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8"))


AUTHORITY, TABLE = shipped("authority/procurement"), shipped("tables/quotations-needed")


def with_cell(grid: Grid, row: int, at: str, text: str) -> Grid:
    rows = list(grid.rows)
    rows[row] = Row(rows[row].id, {**rows[row].cells, at: text})
    return Grid(grid.columns, tuple(rows))


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize("body", [AUTHORITY, TABLE], ids=["authority", "table"])
def test_what_nobody_touched_stays_as_it_was(body: dict[str, Any], language: str) -> None:
    read = rules_of(grid_of(body, NAMES, language), body, NAMES)
    assert not read.wrong
    assert read.rules == [{**rule, "when": rule.get("when", {})} for rule in body["rules"]]


def test_a_cell_nobody_touched_keeps_the_very_literal_of_its_author() -> None:
    whole = json.loads(json.dumps(AUTHORITY))
    whole["rules"][0]["when"]["total"]["lt"] = 5000
    assert rules_of(grid_of(whole, NAMES, "en"), whole, NAMES).rules[0]["when"] == {"total": {"lt": 5000}}


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize("body", [AUTHORITY, TABLE], ids=["authority", "table"])
def test_a_workbook_brings_back_what_it_took_out(body: dict[str, Any], language: str) -> None:
    grid = grid_of(body, NAMES, language)
    brought = workbook.read(workbook.write(grid, body["title"], language), columns_of(body))
    assert brought == grid
    assert rules_of(brought, body, NAMES).rules == rules_of(grid, body, NAMES).rules


def test_one_cell_changes_one_condition_and_the_gap_it_makes_is_told() -> None:
    changed = with_cell(grid_of(AUTHORITY, NAMES, "en"), 1, "when.total", "5,001 to 20,000")
    body = {**AUTHORITY, "rules": rules_of(changed, AUTHORITY, NAMES).rules}
    assert body["rules"][1]["when"] == {"total": {"ge": "5001", "le": "20000"}}
    assert [body["rules"][n] for n in (0, 2)] == [AUTHORITY["rules"][n] for n in (0, 2)]
    (gap,) = proving.findings(proving.compiled(body).problems, body["rules"])
    assert gap.severity == "warning" and "total = 5,000" in gap.message["en"]  # type: ignore[index]


def test_an_overlap_names_its_rows_by_number() -> None:
    changed = with_cell(grid_of(AUTHORITY, NAMES, "en"), 0, "when.total", "≤ 5,000")
    body = {**AUTHORITY, "rules": rules_of(changed, AUTHORITY, NAMES).rules}
    (overlap,) = proving.findings(proving.compiled(body).problems, body["rules"])
    assert overlap.message == both(
        "Row 1 and row 2 both apply when total = 5,000.", "當 總額 = 5,000 時，第 1 列和第 2 列同時適用。"
    )


def test_a_cell_that_cannot_be_read_is_told_and_changes_nothing() -> None:
    changed = with_cell(grid_of(AUTHORITY, NAMES, "en"), 0, "then.1", "Somebody: award")
    read = rules_of(changed, AUTHORITY, NAMES)
    assert set(read.wrong) == {(0, "then.1")}
    assert read.rules[0]["chain"] == AUTHORITY["rules"][0]["chain"]


def test_buttons_add_copy_move_and_remove_rows() -> None:
    grid = grid_of(AUTHORITY, NAMES, "en")
    order = [row.id for row in grid.rows]
    assert [r.id for r in posted.changed(grid, "down:low").rows] == ["mid", "low", "high"]
    assert [r.id for r in posted.changed(grid, "up:low").rows] == order
    assert [r.id for r in posted.changed(grid, "remove:mid").rows] == ["low", "high"]
    copied = posted.changed(grid, "copy:mid")
    assert [r.cells for r in copied.rows][1:3] == [grid.rows[1].cells] * 2 and copied.rows[2].id not in order
    assert posted.changed(grid, "add").rows[-1].cells == {}
    assert posted.changed(grid, "step").steps == grid.steps + 1
    assert posted.changed(grid, "remove:nothing") == posted.changed(grid, "unknown:low") == grid


def test_two_versions_are_compared_cell_by_cell() -> None:
    after = json.loads(json.dumps(AUTHORITY))
    after["rules"][1]["when"]["total"]["le"] = "30000"
    after["rules"][2]["id"] = "top"
    compared = comparing.compare(AUTHORITY, after, NAMES, "en")
    assert [line.verb for line in compared.lines] == ["same", "changed", "added", "removed"]
    changed = [cell for cell in compared.lines[1].cells if cell.changed]
    assert [(cell.before, cell.after) for cell in changed] == [("5,000 – 20,000", "5,000 – 30,000")]


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x03\x04nonsense", b"a,b\n1,2\n"])
def test_a_file_that_is_no_workbook_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(workbook.NotATable) as refused:
        workbook.read(content, columns_of(AUTHORITY))
    assert refused.value.message and "Error" not in str(refused.value)


def test_a_workbook_with_a_strange_heading_names_it() -> None:
    strange = Grid((*columns_of(AUTHORITY)[:1], columns_of(TABLE)[1]), ())
    with pytest.raises(workbook.NotATable, match="category"):
        workbook.read(workbook.write(strange, "x", "en"), columns_of(AUTHORITY))
