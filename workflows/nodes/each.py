"""`each`: one branch for each row of a repeat, for each person, or so many times (BPMN: multi-instance activity)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.rules import FieldType
from engine.language.text import both
from workflows.nodes.base import KEY, RULE, Context, NodeType, Target, known, node_types
from workflows.spec import NodeSpec

MOST = 200
OWN = {"index": FieldType("integer"), "done": FieldType("integer"), "count": FieldType("integer")}
OVER: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {"rows": KEY, "role": KEY, "times": {"type": "integer", "minimum": 1, "maximum": MOST}},
}


class EachNode(NodeType):
    """Its ways lead from `to` to `join`, where they meet. In a branch `<node>.<column>` is the branch's own row.

    Over a role, `<node>.person` is who the branch is for. `enough` (a number) or `until` (a rule that may read
    `<node>.done`, `.count` and `.results`) ends it early: what is still open is cancelled. Afterwards `<node>.results`
    has a row for each branch that was done: the row's own columns, and `<step>_<field>` of what its steps left.
    Without rows it goes on at once.
    """

    name = "each"
    kind = "each"
    sign = "≡"
    label = both("For each", "逐一處理")
    properties = {
        "over": OVER,
        "order": {"enum": ["parallel", "sequential", "open"]},
        "enough": {"type": "integer", "minimum": 1, "maximum": MOST},
        "until": RULE,
        "to": KEY,
        "join": KEY,
    }
    required = ("over", "to", "join")

    def targets(self, node: NodeSpec) -> list[Target]:
        return [
            Target("each", both("each", "每一項"), node.body["to"], f"{node.pointer}/to"),
            Target("none", both("none", "沒有項目"), node.body["join"], f"{node.pointer}/join"),
        ]

    def outputs(self, node: NodeSpec, context: Context) -> Mapping[str, FieldType]:
        columns = {**_columns(node, context)}
        results = {**_left_inside(node, context), **columns, "index": OWN["index"]}
        return {**columns, **OWN, "results": FieldType("rows", rows=results)}

    def persons(self, node: NodeSpec) -> frozenset[str]:
        return frozenset({"person"} if "role" in node.body["over"] else ())

    def rules(self, node: NodeSpec) -> Iterable[tuple[str, Any, str | None]]:
        return [("/until", node.body["until"], "boolean")] if "until" in node.body else []

    def check(self, node: NodeSpec, context: Context) -> list[Problem]:
        found: list[Problem] = []
        if node.body.get("order") == "open":
            found.append(problem("workflow.open-each", f"{node.pointer}/order"))
        if "rows" in node.body["over"] and _repeat(node, context) is None:
            where = f"{node.pointer}/over/rows"
            found.append(problem("workflow.no-rows", where, name=node.body["over"]["rows"], known=known(context)))
        found += [
            problem("workflow.reserved-column", f"{node.pointer}/over/rows", name=name)
            for name in _columns(node, context)
            if name in OWN or name == "results"
        ]
        return found

    def rows(self, node: NodeSpec, run: Any) -> Sequence[Mapping[str, Any]]:
        """The rows of the branches, in order; at most `MOST`. Raises TooManyBranches."""
        from workflows.refusals import TooManyBranches

        found = _rows(node, run)
        if len(found) > MOST:
            raise TooManyBranches
        return found


def _rows(node: NodeSpec, run: Any) -> Sequence[Mapping[str, Any]]:
    over = node.body["over"]
    if "times" in over:
        return [{} for _ in range(over["times"])]
    if "rows" in over:
        return [dict(row) for row in run.scope().values.get(over["rows"]) or []]
    from engine.people.clock import day_of
    from engine.people.queries import holders

    people = holders(over["role"], run.process.unit, day_of(run.at))
    return [{"person": str(person.pk)} for person in sorted(people, key=lambda person: (person.username, person.pk))]


def _repeat(node: NodeSpec, context: Context) -> FieldType | None:
    """The repeat that `over` names. One that another for-each left is not taken: its columns are known only later."""
    source, _, field = node.body["over"]["rows"].partition(".")
    there = context.nodes.get(source)
    if there is None or there.type not in node_types or there.type == node.type:
        return None
    found = node_types.get(there.type).outputs(there, context).get(field)
    return found if found is not None and found.type == "rows" else None


def _columns(node: NodeSpec, context: Context) -> Mapping[str, FieldType]:
    if "times" in node.body["over"]:
        return {}
    if "rows" not in node.body["over"]:
        return {"person": FieldType("text")}
    repeat = _repeat(node, context)
    return repeat.rows or {} if repeat else {}


def _left_inside(node: NodeSpec, context: Context) -> Mapping[str, FieldType]:
    """What the steps of a branch leave, as columns of its result. A for-each inside keeps its own results to itself."""
    found: dict[str, FieldType] = {}
    for key in inside(node, context.nodes):
        there = context.nodes[key]
        if there.type in node_types and there.type != node.type:
            left = node_types.get(there.type).outputs(there, context)
            found.update({f"{key}_{name}": type_ for name, type_ in left.items()})
    return found


def inside(node: NodeSpec, nodes: Mapping[str, NodeSpec]) -> set[str]:
    """The nodes between a for-each and its join."""
    reached, waiting = set[str](), [str(node.body["to"])]
    while waiting:
        key = waiting.pop()
        if key in reached or key not in nodes or key in (node.key, node.body["join"]):
            continue
        reached.add(key)
        if nodes[key].type in node_types:
            waiting += [target.to for target in node_types.get(nodes[key].type).targets(nodes[key])]
    return reached


node_types.register("each", EachNode())
