"""Action nodes: an action that is not there, inputs that it does not know, inputs that it needs."""

from typing import Any

import pytest

from tests.unit.workflows.test_compiler import codes
from tests.workflow_notation import ASK_NODE, ENDS
from workflows.actions import Action, actions

NOTHING = Action(
    "tests.nothing", {"amount": "money", "title": "text"}, {}, lambda given, context: {}, frozenset({"title"})
)


@pytest.fixture(autouse=True)
def nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(actions._entries, NOTHING.name, NOTHING)


def with_action(**more: Any) -> set[tuple[str, str]]:
    node = {"id": "n-act", "type": "action", "title": "Act", "action": "tests.nothing", "next": "good", **more}
    return codes({"ask": {**ASK_NODE, "next": "act"}, "act": node, "good": ENDS["good"]})


def test_an_action_with_what_it_needs() -> None:
    assert with_action(**{"with": {"amount": {"var": "ask.amount"}}}) == set()


def test_an_action_that_is_not_there() -> None:
    assert ("workflow.unknown-action", "/nodes/act/action") in with_action(action="tests.nothin")


def test_an_input_that_the_action_does_not_know() -> None:
    given = {"amount": {"var": "ask.amount"}, "colour": {"var": "ask.title"}}
    assert with_action(**{"with": given}) == {("workflow.action-input", "/nodes/act/with/colour")}


def test_an_input_that_the_action_needs() -> None:
    assert with_action() == {("workflow.action-input-missing", "/nodes/act/with")}


def test_an_input_of_the_wrong_type() -> None:
    (found,) = with_action(**{"with": {"amount": {"var": "ask.urgent"}}})
    assert found[1].startswith("/nodes/act/with/amount")
