"""Stored answers for other eyes: as rules read them, and with what is masked masked. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from engine.language.rules import to_wire
from form_builder.fields import FieldType, field_types
from form_builder.spec import FormSpec, ItemSpec

Fields = Mapping[str, ItemSpec]
Change = Callable[[FieldType, Any, ItemSpec], Any]


def as_rules_read(spec: FormSpec, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Wire answers in the shape in which rules of other documents read them: a reference by its title, an address by its
    district, a masked number masked. What rules read as it is stored stays as it is."""
    return _changed(spec.fields, answers, _ruled)


def masked(fields: Fields, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The same wire answers with every masked one as it is shown; a wrong one stays, to be corrected."""
    return _changed(fields, answers, _masked)


def _ruled(kind: FieldType, raw: Any, item: ItemSpec) -> Any:
    typed = kind.typed(raw)
    value = None if typed is None else kind.rule_value(typed)
    return raw if value == typed else to_wire(value, kind.rule_type or "text", kind.scale(item))


def _masked(kind: FieldType, raw: Any, item: ItemSpec) -> Any:
    return kind.rule_value(raw) if kind.masked and isinstance(raw, str) else raw


def _changed(fields: Fields, answers: Mapping[str, Any], change: Change) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, raw in answers.items():
        item = fields.get(key)
        if item is None or raw is None:
            found[key] = raw
        elif item.fields:
            rows = cast(list[Any], raw) if isinstance(raw, list) else []
            found[key] = [_changed(item.fields, row, change) if isinstance(row, Mapping) else row for row in rows]
        else:
            found[key] = change(field_types.get(item.type), raw, item)
    return found
