"""Whom a step asks, checked at publish: nodes, fields and what they hold."""

from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import from_body
from tests.workflow_notation import ASK_NODE, CALENDAR_BODY, ENDS, READ, field_of, small_form, workflow

FORM = small_form(
    "ask",
    field_of("ask", "text", "title"),
    field_of("ask", "reference", "officer", to="person"),
    field_of("ask", "reference", "centre", to="unit"),
)


def found(assign: dict[str, Any]) -> set[tuple[str, str, str]]:
    nodes = {"ask": ASK_NODE, "read": {**READ, "assign": assign}, **ENDS}
    library = MemoryLibrary([from_body(FORM), from_body(CALENDAR_BODY)])
    problems = check(from_body(workflow(nodes)), library).problems
    place = "/nodes/read/assign"
    return {(p.severity, p.code, p.pointer.removeprefix(place)) for p in problems if p.pointer.startswith(place)}


@pytest.mark.parametrize(
    "assign",
    [
        {"role": "worker", "share": "load", "at": {"parent_of": "WTS"}},
        {"role": "worker", "at": {"field": "ask.centre"}},
        {"field": "ask.officer", "otherwise": {"role": "worker", "share": "load"}},
        {"supervisor": True},
    ],
)
def test_what_a_step_may_say(assign: dict[str, Any]) -> None:
    assert found(assign) == set()


@pytest.mark.parametrize(
    ("assign", "problem"),
    [
        ({"field": "nowhere.officer"}, ("error", "workflow.unknown-node", "/field")),
        ({"field": "ask.offcer"}, ("error", "workflow.assign-unknown-field", "/field")),
        ({"field": "read.outcome"}, ("error", "workflow.assign-unknown-field", "/field")),
        ({"field": "ask.title"}, ("error", "workflow.assign-not-a-person", "/field")),
        ({"field": "ask.centre"}, ("error", "workflow.assign-not-a-person", "/field")),
        ({"role": "worker", "at": {"field": "ask.officer"}}, ("error", "workflow.assign-not-a-unit", "/at/field")),
        ({"doer_of": "nowhere"}, ("error", "workflow.unknown-node", "/doer_of")),
        ({"starter": True, "share": "load"}, ("error", "workflow.assign-needs-role", "/share")),
        ({"role": "worker", "starter": True}, ("warning", "workflow.assign-many-ways", "")),
    ],
)
def test_what_it_may_not(assign: dict[str, Any], problem: tuple[str, str, str]) -> None:
    assert problem in found(assign)


@pytest.mark.parametrize("assign", [{}, {"share": "load"}, {"role": "worker", "share": "luck"}])
def test_what_has_not_the_shape(assign: dict[str, Any]) -> None:
    assert {severity for severity, _, _ in found(assign)} == {"error"}
