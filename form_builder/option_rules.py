"""Rules that are asked of each option of a choice. To such a rule the option is one more row, the innermost. Pure."""

from collections.abc import Mapping
from typing import Any, cast

from engine.language.references import Library
from engine.language.rules import FieldType as RuleType
from engine.language.rules import Signature
from engine.language.rules.ordering import OVER_ROWS
from engine.language.text import both
from form_builder.option_lists import authored_choices
from form_builder.outline import Outline, everything
from form_builder.spec import Choice

Rows = tuple[Mapping[str, RuleType], ...]
OptionTypes = Mapping[str, Mapping[str, RuleType]]
"""What a rule may read of the options of each choice, by the choice's path."""

_OPTION, _PARENT = both("the option", "選項"), both("what the option belongs to", "選項所屬")


def option_types(items: tuple[Outline, ...], library: Library) -> dict[str, Mapping[str, RuleType]]:
    """The names and types of the options of every choice that has any."""
    chosen = (item for item in everything(items) if item.kind.has_choices)
    found = ((item.path, authored_choices(item, library)) for item in chosen)
    return {path: types_of(choices) for path, choices in found if choices}


def types_of(choices: tuple[Choice, ...]) -> dict[str, RuleType]:
    """What a rule may read of these options."""
    names = dict.fromkeys(name for choice in choices for name in choice.attributes)
    given = {name: [c.attributes[name] for c in choices if name in c.attributes] for name in names}
    labels = {choice.key: choice.label for choice in choices}
    own = {"key": RuleType("text", label=_OPTION, options=labels), "parent": RuleType("text", label=_PARENT)}
    return {**{name: RuleType(_type(values), label=name) for name, values in given.items()}, **own}


def _type(values: list[Any]) -> str:
    if all(isinstance(value, bool) for value in values):
        return "boolean"
    whole = all(isinstance(value, int) and not isinstance(value, bool) for value in values)
    return "integer" if whole else "text"


def option_row(choice: Choice) -> dict[str, Any]:
    """One option as its rule reads it. A number or a yes that other options spell in words stays as authored."""
    return {**choice.attributes, "key": choice.key, "parent": choice.parent}


def as_row(tree: Any, signature: Signature, rows: Rows, inner: int = 0) -> Any:
    """The rule with `{"option": name}` as a row, and every row around it one further up.

    `inner` counts the repeats that the rule itself has entered (`some`, `sum`, ...): their rows stay where they are.
    """
    if isinstance(tree, list):
        return [as_row(part, signature, rows, inner) for part in cast(list[Any], tree)]
    if not isinstance(tree, Mapping):
        return tree
    body = cast(Mapping[str, Any], tree)
    if set(body) == {"option"} and isinstance(body["option"], str):
        return {"row": body["option"], "up": inner}
    if "row" in body and set(body) <= {"row", "up"}:
        up = body.get("up", 0)
        return {**body, "up": up + 1} if type(up) is int and up >= inner else body
    return {name: _operator(name, given, signature, rows, inner) for name, given in body.items()}


def _operator(name: str, given: Any, signature: Signature, rows: Rows, inner: int) -> Any:
    if name in OVER_ROWS and isinstance(given, list) and len(cast(list[Any], given)) == 2:
        repeat, rule = cast(list[Any], given)
        if _is_repeat(repeat, signature, rows):
            return [as_row(repeat, signature, rows, inner), as_row(rule, signature, rows, inner + 1)]
    return as_row(given, signature, rows, inner)


def _is_repeat(tree: Any, signature: Signature, rows: Rows) -> bool:
    if not isinstance(tree, Mapping):
        return False
    named = cast(Mapping[str, Any], tree)
    levels = [signature.fields] if "var" in named else list(rows)
    name = named.get("var", named.get("row"))
    return any(isinstance(name, str) and name in level and level[name].type == "rows" for level in levels)
