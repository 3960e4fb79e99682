"""Workflow documents: every problem at once, each at its place; what compiles is complete."""

from collections.abc import Mapping
from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import from_body
from engine.language.kinds import Compiled
from tests.workflow_notation import ASK, ASK_NODE, CALENDAR_BODY, ENDS, READ, workflow
from workflows.spec import WorkflowSpec


def compiled(nodes: Mapping[str, Any], **more: Any) -> Compiled:
    library = MemoryLibrary([from_body(ASK), from_body(CALENDAR_BODY)])
    return check(from_body(workflow(nodes, **more)), library)


def codes(nodes: Mapping[str, Any], **more: Any) -> set[tuple[str, str]]:
    return {(p.code, p.pointer) for p in compiled(nodes, **more).problems if p.severity == "error"}


GOOD = {"ask": ASK_NODE, "read": READ, **ENDS}


def task(to: str, key: str = "t", **more: Any) -> dict[str, Any]:
    way = {"id": f"o-{key}", "key": "done", "label": "Done", "to": to}
    return {"id": f"n-{key}", "type": "task", "title": key, "assign": {"role": "worker"}, "outcomes": [way], **more}


def split(*to: str, key: str = "s") -> dict[str, Any]:
    return {"id": f"n-{key}", "type": "split", "title": key, "to": list(to)}


def join(to: str, key: str = "j") -> dict[str, Any]:
    return {"id": f"n-{key}", "type": "join", "title": key, "next": to}


def test_a_sound_workflow_compiles() -> None:
    found = compiled(GOOD, calendar="hong-kong")
    assert isinstance(found.spec, WorkflowSpec)
    assert found.spec.signature.fields["ask.amount"].type == "money"
    assert found.spec.calendar == "hong-kong"


def test_the_shipped_references_are_bound_as_they_should_be() -> None:
    from workflows.kind import WorkflowKind

    bound = {
        (r.kind, r.key, r.binding) for r in WorkflowKind().references(from_body(workflow(GOOD, calendar="hong-kong")))
    }
    assert bound == {("form", "ask", "pinned"), ("calendar", "hong-kong", "dated")}


def test_everything_wrong_is_said_at_once() -> None:
    nodes = {
        "ask": {**ASK_NODE, "form": "nowhere", "next": "choose"},
        "choose": {
            "id": "n-c", "type": "decision", "title": "?", "default": "bad",
            "ways": [{"id": "w", "when": {">": [{"var": "ask.nothing"}, "5"]}, "to": "read"}],
        },
        "read": {**READ, "due": {"working_days": 2}, "different_from": ["nobody"]},
        "do": {"id": "n-do", "type": "action", "title": "Do", "action": "no.such", "next": "good"},
        **ENDS,
    }  # fmt: skip
    found = codes(nodes)
    assert {
        ("reference.unknown", "/nodes/ask/form"),
        ("workflow.no-calendar", "/nodes/read/due"),
        ("workflow.unknown-node", "/nodes/read/different_from/0"),
        ("workflow.unknown-action", "/nodes/do/action"),
        ("workflow.unreachable", "/nodes/do"),
    } <= found
    assert any(pointer.startswith("/nodes/choose/ways/0/when") for _, pointer in found)


def test_targets_that_are_not_there() -> None:
    lost = {**READ, "outcomes": [{**READ["outcomes"][0], "to": "nirvana"}]}
    assert ("workflow.unknown-target", "/nodes/read/outcomes/0/to") in codes({"ask": ASK_NODE, "read": lost, **ENDS})
    assert ("workflow.unknown-target", "/start") in codes(GOOD, start="nirvana")


def test_a_circle_without_a_way_out() -> None:
    nodes = {"ask": {**ASK_NODE, "next": "a"}, "a": task("b", "a"), "b": task("a", "b"), "good": ENDS["good"]}
    assert {("workflow.dead-end", "/nodes/a"), ("workflow.unreachable", "/nodes/good")} <= codes(nodes)


def test_a_task_without_anybody_to_do_it() -> None:
    nobody = {key: value for key, value in READ.items() if key != "assign"}
    assert ("schema.missing", "/nodes/read") in codes({"ask": ASK_NODE, "read": nobody, **ENDS})


def test_a_workflow_begins_with_a_form() -> None:
    assert ("workflow.first-node", "/start") in codes(GOOD, start="read")


def test_an_unknown_type_and_an_unknown_calendar() -> None:
    assert ("schema.not-one-of", "/nodes/read/type") in codes({**GOOD, "read": {"id": "x", "type": "dance"}})
    assert ("reference.unknown", "/calendar") in codes(GOOD, calendar="mars")


PARALLEL = {
    "ask": {**ASK_NODE, "next": "s"},
    "s": split("a", "b"),
    "a": task("j", "a"),
    "b": task("j", "b"),
    "j": join("good"),
}
GOOD_END = {"good": ENDS["good"]}


def test_a_parallel_block() -> None:
    assert codes({**PARALLEL, **GOOD_END}) == set()


def test_a_terminate_may_leave_a_block() -> None:
    stop = {"id": "n-stop", "type": "terminate", "title": "Stop", "outcome": "rejected"}
    way = {"id": "o-a2", "key": "refuse", "label": "Refuse", "to": "stop"}
    leaving = {**task("j", "a"), "outcomes": [*task("j", "a")["outcomes"], way]}
    assert codes({**PARALLEL, "a": leaving, "stop": stop, **GOOD_END}) == set()


@pytest.mark.parametrize(
    "changed",
    [
        {"a": task("good", "a")},  # a plain end inside: the join would go on without it
        {"a": task("ask", "a")},  # a way out, back to before the split
        {"a": task("j2", "a"), "j2": join("good", "j2")},  # two joins for one split
    ],
    ids=["end inside", "way back out", "two joins"],
)
def test_blocks_that_are_not_well_formed(changed: dict[str, Any]) -> None:
    assert "workflow.block" in {code for code, _ in codes({**PARALLEL, **changed, **GOOD_END})}


def test_a_way_into_a_block_from_outside() -> None:
    door = {
        "id": "n-d",
        "type": "decision",
        "title": "?",
        "default": "s",
        "ways": [{"id": "w", "when": True, "to": "a"}],
    }
    nodes = {**PARALLEL, "ask": {**ASK_NODE, "next": "d"}, "d": door, **GOOD_END}
    assert ("workflow.block", "/nodes/s") in codes(nodes)


def test_a_join_that_closes_nothing() -> None:
    nodes = {"ask": {**ASK_NODE, "next": "j"}, "j": join("good"), **GOOD_END}
    assert ("workflow.lonely-join", "/nodes/j") in codes(nodes)


def test_blocks_nest() -> None:
    nodes = {
        "ask": {**ASK_NODE, "next": "s"}, "s": split("a", "s2"), "s2": split("b", "c", key="s2"),
        "a": task("j", "a"), "b": task("j2", "b"), "c": task("j2", "c"), "j2": join("j", "j2"), "j": join("good"), **GOOD_END,
    }  # fmt: skip
    assert codes(nodes) == set()


def test_a_wait_needs_to_know_how_long() -> None:
    nodes = {
        "ask": {**ASK_NODE, "next": "w"},
        "w": {"id": "n-w", "type": "wait", "title": "W", "next": "good"},
        **GOOD_END,
    }
    assert ("schema.missing", "/nodes/w") in codes(nodes)
    nodes["w"] = {**nodes["w"], "until": {"var": "ask.amount"}}
    assert any(pointer.startswith("/nodes/w/until") for _, pointer in codes(nodes))


def test_every_problem_speaks_both_languages() -> None:
    for found in compiled({**GOOD, "lost": task("good")}, calendar="mars").problems:
        assert isinstance(found.message, Mapping) and found.message["en"] and found.message["zh-Hant"]
