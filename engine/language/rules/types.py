"""What a rule is checked against (a signature), and what it reads when it runs (a scope)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from engine.language.text import Text

Value = None | str | bool | int | Decimal | date | list[Any]
Tree = Any
"""A rule as authored: JSON."""

NUMBERS = frozenset({"integer", "decimal", "money"})
LISTS = frozenset({"codes", "files", "rows"})
TYPES = frozenset({"text", "date", "boolean", "null"}) | NUMBERS | LISTS
MONEY_SCALE = 2


@dataclass(frozen=True)
class FieldType:
    """One name that a rule may read. `rows` are the fields of a repeat, `options` a choice's codes and labels."""

    type: str
    scale: int = 0
    rows: "Mapping[str, FieldType] | None" = None
    label: Text = ""
    options: Mapping[str, Text] | None = None

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"a field's type is one of {', '.join(sorted(TYPES))}, not {self.type!r}")

    @property
    def places(self) -> int:
        """Decimal places that an answer keeps: money has two whatever `scale` says."""
        return MONEY_SCALE if self.type == "money" else self.scale if self.type == "decimal" else 0


@dataclass(frozen=True)
class TableSignature:
    """The names and types of a decision table's inputs and outputs."""

    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    title: Text = ""


@dataclass(frozen=True)
class Signature:
    """All the names a rule may use: fields by path, tables by key."""

    fields: Mapping[str, FieldType]
    tables: Mapping[str, TableSignature] = field(default_factory=dict[str, TableSignature])


def no_tables(table: str, inputs: Mapping[str, Value], output: str) -> Value:
    """The `lookup` of a scope that was given none: loud, for a silent null would hide a missing wire."""
    raise LookupError(f"this scope has no tables, and a rule looks {output!r} up in {table!r}")


@dataclass(slots=True)
class Scope:
    """What a rule reads. `rows` are the current rows, the innermost last; `today` and `now` are inputs, not a clock.

    `lookup(table, inputs, output)` answers `{"lookup": …}`.
    Values may be typed (Decimal, date) or as they travel ("18600.00", "2025-05-01"): each read takes the field's type.
    """

    values: Mapping[str, Any]
    rows: tuple[Mapping[str, Any], ...] = ()
    today: date | None = None
    now: str | None = None
    lookup: Callable[[str, Mapping[str, Value], str], Value] = no_tables

    def inside(self, row: Mapping[str, Any]) -> "Scope":
        """The same scope one repeat deeper."""
        return Scope(self.values, (*self.rows, row), self.today, self.now, self.lookup)
