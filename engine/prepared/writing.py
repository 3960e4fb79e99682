"""Rows stored and changed without Django's work for every field."""

# Django's model fields have no type that pyright can see.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model

from engine.prepared.gathering import Write, send_before, write
from engine.prepared.sending import PLAIN_WORD, Statement, with_constants
from engine.prepared.values import kind_of, stored


def insert(rows: Sequence[Model]) -> None:
    """Stores new rows of one model in one statement, as `bulk_create` does. Every value must be plain."""
    if not rows:
        return
    database, model = connections[DEFAULT_DB_ALIAS], type(rows[0])
    text, fields = _insertion(model)
    params = [stored(field, kind, row.__dict__[name], database) for row in rows for name, field, kind in fields]
    table = model._meta.db_table
    write(Write(text, table, len(rows), params, {(table, row.pk) for row in rows}, True), database)
    for row in rows:
        row._state.adding, row._state.db = False, database.alias


@cache
def _insertion(model: type[Model]) -> tuple[Callable[[int], str], list[Any]]:
    """The text of a statement that stores so many rows, and the fields whose values it takes."""
    meta, quote = model._meta, connection.ops.quote_name
    fields: list[Any] = [field for field in meta.concrete_fields if field is not meta.auto_field]
    columns = ", ".join(quote(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    head = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES "  # noqa: S608
    return lambda many: head + ", ".join([row] * many), [(field.attname, field, kind_of(field)) for field in fields]


def update(row: Model, *names: str) -> None:
    """Stores the named fields of a row that is there already, as `save(update_fields=…)` does."""
    database, model = connections[DEFAULT_DB_ALIAS], type(row)
    text, fields = _updating(model, names)
    params = [stored(field, kind, getattr(row, name), database) for name, field, kind in fields]
    table = model._meta.db_table
    write(Write(text, table, 1, params, {(table, row.pk)}, False), database)


@cache
def _updating(model: type[Model], names: tuple[str, ...]) -> tuple[Callable[[int], str], list[Any]]:
    sql, fields = _assignments(model, names, (_key(model),), (None,))
    return lambda many: sql, [(field.attname, field, kind) for field, kind in fields]


def change(model: type[Model], where: Mapping[str, Any], to: Mapping[str, Any]) -> int:
    """Sets fields of every row whose fields are as `where` says (None matches nothing); how many rows there were."""
    database = connections[DEFAULT_DB_ALIAS]
    words = tuple(value if value in _few(model, name) else None for name, value in where.items())
    statement, fields = _changing(model, tuple(to), tuple(where), words, database.vendor)
    values = (*to.values(), *[value for value, word in zip(where.values(), words, strict=True) if word is None])
    params = [stored(field, kind, value, database) for (field, kind), value in zip(fields, values, strict=True)]
    send_before(frozenset({model._meta.db_table}), database)
    return statement.run(params, database)


@cache
def _changing(
    model: type[Model], to: tuple[str, ...], where: tuple[str, ...], words: tuple[str | None, ...], vendor: str
) -> tuple[Statement, list[tuple[Any, str]]]:
    sql, fields = _assignments(model, to, where, words)
    return Statement(sql, vendor), fields


def _assignments(
    model: type[Model], to: tuple[str, ...], where: tuple[str, ...], words: tuple[str | None, ...]
) -> tuple[str, list[tuple[Any, str]]]:
    """The statement that sets `to` where `where`; one of a few `words` is written out, so that a partial index serves."""
    quote = connection.ops.quote_name
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in (*to, *where)}
    sets = ", ".join(f"{quote(fields[name].column)} = %s" for name in to)
    tests = " AND ".join(f"{quote(fields[name].column)} = %s" for name in where)
    sql = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {tests}"  # noqa: S608
    sql, _ = with_constants(sql, [*[None] * len(to), *words])
    left = [*to, *[name for name, word in zip(where, words, strict=True) if word is None]]
    return sql, [(fields[name], kind_of(fields[name])) for name in left]


def _key(model: type[Model]) -> str:
    return model._meta.pk.name


@cache
def _few(model: type[Model], name: str) -> frozenset[str]:
    """The choices of a field that has a few, all plain words."""
    choices = [key for key, _ in model._meta.get_field(name).flatchoices]
    return frozenset(key for key in choices if isinstance(key, str) and PLAIN_WORD.fullmatch(key))
