"""New rows, as `Model(**values)` makes them, without its detours."""

# Django's model fields have no type that pyright can see.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.db.models import ForeignKey, Model
from django.db.models.base import ModelState

from engine.prepared.rows import is_plain

Row = TypeVar("Row", bound=Model)


def fresh(model: type[Row], **values: Any) -> Row:
    """`model(**values)`: a row that is not stored yet. Values are not looked at; an unknown name raises TypeError."""
    shape = _shape(model)
    if shape is None:
        return model(**values)
    state = ModelState()
    linked: dict[str, Any] = {}
    state.adding, state.db, state.fields_cache = True, None, linked
    filled: dict[str, Any] = {"_state": state, **shape.fixed}
    for name, make in shape.made:
        if name not in values:
            filled[name] = make()
    for name, value in values.items():
        link = shape.links.get(name)
        if link is None:
            filled[name] = value
        else:
            linked[name] = value
            filled[link[0]] = None if value is None else getattr(value, link[1])
    if len(filled) != shape.size:
        raise TypeError(f"{model.__name__} has no such field: {sorted(set(values) - shape.names)}")
    row: Any = model.__new__(model)
    row.__dict__ = filled
    return row


class _Shape:
    """The defaults of a model: the fixed ones, those to be made anew, and its foreign keys by name."""

    def __init__(self, model: type[Model]) -> None:
        fields: list[Any] = list(model._meta.concrete_fields)
        self.fixed = {field.attname: None if callable(field.default) else field.get_default() for field in fields}
        self.made: list[tuple[str, Callable[[], Any]]] = [
            (field.attname, field.get_default) for field in fields if callable(field.default)
        ]
        keys = [field for field in fields if isinstance(field, ForeignKey)]
        self.links = {key.name: (key.attname, key.target_field.attname) for key in keys}
        self.names = {*self.fixed, *self.links}
        self.size = len(self.fixed) + 1


@cache
def _shape(model: type[Model]) -> _Shape | None:
    return _Shape(model) if is_plain(model) else None
