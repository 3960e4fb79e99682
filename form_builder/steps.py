"""What a judgement does with each item of a level, worked out once a form: lookups and overrides settled beforehand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.language.rules import Scope
from form_builder.fields import FieldType, field_types
from form_builder.spec import Choice, FormSpec, ItemSpec, Rule

Read = Callable[[Any], Any]
Turn = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One item. `holds`: it has a value. `read` gives the typed value of a wire answer that is not empty, or the
    Problem with it; it is None where more than the item decides that (a calculation, rows, files, a list elsewhere).

    `ruled` and `written` turn a value for rules and for the wire; None where it stays as it is. `must`: required and
    nothing else to inspect; `idle`: nothing at all to inspect.
    """

    item: ItemSpec
    key: str
    holds: bool
    gates: tuple[Rule, ...]
    read: Read | None
    ruled: Turn | None
    written: Turn | None
    must: bool
    idle: bool


def steps_of(level: FormSpec | ItemSpec) -> tuple[Step, ...]:
    """The steps of a form's own level, or of a row of a repeat, in the order to compute them; kept with the spec."""
    kept = level.kept.get("steps")
    if kept is None:
        kept = level.kept["steps"] = tuple(_step(item, item.key in level.fields) for item in level.plan)
    return kept


def written_of(level: FormSpec | ItemSpec) -> tuple[Step, ...]:
    """The steps that hold values, in the order of the form."""
    kept = level.kept.get("written")
    if kept is None:
        kept = level.kept["written"] = tuple(_step(item, holds=True) for item in level.fields.values())
    return kept


def _step(item: ItemSpec, holds: bool) -> Step:
    kind, rules = field_types.get(item.type), item.rules
    quiet = not (rules.required or rules.recommended or rules.read_only or rules.calculate or item.fields)
    return Step(
        item=item,
        key=item.key,
        holds=holds,
        gates=(_never,) if item.asked_by else rules.visible,
        read=_read(kind, item) if holds else None,
        ruled=_own(kind, "rule_value"),
        written=_own(kind, "to_wire"),
        must=quiet and item.required,
        idle=not holds or (quiet and not item.required and not item.recommended),
    )


def _never(scope: Scope) -> bool:
    """The gate of what somebody else is asked."""
    return False


def _read(kind: FieldType, item: ItemSpec) -> Read | None:
    if item.rules.calculate or item.rules.offered or item.fields or kind.holds_files or _own(kind, "refs"):
        return None
    if not kind.has_choices:
        return kind.reader(item, {})
    if item.choices is not None or any(choice.until for choice in item.inline):
        return None
    options: Mapping[str, Choice] = {choice.key: choice for choice in item.inline}
    return kind.reader(item, options)


def _own(kind: FieldType, name: str) -> Turn | None:
    """The method of a type that has its own; None where it is what every type does."""
    return None if getattr(type(kind), name) is getattr(FieldType, name) else getattr(kind, name)
