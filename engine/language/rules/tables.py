"""A decision table as the browser reads it, so that a `lookup` answers there as it does on the server.

`{"inputs": {name: type}, "outputs": {name: type}, "rules": [[[[input, test, value], …], {output: value}], …]}`, values as
they travel. The browser takes the first rule whose every test passes, as `TableSpec.lookup` does.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from engine.language.rules.types import TableSignature
from engine.language.rules.values import to_wire


class Tests(Protocol):
    """The conditions on one input: names of tests ("gt", "in", …) with their values."""

    @property
    def tests(self) -> tuple[tuple[str, Any], ...]: ...


class Row(Protocol):
    """One rule of a table."""

    @property
    def when(self) -> Mapping[str, Tests]: ...
    @property
    def then(self) -> Mapping[str, Any]: ...


class Table(Protocol):
    """A compiled decision table (`engine.language.standard.table.TableSpec` is one)."""

    @property
    def signature(self) -> TableSignature: ...
    @property
    def rules(self) -> Sequence[Row]: ...


def normalise_table(table: Table) -> dict[str, Any]:
    """The table for the browser."""
    inputs, outputs = table.signature.inputs, table.signature.outputs
    rules = [
        [_tests(row.when, inputs), {name: to_wire(value, outputs[name]) for name, value in row.then.items()}]
        for row in table.rules
    ]
    return {"inputs": dict(inputs), "outputs": dict(outputs), "rules": rules}


def _tests(when: Mapping[str, Tests], inputs: Mapping[str, str]) -> list[list[Any]]:
    return [
        [name, test, [to_wire(v, inputs[name]) for v in wanted] if test == "in" else to_wire(wanted, inputs[name])]
        for name, condition in when.items()
        for test, wanted in condition.tests
    ]
