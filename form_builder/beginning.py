"""What answers begin with: literal defaults, and defaults that rules work out. Once each, never over what stands there."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from engine.language.problems import Problem
from engine.language.references import Library
from form_builder.fields import field_types
from form_builder.judging import Judge, Level
from form_builder.spec import FormSpec, ItemSpec

Fresh = Callable[[str], bool]
"""Whether a level of answers has just begun: "" is the form itself, `lines.2.` a row."""


def new_row(item: ItemSpec) -> dict[str, Any]:
    """The wire answers that a new row begins with, as far as they are the same for every row."""
    return {key: one.default for key, one in item.fields.items() if one.default is not None and not one.calculated}


def begun(
    spec: FormSpec, answers: Mapping[str, Any], fresh: Fresh, *, library: Library, today: date, now: str
) -> dict[str, Any]:
    """The wire answers with the defaults of every fresh level filled in where nothing is answered yet."""
    found = deepcopy(dict(answers))
    if any(item.rules.default is not None for item in spec.items.values()):
        _add_first_rows(spec, found, fresh)
        _Beginning(spec, library, today, now, fresh).judge(found)
    return found


def _add_first_rows(spec: FormSpec, answers: dict[str, Any], fresh: Fresh) -> None:
    """The rows that a repeat must have at least are there from the start when a rule fills them."""
    for key, item in spec.fields.items():
        by_rule = any(one.rules.default is not None for one in item.fields.values())
        if fresh("") and item.min and by_rule and not answers.get(key):
            answers[key] = [new_row(item) for _ in range(item.min)]


class _Beginning(Judge):
    """Judges answers, and writes defaults into them on the way: each can read what was worked out before it."""

    begins = True

    def __init__(self, spec: FormSpec, library: Library, today: date, now: str, fresh: Fresh) -> None:
        super().__init__(spec, library, today, now, None)
        self._fresh = fresh

    def _begin(self, level: Level, item: ItemSpec) -> None:
        rule = item.rules.default
        if rule is None or not self._fresh(level.path) or level.raw.get(item.key) not in (None, "", []):
            return
        kind = field_types.get(item.type)
        value = kind.settle(rule(level.scope), item)
        if value is not None and not isinstance(value, Problem) and isinstance(level.raw, dict):
            level.raw[item.key] = kind.to_wire(value)
