"""A dated table of rules (an authority, a decision table) as rows and columns of cells, and back. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from approvals.grids.cells import WrongCell, read_condition, read_value, write_condition, write_value
from approvals.grids.links import read_link, write_link
from approvals.grids.names import Names
from engine.language.text import Text

LINK = "link"
MOST_STEPS = 8


@dataclass(frozen=True)
class Column:
    """One column: `key` names an input or an output; of a chain's steps it is the place, from 1."""

    key: str
    type: str
    label: Text
    is_input: bool


@dataclass(frozen=True)
class Row:
    """One rule: its id, and the text of each cell by column key (inputs as `when.x`, the others as `then.x`)."""

    id: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Grid:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def steps(self) -> int:
        """How many columns hold steps of a chain."""
        return sum(column.type == LINK for column in self.columns)


@dataclass(frozen=True)
class Read:
    """The rules that a grid says, and what is wrong in which cell: (row, column place) to the words."""

    rules: list[dict[str, Any]]
    wrong: Mapping[tuple[int, str], Text] = field(default_factory=dict[tuple[int, str], Text])


def place(column: Column) -> str:
    """Where a cell of the column stands in its row."""
    return f"{'when' if column.is_input else 'then'}.{column.key}"


def columns_of(body: Mapping[str, Any], steps: int = 0) -> tuple[Column, ...]:
    """The columns of a table's body; of an authority at least `steps` steps."""
    labels: Mapping[str, Text] = body.get("labels", {})
    inputs = [Column(name, type_, labels.get(name, name), True) for name, type_ in body["inputs"].items()]
    if "outputs" in body:
        return (
            *inputs,
            *(Column(name, type_, labels.get(name, name), False) for name, type_ in body["outputs"].items()),
        )
    longest = max((len(rule["chain"]) for rule in body["rules"]), default=1)
    count = min(MOST_STEPS, max(longest, steps, 1))
    return (*inputs, *(Column(str(n), LINK, "", False) for n in range(1, count + 1)))


def grid_of(body: Mapping[str, Any], names: Names, language: str, steps: int = 0) -> Grid:
    """The body's rules as cells."""
    columns = columns_of(body, steps)
    rows = [Row(rule["id"], {place(c): _cell(rule, c, names, language) for c in columns}) for rule in body["rules"]]
    return Grid(columns, tuple(rows))


def _cell(rule: Mapping[str, Any], column: Column, names: Names, language: str) -> str:
    if column.is_input:
        return write_condition(rule.get("when", {}).get(column.key, {}), column.type, language)
    if column.type == LINK:
        return write_link(_link_at(rule, column), names, language)
    then = rule.get("then", {})
    return write_value(then[column.key], column.type, language) if column.key in then else ""


def _link_at(rule: Mapping[str, Any], column: Column) -> Mapping[str, Any] | None:
    chain, at = rule.get("chain", []), int(column.key) - 1
    return chain[at] if at < len(chain) else None


def rules_of(grid: Grid, before: Mapping[str, Any], names: Names) -> Read:
    """The rules that the cells say. A cell that says what it said `before` leaves what stood there as it was."""
    earlier = {rule["id"]: rule for rule in before["rules"]}
    rules: list[dict[str, Any]] = []
    wrong: dict[tuple[int, str], Text] = {}
    for number, row in enumerate(grid.rows):
        reader = _RowReader(grid.columns, row, earlier.get(row.id, {}), names, bool(before.get("outputs")))
        rules.append(reader.rule())
        wrong |= {(number, at): words for at, words in reader.wrong.items()}
    return Read(rules, wrong)


class _RowReader:
    """Reads one row; a cell that cannot be read keeps what stood there, and is told in `wrong`."""

    def __init__(
        self, columns: Sequence[Column], row: Row, earlier: Mapping[str, Any], names: Names, is_table: bool
    ) -> None:
        self._columns, self._row, self._earlier, self._names, self._is_table = columns, row, earlier, names, is_table
        self.wrong: dict[str, Text] = {}

    def rule(self) -> dict[str, Any]:
        rest = {name: value for name, value in self._earlier.items() if name not in ("when", "then", "chain")}
        right = {"then": dict(self._outputs())} if self._is_table else {"chain": list(self._links())}
        return {**rest, "id": self._row.id, "when": dict(self._conditions()), **right}

    def _conditions(self) -> Iterator[tuple[str, Any]]:
        for column in (c for c in self._columns if c.is_input):
            stood = self._earlier.get("when", {}).get(column.key, {})
            condition = self._read(column, stood, lambda text, t=column.type: read_condition(text, t))
            if condition:
                yield column.key, condition

    def _outputs(self) -> Iterator[tuple[str, Any]]:
        for column in (c for c in self._columns if not c.is_input):
            if self._row.cells.get(place(column), "").strip():
                stood = self._earlier.get("then", {}).get(column.key)
                yield column.key, self._read(column, stood, lambda text, t=column.type: read_value(text, t))

    def _links(self) -> Iterator[dict[str, Any]]:
        for column in (c for c in self._columns if c.type == LINK):
            stood = _link_at(self._earlier, column) if self._earlier else None
            link = self._read(column, stood, lambda text: read_link(text, self._names))
            if link:
                yield {"id": (stood or {}).get("id", f"{self._row.id}-{column.key}"), **link}

    def _read(self, column: Column, stood: Any, reader: Any) -> Any:
        text = self._row.cells.get(place(column), "")
        if self._says_as_before(column, text):
            return stood
        try:
            return reader(text)
        except WrongCell as wrong:
            self.wrong[place(column)] = wrong.message
            return stood

    def _says_as_before(self, column: Column, text: str) -> bool:
        said = (_cell(self._earlier, column, self._names, language) for language in ("en", "zh-Hant"))
        return bool(self._earlier) and text.strip() in said


def next_id(taken: Sequence[str]) -> str:
    """A free id for a new rule."""
    numbers = [int(found[1]) for name in taken if (found := re.fullmatch(r"rule-(\d+)", name))]
    return f"rule-{max(numbers, default=len(taken)) + 1}"
