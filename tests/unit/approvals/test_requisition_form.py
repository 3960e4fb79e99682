"""The shipped requisition form: exact totals, the quotations that an amount needs, and what it refuses.

F1 amounts and totals are exact and come from the engine, never from the browser
F2 the number and the form of quotations follow the table in force
F3 a written quotation comes with its file; the recommended supplier is one who quoted
F4 a quotation that is not the lowest needs a reason; an interest needs details
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary
from engine.language.documents import read
from engine.language.kinds import kinds
from engine.language.standard import register_standard_kinds
from form_builder.answering import Evaluated, evaluate
from form_builder.spec import FormSpec

SHIPPED = Path(__file__).parents[3] / "definitions"
TODAY = date(2025, 11, 14)
FILE = "0199a1b2-0000-7000-8000-000000000001"


def documents() -> Iterator[Any]:
    for folder in ("forms", "tables", "choices"):
        for path in sorted((SHIPPED / folder).glob("*.json")):
            document, _ = read(path.read_text(encoding="utf-8"), kinds=("form", "table", "choices"))
            if document:
                yield document


@pytest.fixture(scope="module")
def library() -> MemoryLibrary:
    register_standard_kinds()
    assert "form" in kinds
    return MemoryLibrary(documents())


@pytest.fixture(scope="module")
def form(library: MemoryLibrary) -> FormSpec:
    compiled = library.compiled("form", "purchase-requisition")
    assert compiled and not compiled.problems
    return compiled.spec


def quotation(supplier: str, amount: str, channel: str = "verbal") -> dict[str, Any]:
    files = [FILE] if channel == "written" else []
    return {"supplier": supplier, "amount": amount, "channel": channel, "quoted_on": "2025-11-10", "file": files}


def answers(*lines: tuple[int, str], **changes: Any) -> dict[str, Any]:
    base = {
        "title": "Sensory room equipment",
        "purpose": "The bubble tube failed its safety check.",
        "category": "goods",
        "purchase_type": "equipment",
        "fund": "lotteries_fund",
        "needed_by": "2025-12-01",
        "lines": [{"item": f"Item {n}", "quantity": q, "unit_price": p} for n, (q, p) in enumerate(lines, start=1)],
        "supplier": "Harbour",
        "interest": False,
    }
    return base | changes


@pytest.fixture
def judge(form: FormSpec, library: MemoryLibrary) -> Any:
    def judged(*lines: tuple[int, str], **changes: Any) -> Evaluated:
        given = answers(*lines, **changes)
        return evaluate(form, given, library=library, today=TODAY, now="2025-11-14T10:42:00+08:00")

    return judged


def places(judged: Evaluated, severity: str = "error") -> list[str]:
    return sorted(p.pointer for p in judged.problems if p.severity == severity)


def test_a_small_purchase_needs_no_quotation(judge: Any) -> None:
    judged = judge((3, "0.10"), (1, "4999.69"))
    assert judged.values["total"] == Decimal("4999.99")
    assert judged.values["quotations_needed"] == 0
    assert "quotations" not in judged.visible
    assert places(judged) == []


def test_a_forged_amount_is_thrown_away(judge: Any) -> None:
    judged = judge((1, "100"), total="1.00")
    assert judged.values["total"] == Decimal("100.00")


def test_two_quotations_from_five_thousand(judge: Any) -> None:
    assert places(judge((1, "5000"))) == ["/quotations"]
    both = [quotation("Harbour", "5000"), quotation("Rainbow", "5600")]
    judged = judge((1, "5000"), quotations=both)
    assert places(judged) == []
    assert judged.values["lowest_quotation"] == judged.values["chosen_quotation"] == Decimal("5000")


def test_a_written_quotation_comes_with_its_file(judge: Any) -> None:
    bare = quotation("Harbour", "5000", "written") | {"file": []}
    judged = judge((1, "5000"), quotations=[bare, quotation("Rainbow", "5600")])
    assert places(judged) == ["/quotations/0/file"]


def test_above_fifty_thousand_all_five_are_written(judge: Any) -> None:
    five = [quotation("Harbour", "50000.01", "written")] + [quotation(f"S{n}", "60000", "written") for n in range(4)]
    assert places(judge((1, "50000.01"), quotations=five)) == []
    four_written = [*five[:4], quotation("S9", "60000", "verbal")]
    assert places(judge((1, "50000.01"), quotations=four_written)) == ["/quotations"]


def test_above_the_ceiling_a_tender_is_named(judge: Any) -> None:
    judged = judge((1, "1360000.01"))
    assert "quotations" not in judged.visible
    assert places(judged) == ["/tender_files", "/tender_reference"]
    works = judge((1, "1360000.01"), category="works")
    assert works.values["quotations_needed"] == 5


def test_the_recommended_supplier_is_one_who_quoted(judge: Any) -> None:
    two = [quotation("Rainbow", "5000"), quotation("Kowloon", "5600")]
    assert places(judge((1, "5000"), quotations=two)) == ["/supplier"]


def test_not_the_lowest_needs_a_reason(judge: Any) -> None:
    two = [quotation("Harbour", "5600"), quotation("Rainbow", "5000")]
    assert places(judge((1, "5600"), quotations=two)) == ["/not_lowest_reason"]
    assert places(judge((1, "5600"), quotations=two, not_lowest_reason="Safety certificate")) == []


def test_a_total_that_differs_from_the_quotation_is_pointed_out(judge: Any) -> None:
    two = [quotation("Harbour", "5000"), quotation("Rainbow", "5600")]
    judged = judge((1, "5100"), quotations=two)
    assert (places(judged), places(judged, "warning")) == ([], ["/chosen_quotation"])


def test_an_interest_needs_details(judge: Any) -> None:
    assert places(judge((1, "100"), interest=True)) == ["/interest_details"]


def test_a_day_that_has_passed_is_only_pointed_out(judge: Any) -> None:
    judged = judge((1, "100"), needed_by="2025-11-13")
    assert (places(judged), places(judged, "warning")) == ([], ["/needed_by"])


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"fund": "pocket_money"}, "/fund"),
        ({"lines": []}, "/lines"),
        ({"lines": [{"item": "x", "quantity": 0, "unit_price": "1"}]}, "/lines/0/quantity"),
        ({"lines": [{"item": "x", "quantity": 1, "unit_price": "0"}]}, "/lines/0/unit_price"),
        ({"title": ""}, "/title"),
        ({"needed_by": "2025-02-30"}, "/needed_by"),
    ],
)
def test_bad_answers_are_refused_at_their_place(judge: Any, change: dict[str, Any], place: str) -> None:
    assert place in places(judge((1, "100"), **change))
