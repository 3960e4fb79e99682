"""Authority tables: bands with explicit boundaries, chains in words, and what an author did wrong.

A1 each amount falls into exactly one band, and the boundaries are where the document says
A2 the reason names the band and the deciders in order, in both languages
A3 overlaps, gaps, unknown roles and impossible counts are found at publication
A4 no rule for a request means refusal in words
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from approvals.kind import AuthorityKind
from approvals.refusals import NoRuleApplies
from approvals.resolving import resolve
from approvals.spec import AuthoritySpec
from engine.language.compiling import MemoryLibrary
from engine.language.documents import from_body, read
from engine.language.kinds import Compiled
from engine.language.standard.table import TableKind, TableSpec
from engine.language.text import both, say

SHIPPED = Path(__file__).parents[3] / "definitions"
NAMES = {
    "team_head": both("Team head", "組長"),
    "department_head": both("Department head", "部門主管"),
    "centre_manager": both("Centre manager", "中心主任"),
    "finance_head": both("Head of finance", "財務主管"),
}


def compiled(body: dict[str, Any], known: tuple[str, ...] = ()) -> Compiled:
    return AuthorityKind(lambda: known).compile(from_body(body), MemoryLibrary([]))


def shipped(path: str, kind: Any) -> Any:
    document, problems = read((SHIPPED / path).read_text(encoding="utf-8"), kinds=("authority", "table"))
    assert document and not problems
    result = kind.compile(document, MemoryLibrary([]))
    assert not result.problems
    return result.spec


@pytest.fixture(scope="module")
def procurement() -> AuthoritySpec:
    return shipped("authority/procurement.json", AuthorityKind())


def table(*rules: tuple[str, dict[str, Any], list[Any]], inputs: dict[str, str] | None = None) -> dict[str, Any]:
    return {
        "kind": "authority",
        "language": 1,
        "key": "test",
        "title": "Test",
        "effective": "2025-01-01",
        "inputs": inputs or {"total": "money"},
        "rules": [{"id": i, "when": when, "chain": chain} for i, when, chain in rules],
    }


BANDS = [
    # amount      rule    acts                         roles of each step
    ("0.01", "low", "award agree", "team_head finance_head"),
    ("4999.99", "low", "award agree", "team_head finance_head"),
    ("5000", "mid", "award agree", "department_head finance_head"),
    ("5000.00", "mid", "award agree", "department_head finance_head"),
    ("20000", "mid", "award agree", "department_head finance_head"),
    ("20000.01", "high", "endorse award agree", "team_head department_head|centre_manager finance_head"),
    ("1360000", "high", "endorse award agree", "team_head department_head|centre_manager finance_head"),
]


@pytest.mark.parametrize(("amount", "rule", "acts", "roles"), BANDS)
def test_each_amount_has_one_chain(procurement: AuthoritySpec, amount: str, rule: str, acts: str, roles: str) -> None:
    chain = resolve(procurement, {"total": Decimal(amount)})
    assert chain.rule_id == rule
    assert [step.link.act for step in chain.steps] == acts.split()
    assert ["|".join(step.link.roles) for step in chain.steps] == roles.split()


def test_an_amount_as_the_wire_writes_it_is_the_same_amount(procurement: AuthoritySpec) -> None:
    assert resolve(procurement, {"total": "20000.00"}).rule_id == "mid"


SENTENCES = [
    ("100", "Below HK$5,000 needs the team head, then the head of finance", "低於 HK$5,000 須由組長、財務主管依次審批"),
    (
        "18600",
        "HK$5,000 to HK$20,000 needs the department head, then the head of finance",
        "HK$5,000 至 HK$20,000 須由部門主管、財務主管依次審批",
    ),
    (
        "20000.01",
        "Above HK$20,000 needs the team head, then the department head or the centre manager, then the head of finance",
        "超過 HK$20,000 須由組長、部門主管或中心主任、財務主管依次審批",
    ),
]


@pytest.mark.parametrize(("amount", "en", "zh"), SENTENCES)
def test_the_reason_is_a_sentence(procurement: AuthoritySpec, amount: str, en: str, zh: str) -> None:
    why = resolve(procurement, {"total": amount}, NAMES).why
    assert (say(why, "en"), say(why, "zh-Hant")) == (en, zh)


def test_several_inputs_are_named_in_the_reason() -> None:
    body = table(
        ("all", {"total": {"lt": "10.50"}, "category": {"in": ["goods", "works"]}}, [{"all": ["clerk", "director"]}]),
        inputs={"total": "money", "category": "text"},
    )
    chain = resolve(compiled(body).spec, {"total": "1", "category": "works"})
    assert say(chain.why, "en") == "Total below HK$10.50, category goods or works needs the clerk and the director"
    assert chain.steps[0].link.needed == 2


def test_no_rule_is_a_refusal_that_names_the_facts() -> None:
    spec = compiled(table(("small", {"total": {"lt": "5000"}}, [{"role": "team_head"}]))).spec
    with pytest.raises(NoRuleApplies) as refusal:
        resolve(spec, {"total": "5000"})
    assert "HK$5,000" in say(refusal.value.message, "en")
    assert "HK$5,000" in say(refusal.value.message, "zh-Hant")


def test_a_missing_amount_matches_no_band(procurement: AuthoritySpec) -> None:
    with pytest.raises(NoRuleApplies):
        resolve(procurement, {"total": None})


HEAD = [{"role": "team_head"}]


def band(rule_id: str, **total: str) -> tuple[str, dict[str, Any], list[Any]]:
    return rule_id, {"total": total}, HEAD


PROBLEMS = [
    # what is wrong, rules, code
    ("both own exactly 5,000", [band("a", le="5000"), band("b", ge="5000")], "authority.overlap"),
    ("nobody owns exactly 5,000", [band("a", lt="5000"), band("b", gt="5000")], "authority.gap"),
    ("nobody above", [("a", {"total": {"lt": "5000"}}, HEAD)], "authority.gap"),
    ("a role nobody has", [("a", {}, [{"role": "emperor"}])], "authority.unknown-role"),
    ("three of two", [("a", {}, [{"any": ["team_head", "clerk"], "at_least": 3}])], "authority.too-many-needed"),
    ("an input that is not there", [("a", {"sum": {"lt": "1"}}, HEAD)], "table.unknown-input"),
    ("words for money", [("a", {"total": {"lt": "much"}}, HEAD)], "table.wrong-value"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "rules", "code"), PROBLEMS, ids=[p[0] for p in PROBLEMS])
def test_what_an_author_did_wrong_is_found(wrong: str, rules: list[Any], code: str) -> None:
    result = compiled(table(*rules), known=("team_head", "clerk"))
    assert [p.code for p in result.problems] == [code]
    assert (result.spec is None) == any(p.severity == "error" for p in result.problems)


def test_half_open_bands_have_no_problem() -> None:
    body = table(("a", {"total": {"lt": "5000"}}, HEAD), ("b", {"total": {"ge": "5000"}}, HEAD))
    assert compiled(body, ("team_head",)).problems == []


def test_every_role_of_the_shipped_table_ships() -> None:
    codes = {role["code"] for role in json.loads((SHIPPED / "roles/roles.json").read_text(encoding="utf-8"))["roles"]}
    document, _ = read((SHIPPED / "authority/procurement.json").read_text(encoding="utf-8"), kinds=("authority",))
    assert document
    assert AuthorityKind(lambda: codes).compile(document, MemoryLibrary([])).problems == []


QUOTATIONS = [
    # amount       category   count form
    ("4999.99", "goods", 0, "none"),
    ("5000", "goods", 2, "any"),
    ("50000", "services", 2, "any"),
    ("50000.01", "services", 5, "written"),
    ("1360000", "goods", 5, "written"),
    ("1360000.01", "goods", 0, "tender"),
    ("1360000.01", "works", 5, "written"),
    ("3500000", "works", 5, "written"),
    ("3500000.01", "works", 0, "tender"),
]


@pytest.mark.parametrize(("amount", "category", "count", "form"), QUOTATIONS)
def test_quotations_needed(amount: str, category: str, count: int, form: str) -> None:
    spec: TableSpec = shipped("tables/quotations-needed.json", TableKind())
    facts = {"amount": Decimal(amount), "category": category}
    assert (spec.lookup(facts, "count"), spec.lookup(facts, "form")) == (count, form)
