"""Approval nodes: what the authority needs is given, nothing else, and a rejection can be counted by its reason."""

from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import from_body
from tests.workflow_notation import ASK, ASK_NODE, ENDS, workflow

pytestmark = pytest.mark.django_db  # the authority asks which roles there are

BANDS = {
    "kind": "authority", "language": 1, "key": "spending", "title": "Spending", "effective": "2025-05-01",
    "hit": "unique", "inputs": {"total": "money"},
    "rules": [{"id": "all", "when": {}, "chain": [{"id": "c", "role": "team_head", "act": "approve"}]}],
}  # fmt: skip
REASONS = {
    "kind": "choices", "language": 1, "key": "why-not", "title": "Why not",
    "options": [{"id": "1", "key": "other", "label": "Other"}],
}  # fmt: skip
TOTAL = {"total": {"var": "ask.amount"}}


def found(**more: Any) -> set[tuple[str, str]]:
    on = {"approve": "good", "reject": "bad"}
    node = {"id": "n-ok", "type": "approval", "authority": "spending", "with": TOTAL, "on": on, "reasons": "why-not"}
    nodes = {"ask": {**ASK_NODE, "next": "ok"}, "ok": {**node, **more}, **ENDS}
    nodes["ok"] = {name: value for name, value in nodes["ok"].items() if value is not None}
    library = MemoryLibrary([from_body(ASK), from_body(BANDS), from_body(REASONS)])
    return {(p.code, p.pointer) for p in check(from_body(workflow(nodes)), library).problems}


def test_a_sound_approval() -> None:
    assert found() == set()


def test_an_input_that_the_authority_does_not_know() -> None:
    given = {**TOTAL, "colour": {"var": "ask.title"}}
    assert found(**{"with": given}) == {("approval.unknown-input", "/nodes/ok/with/colour")}


def test_an_input_that_the_authority_needs() -> None:
    assert ("approval.missing-input", "/nodes/ok/with") in found(**{"with": {"colour": {"var": "ask.title"}}})


def test_a_rejection_without_reasons_is_a_warning() -> None:
    assert found(reasons=None) == {("approval.no-reasons", "/nodes/ok")}


def test_an_authority_that_is_not_there() -> None:
    assert ("reference.unknown", "/nodes/ok/authority") in found(authority="spendin")
