"""Reading a decision table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from engine.language.rules.nodes import Node, Run
from engine.language.rules.operators.base import Operator, Speaker, operator
from engine.language.rules.types import TableSignature, Value
from engine.language.rules.values import from_wire
from engine.language.text import say

if TYPE_CHECKING:
    from engine.language.rules.checking import Place


@operator
class Lookup(Operator):
    """`{"lookup": ["table", {"input": rule}, "output"]}`: null where no rule of the table applies."""

    name = "lookup"
    least = most = 3

    def read(self, raw: list[Any], place: Place, *, alone: bool = False) -> Node:
        if not (len(raw) == 3 and isinstance(raw[0], str) and isinstance(raw[1], Mapping) and isinstance(raw[2], str)):
            return place.report("rules.bad-lookup")
        from engine.language.rules.checking import near

        key, output = raw[0], raw[2]
        table = place.signature.tables.get(key)
        if table is None:
            return place.at(0).report("rules.unknown-table", name=key, near=near(key, place.signature.tables))
        args = self._inputs(cast(Mapping[str, Any], raw[1]), key, table, place.at(1))
        if output not in table.outputs:
            return place.at(2).report("rules.unknown-output", table=key, name=output, near=near(output, table.outputs))
        return self.node(table.outputs[output], args, place, (key, output, tuple(table.inputs.items()), table.title))

    def _inputs(self, given: Mapping[str, Any], key: str, table: TableSignature, place: Place) -> list[Node]:
        from engine.language.rules.checking import near

        for name in given:
            if name not in table.inputs:
                place.at(name).report("rules.unknown-input", table=key, name=name, near=near(name, table.inputs))
        for name in table.inputs:
            if name not in given:
                place.report("rules.missing-input", table=key, name=name)
        known = [(n, t) for n, t in table.inputs.items() if n in given]
        return [place.at(n).need(place.at(n).read(given[n]), t) for n, t in known]

    def run(self, node: Node, parts: list[Run]) -> Run:
        key, output, inputs, _title = node.value
        named = [(name, part) for (name, _type), part in zip(inputs, parts, strict=True)]
        type_ = node.type

        def run(scope: Any) -> Value:
            found = scope.lookup(key, {name: part(scope) for name, part in named}, output)
            return from_wire(found, type_)

        return run

    def explain(self, node: Node, speaker: Speaker) -> str:
        key, output, _inputs, title = node.value
        words = speaker.words("“{0}” of the table “{1}” for {2}", "按{2}在對照表「{1}」查得的「{0}」")
        return words.format(output, say(title, speaker.language, key), speaker.listed(node.args))
