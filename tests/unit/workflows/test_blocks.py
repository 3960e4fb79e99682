"""Blocks of the newer gateways: what is accepted always reaches an end, what is not is refused with its reason."""

from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import from_body
from tests.unit.workflows.test_compiler import ASK_NODE, GOOD_END, PARALLEL, codes, join, split, task
from tests.workflow_notation import ENDS, field_of, small_form, workflow
from workflows.circles import DEEPEST


def inclusive(*ways: tuple[Any, str], default: str, key: str = "i") -> dict[str, Any]:
    rows = [{"id": f"w-{key}-{n}", "when": when, "to": to} for n, (when, to) in enumerate(ways)]
    return {"id": f"n-{key}", "type": "inclusive", "title": key, "ways": rows, "default": default}


def decide(to: str, default: str, key: str = "d") -> dict[str, Any]:
    ways = [{"id": f"w-{key}", "when": {"==": [{"var": "ask.urgent"}, True]}, "to": to}]
    return {"id": f"n-{key}", "type": "decision", "title": key, "ways": ways, "default": default}


def partial(needs: int, to: str = "good", key: str = "j") -> dict[str, Any]:
    return {"id": f"n-{key}", "type": "partial_join", "title": key, "needs": needs, "rest": "cancel", "next": to}


def each(**more: Any) -> dict[str, Any]:
    base = {"id": "n-e", "type": "each", "title": "e", "over": {"role": "worker"}, "to": "a", "join": "j"}
    return {**base, **more}


def starting(next_: str, **nodes: Any) -> dict[str, Any]:
    return {"ask": {**ASK_NODE, "next": next_}, **nodes, **GOOD_END}


EACH = starting("e", e=each(), a=task("j", "a"), j=join("good"))
INCLUSIVE = starting("i", i=inclusive((True, "a"), default="b"), a=task("j", "a"), b=task("j", "b"), j=join("good"))


@pytest.mark.parametrize(
    "nodes",
    [
        EACH,
        INCLUSIVE,
        {**PARALLEL, "j": partial(2), **GOOD_END},
        starting("i", i=inclusive((True, "j"), default="a"), a=task("j", "a"), j=join("good")),
        starting(
            "e", e=each(to="s"), s=split("a", "b"), a=task("k", "a"), b=task("k", "b"), k=partial(1, "j", "k"), j=join("good"),
        ),
    ],
    ids=["each", "inclusive", "partial", "a way straight to the join", "a block in a branch"],
)  # fmt: skip
def test_well_formed(nodes: dict[str, Any]) -> None:
    assert codes(nodes) == set()


@pytest.mark.parametrize(
    ("nodes", "code", "pointer"),
    [
        ({**PARALLEL, "j": partial(3), **GOOD_END}, "workflow.too-many-needed", "/nodes/j/needs"),
        ({**EACH, "j": partial(1)}, "workflow.each-join", "/nodes/e/join"),
        (starting("e", e=each(to="j"), j=join("good")), "workflow.each-empty", "/nodes/e/to"),
        ({**EACH, "e": each(order="open")}, "workflow.open-each", "/nodes/e/order"),
        ({**PARALLEL, "s": {**split("a", "b"), "order": "interleaved"}, **GOOD_END}, "workflow.interleaved", "/nodes/s/order"),
        ({**EACH, "e": each(over={"rows": "ask.title"})}, "workflow.no-rows", "/nodes/e/over/rows"),
        ({**EACH, "a": task("good", "a")}, "workflow.block", "/nodes/e"),
        ({**INCLUSIVE, "a": task("good", "a")}, "workflow.block", "/nodes/i"),
        ({**EACH, "j": {**decide("ask", "good", "j")}}, "workflow.block", "/nodes/e"),
    ],
    ids=[
        "needs more than begun", "each and partial", "nothing in a branch", "open", "interleaved", "no rows",
        "end in a branch", "end in a way", "no join",
    ],
)  # fmt: skip
def test_refused_with_the_reason(nodes: dict[str, Any], code: str, pointer: str) -> None:
    assert (code, pointer) in codes(nodes)


ORDER = small_form("order", field_of("order", "repeat", "lines", items=[field_of("order-lines", "text", "done")]))


def test_a_column_may_not_be_called_like_what_a_for_each_tells_itself() -> None:
    nodes = {**EACH, "ask": {**EACH["ask"], "form": "order"}, "e": each(over={"rows": "ask.lines"})}
    library = MemoryLibrary([from_body(ORDER)])
    found = check(from_body(workflow(nodes)), library).problems
    assert [(p.code, p.pointer) for p in found if p.severity == "error"] == [
        ("workflow.reserved-column", "/nodes/e/over/rows")
    ]


def test_what_a_branch_has_is_read_only_there() -> None:
    read = {"==": [{"var": "a.outcome"}, "done"]}
    reads = {**decide("ask", "good", "r"), "ways": [{"id": "w-r", "when": read, "to": "ask"}]}
    assert ("workflow.branch-name", "/nodes/r/ways/0/when") in codes({**EACH, "j": join("r"), "r": reads})
    within = {**reads, "default": "j", "ways": [{"id": "w-r", "when": read, "to": "a"}]}
    assert codes(starting("e", e=each(to="r"), r=within, a=task("j", "a"), j=join("good"))) == set()
    person = {**task("good", "p"), "assign": {"field": "e.person"}}
    assert ("workflow.branch-name", "/nodes/p/assign/field") in codes({**EACH, "j": join("p"), "p": person})


def test_a_circle_without_a_pause() -> None:
    nodes = starting("d", d=decide("d2", "good"), d2=decide("d", "good", "d2"))
    assert ("workflow.endless-circle", "/nodes/d") in codes(nodes)
    assert "workflow.endless-circle" not in {c for c, _ in codes({**nodes, "d2": task("d", "d2")})}


@pytest.mark.parametrize(("other", "endless"), [("a", False), ("j", True)], ids=["one way waits", "no way waits"])
def test_a_circle_through_a_block_pauses_where_the_block_does(other: str, endless: bool) -> None:
    nodes = starting("s", s=split("x", other), x=decide("j", "j", "x"), j=join("d"), d=decide("s", "good"))
    nodes |= {"a": task("j", "a")} if other == "a" else {}
    assert (("workflow.endless-circle", "/nodes/s") in codes(nodes)) is endless


def test_a_circle_through_an_inclusive_block_may_find_the_quick_way() -> None:
    nodes = starting("i", i=inclusive((True, "a"), default="j"), a=task("j", "a"), j=join("d"), d=decide("i", "good"))
    assert "workflow.endless-circle" in {code for code, _ in codes(nodes)}


def test_blocks_stand_in_each_other_only_so_deep() -> None:
    def nested(depth: int) -> dict[str, Any]:
        nodes: dict[str, Any] = {"ask": {**ASK_NODE, "next": "s0"}, "good": ENDS["good"]}
        for n in range(depth):
            nodes[f"s{n}"] = split(f"s{n + 1}", f"t{n}", key=f"s{n}")
            nodes[f"t{n}"] = task(f"j{n}", f"t{n}")
            nodes[f"j{n}"] = join(f"j{n - 1}" if n else "good", f"j{n}")
        return {**nodes, f"s{depth}": task(f"j{depth - 1}", f"s{depth}")}

    assert codes(nested(DEEPEST)) == set()
    assert {code for code, _ in codes(nested(DEEPEST + 1))} == {"workflow.too-deep"}
