"""What every field type answers for. One class holds a type's whole truth; nothing else asks which type it is."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.language.problems import Problem, problem
from engine.language.text import Text
from form_builder.spec import Choice, ItemSpec

SAFE_INTEGER = 2**53 - 1
"""The greatest whole number that a browser keeps exactly; scaled, it also fits the cells' column."""


@dataclass(frozen=True)
class CellValue:
    """What one cell stores: exactly one of the three, as reports read it."""

    text: str | None = None
    integer: int | None = None
    date: datetime.date | None = None


class FieldType:
    """A type of field. Subclasses override what differs; the defaults are those of a plain answer in one line."""

    name: ClassVar[str]
    label: ClassVar[Text]
    rule_type: ClassVar[str | None] = "text"
    column: ClassVar[str | None] = "text"
    xlsform: ClassVar[str] = "text"
    holds_value: ClassVar[bool] = True
    flattens: ClassVar[bool] = False
    has_items: ClassVar[bool] = False
    has_choices: ClassVar[bool] = False
    may_calculate: ClassVar[bool] = True
    properties: ClassVar[Mapping[str, Any]] = {}
    """The type's own properties in the meta-schema, beside those of every item."""

    @property
    def widget(self) -> str:
        """The template of the input."""
        return f"form_builder/fields/{self.name}.html"

    def scale(self, item: ItemSpec) -> int:
        """Places after the point."""
        return 0

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        """What is wrong with the item's own properties, beyond their shape."""
        return []

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        """The typed value of a non-empty wire answer, or the Problem with it (at pointer "")."""
        raise NotImplementedError

    def settle(self, value: Any, item: ItemSpec) -> Any:
        """A calculated value as this type stores it, or a Problem."""
        return value

    def to_wire(self, value: Any) -> Any:
        """The value as JSON."""
        return value

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        """JSON Schema of the wire answer."""
        return {"type": "string"}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        """The cells of a value that is not None."""
        yield CellValue(text=value)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        """The value as people read it."""
        return "" if value is None else str(value)

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        """What the value counts for in a score, or None when it has no number."""
        return None


def bounds(item: ItemSpec, low: Any, high: Any, pointer: str) -> list[Problem]:
    """The problem of a least value above the greatest one."""
    if low is not None and high is not None and low > high:
        return [problem("form.min-over-max", f"{pointer}/min", low=item.min, high=item.max)]
    return []
