"""A decision table answers in the browser as it does on the server, on every boundary and with anything missing."""

from itertools import product
from typing import Any

from engine.language.documents import from_body
from engine.language.rules import from_wire, normalise_table, to_wire
from engine.language.standard.table import TableKind, TableSpec
from tests.rules.casebook import piped

INPUTS = {"amount": "money", "category": "text", "from": "date", "urgent": "boolean"}
OUTPUTS = {"count": "integer", "limit": "money", "form": "text"}
RULES: list[dict[str, Any]] = [
    {"id": "a", "when": {"amount": {"le": "5000"}, "urgent": {"ne": True}}, "then": {"count": 0, "limit": "5000.50"}},
    {
        "id": "b",
        "when": {"amount": {"gt": "5000", "lt": "50000.00"}, "category": {"in": ["goods", "物料"]}},
        "then": {"count": 2},
    },
    {"id": "c", "when": {"category": {"empty": True}}, "then": {"form": "written", "count": 1}},
    {"id": "d", "when": {"from": {"ge": "2025-05-01"}, "category": {"empty": False}}, "then": {"form": "any"}},
    {"id": "e", "when": {"urgent": {"eq": True}}, "then": {"limit": "0.10"}},
]
VALUES: dict[str, list[Any]] = {
    "amount": [None, "0", "5000", "5000.00", "5000.01", "49999.99", "50000"],
    "category": [None, "", "goods", "物料", "works"],
    "from": [None, "2025-04-30", "2025-05-01"],
    "urgent": [None, True, False],
}


def table() -> TableSpec:
    head = {"kind": "table", "language": 1, "key": "t", "title": "T", "effective": "2025-05-01", "hit": "first"}
    body = {**head, "inputs": INPUTS, "outputs": OUTPUTS, "rules": RULES}
    return TableKind().compile(from_body(body), None).spec  # type: ignore[arg-type]


def test_both_take_the_same_rule_in_every_case() -> None:
    spec = table()
    asked = [(dict(zip(VALUES, chosen, strict=True)), out) for chosen in product(*VALUES.values()) for out in OUTPUTS]
    normal = normalise_table(spec)
    browser = piped({"table": normal, "inputs": inputs, "output": out} for inputs, out in asked)
    python = [
        to_wire(spec.lookup({n: from_wire(v, INPUTS[n]) for n, v in inputs.items()}, out), OUTPUTS[out])
        for inputs, out in asked
    ]
    assert browser == python
    assert {v for v in python if v is not None} == {0, 1, 2, "5000.5", "0.1", "written", "any"}
