"""Values on their way to the database and back: as Django's fields turn them, without asking the field where that is sure."""

# Django's model fields have no type that pyright can see.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import json
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, models

AS_TEXT = (models.CharField, models.TextField, models.UUIDField, models.ForeignKey, models.DateTimeField)
AS_GIVEN = (*AS_TEXT, models.DateField, models.BooleanField, models.IntegerField)
PLAIN, JSON, OTHER = "plain", "json", "other"
SIMPLE = frozenset({str, int, bool})
SPELT = frozenset({UUID, datetime, date})
_kinds: dict[type, str] = {}
_set = object.__setattr__


def kind_of(field: Any) -> str:
    """Whether a field of Django's own takes plain values as they are, or JSON as text; every other one is asked."""
    kind = field.__class__
    if kind not in _kinds:
        own = kind.__module__.startswith("django.")
        _kinds[kind] = PLAIN if own and issubclass(kind, AS_GIVEN) else OTHER
    if kind is models.JSONField and field.encoder is None:
        return JSON
    return _kinds[kind]


def stored(field: Any, kind: str, value: Any, database: Any) -> Any:
    """The value as the driver takes it."""
    if value is None:
        return None
    given = value.__class__
    if kind is PLAIN:
        if given in SIMPLE:
            return value
        if given in SPELT:
            return compared(value, database)
    elif kind is JSON and (given is dict or given is list or given is str):
        return json.dumps(value) if value else _EMPTY[given]
    return field.get_db_prep_save(value, database)


_EMPTY = {dict: "{}", list: "[]", str: '""'}


def compared(value: Any, database: Any) -> Any:
    """The value as it is compared with a column."""
    kind = value.__class__
    if kind is UUID:
        return value if database.features.has_native_uuid_field else value.hex
    if kind is datetime:
        return value if database.vendor == "postgresql" else _moment(value)
    return database.ops.adapt_datefield_value(value) if kind is date else value


@lru_cache(maxsize=32)
def _moment(value: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


def reading(converters: list[Any], expression: Any, database: Any) -> Callable[[Any], Any]:
    """What turns a column's value into Python's, by the converters that Django names for it."""
    names = [getattr(convert, "__name__", "") for convert in converters]
    if names == ["convert_uuidfield_value"]:
        return uuid_of
    if names == ["convert_datetimefield_value"] and settings.USE_TZ:
        return _moment_in(database.timezone)
    target: Any = getattr(expression, "target", None)
    if names == ["from_db_value"] and target.__class__ is models.JSONField and target.decoder is None:
        return _of_json

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, expression, database)
        return value

    return read


def _of_json(value: str | None) -> Any:
    return None if value is None else {} if value == "{}" else json.loads(value)


def _moment_in(timezone: tzinfo) -> Callable[[Any], Any]:
    """SQLite keeps moments without their zone."""
    return lambda value: None if value is None else value.replace(tzinfo=timezone)


def uuid_of(value: str | None) -> UUID | None:
    """`UUID(value)` of 32 hexadecimal digits, in a third of the time."""
    if value is None:
        return None
    made = object.__new__(UUID)
    _set(made, "int", int(value, 16))
    _set(made, "is_safe", _UNKNOWN)
    return made


_UNKNOWN = UUID(int=0).is_safe
