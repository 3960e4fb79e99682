"""What every field type answers for. One class in one file holds a type's whole truth; nothing else asks which it is.

A file of this package with a class marked `@field_type` is all it takes to add a type, beside the template of its
input, `templates/form_builder/fields/<name>.html`. An input that needs a script names it in `script`: the script is a
custom element in `frontend/src/inputs/<script>.ts`, loaded only by pages that use the type.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from engine.language.problems import Problem, problem
from engine.language.registry import Registry
from engine.language.rules import from_wire
from engine.language.text import Text
from form_builder.fields.panel import Control
from form_builder.fields.stamping import Stamp
from form_builder.fields.view import View
from form_builder.spec import Choice, ItemSpec

SAFE_INTEGER = 2**53 - 1
"""The greatest whole number that a browser keeps exactly; scaled, it also fits the cells' column."""

ABSENT: Final = object()
"""What `posted` answers for a field whose controls did not come with the page."""

Given = Callable[[str], Sequence[str] | None]
"""What a page sent under a control's name; None when it sent no such control."""

Body = Mapping[str, Any]
"""An item as authored."""


@dataclass(frozen=True)
class CellValue:
    """What one cell stores: exactly one of the three, as reports read it."""

    text: str | None = None
    integer: int | None = None
    date: datetime.date | None = None


class FieldType:
    """A type of field. Subclasses override what differs; the defaults are those of a plain answer in one line."""

    # -- what it is called, and how the designer offers it --

    name: ClassVar[str]
    label: ClassVar[Text]
    hint: ClassVar[Text] = ""
    group: ClassVar[str] = "words"
    """A key of `panel.GROUPS`."""
    icon: ClassVar[str] = "file"
    properties: ClassVar[Mapping[str, Any]] = {}
    """The type's own properties in the meta-schema, beside those of every item."""
    needs: ClassVar[tuple[str, ...]] = ()
    """Those of them that no item of the type can be without."""
    panel: ClassVar[Mapping[str, Control]] = {}
    """How each of them is set in the designer."""

    # -- what it is to rules, reports and other programs --

    rule_type: ClassVar[str | None] = "text"
    unit: ClassVar[str | None] = None
    """How the browser makes of an answer what rules read (`frontend/src/fill/units.ts`); None: it is what rules read."""
    column: ClassVar[str | None] = "text"
    """The type of its column in reports (`engine.datasets.ColumnType`), or None when reports leave it out."""
    xlsform: ClassVar[str] = "text"

    # -- what it does --

    holds_value: ClassVar[bool] = True
    flattens: ClassVar[bool] = False
    has_items: ClassVar[bool] = False
    has_choices: ClassVar[bool] = False
    needs_choices: ClassVar[bool] = True
    """Whether an item of a type with choices is nothing without any."""
    holds_files: ClassVar[bool] = False
    may_calculate: ClassVar[bool] = True
    travels: ClassVar[bool] = True
    """Whether an earlier answer may be taken over into another form (`prefill`): a consent, a signature, a file stay."""
    masked: ClassVar[bool] = False
    """Whether its answer is shown masked, and read in full only for a reason that stands on the trail."""
    rules_name_options: ClassVar[bool] = True
    """Of a type with options: whether rules compare its answer with their keys."""

    # -- how it looks --

    figures: ClassVar[bool] = False
    """Whether its answers are figures, which stand at the right of a column."""
    paper: ClassVar[str] = "line"
    """What a blank form on paper offers: line, lines, boxes, options, rows, grid, words, none."""
    parts: ClassVar[tuple[str, ...]] = ()
    """The controls of a composite input, each called `<field name>.<part>`."""
    script: ClassVar[str | None] = None

    @property
    def widget(self) -> str:
        """The template of the input."""
        return f"form_builder/fields/{self.name}.html"

    @property
    def reads(self) -> str:
        """How the browser reads the answer (`data-reads`): see `read` in frontend/src/fill/dom.ts."""
        return "parts" if self.parts else self.rule_type or ""

    def marks(self, view: View) -> Mapping[str, Any]:
        """What the template prints beyond what every field has, as `f.own.<name>`."""
        return {}

    def scripts(self, item: ItemSpec) -> tuple[str, ...]:
        """The scripts that this item's input loads."""
        return (self.script,) if self.script else ()

    def in_browser(self, item: ItemSpec) -> bool:
        """Whether all options of the item stand on its page; else the browser asks for those that match."""
        return True

    # -- the item as authored --

    def children(self, body: Body, reads: str) -> Iterator[tuple[Body, str]]:
        """The items inside, each with where it stands under the item. `reads` is how rules name a field of this level:
        `var`, or `row` inside a repeat."""
        for index, inner in enumerate(body.get("items", ()) if self.has_items else ()):
            yield inner, f"/items/{index}"

    def derived(self, body: Body, reads: str) -> Body:
        """The item as compiled: with what follows from its own properties, such as a calculation."""
        return body

    def companions(self, body: Body, reads: str) -> Iterator[Body]:
        """The items that it brings along beside it; their keys begin with its own key and a point."""
        yield from ()

    def more_choices(self, body: Body) -> Iterator[Choice]:
        """Options beside those of its list."""
        yield from ()

    def scale(self, item: ItemSpec) -> int:
        """Places after the point."""
        return 0

    def reach(self, item: ItemSpec) -> tuple[Any, Any]:
        """The least and the greatest answer in numbers; None for an end that is open."""
        return item.min, item.max

    def check(self, item: ItemSpec, pointer: str) -> list[Problem]:
        """What is wrong with the item's own properties, beyond their shape."""
        return []

    # -- the answer --

    def posted(self, name: str, given: Given) -> Any:
        """The wire answer that a page sent from the control `name`, uncleaned; ABSENT when it sent none."""
        if not self.parts:
            values = given(name)
            return values[-1] if values else ABSENT
        found = {part: values[-1] for part in self.parts if (values := given(f"{name}.{part}"))}
        return found or ABSENT

    def clean(self, raw: Any, item: ItemSpec, choices: Mapping[str, Choice]) -> Any:
        """The typed value of a non-empty wire answer, or the Problem with it (at pointer "")."""
        raise NotImplementedError

    def reader(self, item: ItemSpec, choices: Mapping[str, Choice]) -> Callable[[Any], Any]:
        """`clean` for this item, made once and called for every answer: the same results, sooner where most answers go."""
        return lambda raw: self.clean(raw, item, choices)

    def stamped(self, raw: Any, before: Any, item: ItemSpec, stamp: Stamp) -> Any:
        """The wire answer with what the server alone may add when it is saved; `before` is the stored one."""
        return raw

    def chosen(self, value: Any) -> list[str]:
        """The keys of the options that a typed value names."""
        return value if isinstance(value, list) else [value]

    def refs(self, value: Any) -> list[str]:
        """The files that a typed value holds."""
        return value if self.holds_files else []

    def accepts(self, item: ItemSpec) -> tuple[str, ...] | None:
        """The kinds of files that the item takes; None for all that the house takes."""
        return item.options.get("accept")

    def records(self, value: Any, item: ItemSpec) -> list[str]:
        """The records that a typed value names, by id."""
        return []

    def settle(self, value: Any, item: ItemSpec) -> Any:
        """A calculated value as this type stores it, or a Problem."""
        return value

    def typed(self, wire: Any) -> Any:
        """The value of a stored wire answer; None when it is none."""
        return from_wire(wire, self.rule_type or "text")

    def to_wire(self, value: Any) -> Any:
        """The value as JSON."""
        return value

    def rule_value(self, value: Any) -> Any:
        """The value as rules read it."""
        return value

    def points(self, value: Any, choices: Mapping[str, Choice]) -> Any:
        """What the value counts for in a score, or None when it has no number."""
        return None

    def browser(self, item: ItemSpec) -> dict[str, Any]:
        """What the browser's judge must know beside the rules: `m`, the least, the most and the places of an answer."""
        return {}

    def spoken(self, item: ItemSpec, choices: Mapping[str, Choice]) -> Mapping[str, Text]:
        """The words that stand for calculated values, by wire value as text."""
        return {choice.key: choice.label for choice in choices.values()}

    # -- reports, paper, other programs --

    def printed_options(self, item: ItemSpec, choices: Mapping[str, Choice]) -> tuple[Text, ...]:
        """What a blank form on paper offers to tick."""
        return tuple(self.spoken(item, choices).values())

    def printed_rows(self, item: ItemSpec) -> tuple[Text, ...]:
        """For each of what the options are ticked anew, where they are ticked more than once."""
        return ()

    def json_schema(self, item: ItemSpec) -> dict[str, Any]:
        """JSON Schema of the wire answer."""
        return {"type": "string"}

    def cells(self, value: Any, item: ItemSpec) -> Iterable[CellValue]:
        """The cells of a value that is not None."""
        yield CellValue(text=value)

    def from_cells(self, cells: Sequence[CellValue]) -> Any:
        """What a report reads of these cells, in the terms of `column`; there is at least one."""
        one = cells[0]
        return next((value for value in (one.text, one.integer, one.date) if value is not None), None)

    def plain(self, value: Any, item: ItemSpec, choices: Mapping[str, Choice], language: str) -> str:
        """The value as people read it."""
        return "" if value is None else str(value)


field_types: Registry[FieldType] = Registry("field type")


def field_type(kind: type[FieldType]) -> type[FieldType]:
    """Enters a type in the registry."""
    field_types.register(kind.name, kind())
    return kind


def is_empty(raw: Any) -> bool:
    """Whether a wire answer is none: nothing, an empty text or list, parts that are all empty. False and 0 are answers."""
    if raw is None or raw == "" or raw == []:
        return True
    return isinstance(raw, dict) and all(is_empty(part) for part in raw.values())


def bounds(item: ItemSpec, low: Any, high: Any, pointer: str) -> list[Problem]:
    """The problem of a least value above the greatest one."""
    if low is not None and high is not None and low > high:
        return [problem("form.min-over-max", f"{pointer}/min", low=item.min, high=item.max)]
    return []


def part_of(raw: Any, part: str) -> str:
    """One part of a composite answer as it was typed."""
    value = raw.get(part) if isinstance(raw, Mapping) else None
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""
