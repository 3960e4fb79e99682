"""Rows stored and changed without Django's work for every field."""

# Django's model fields have no type that pyright can see.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model

from engine.prepared.sending import Statement
from engine.prepared.values import kind_of, stored


def insert(rows: Sequence[Model]) -> None:
    """Stores new rows of one model in one statement, as `bulk_create` does. Every value must be plain."""
    if not rows:
        return
    database = connections[DEFAULT_DB_ALIAS]
    statement, fields = _insertion(type(rows[0]), len(rows), database.vendor)
    params = [stored(field, kind, row.__dict__[name], database) for row in rows for name, field, kind in fields]
    statement.run(params, database)
    for row in rows:
        row._state.adding, row._state.db = False, database.alias


@cache
def _insertion(model: type[Model], many: int, vendor: str) -> tuple[Statement, list[Any]]:
    meta, quote = model._meta, connection.ops.quote_name
    fields: list[Any] = [field for field in meta.concrete_fields if field is not meta.auto_field]
    columns = ", ".join(quote(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    sql = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {', '.join([row] * many)}"  # noqa: S608
    return Statement(sql, vendor), [(field.attname, field, kind_of(field)) for field in fields]


def update(row: Model, *names: str) -> None:
    """Stores the named fields of a row that is there already, as `save(update_fields=…)` does."""
    meta = row._meta
    values = {name: getattr(row, meta.get_field(name).attname) for name in names}
    change(type(row), {meta.pk.attname: row.pk}, values)


def change(model: type[Model], where: Mapping[str, Any], to: Mapping[str, Any]) -> int:
    """Sets fields of every row whose fields are as `where` says (None matches nothing); how many rows there were."""
    database = connections[DEFAULT_DB_ALIAS]
    statement, fields = _changing(model, tuple(to), tuple(where), database.vendor)
    values = (*to.values(), *where.values())
    params = [stored(field, kind, value, database) for (field, kind), value in zip(fields, values, strict=True)]
    return statement.run(params, database)


@cache
def _changing(
    model: type[Model], to: tuple[str, ...], where: tuple[str, ...], vendor: str
) -> tuple[Statement, list[tuple[Any, str]]]:
    quote = connection.ops.quote_name
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in (*to, *where)}
    sets = ", ".join(f"{quote(fields[name].column)} = %s" for name in to)
    tests = " AND ".join(f"{quote(fields[name].column)} = %s" for name in where)
    sql = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {tests}"  # noqa: S608
    return Statement(sql, vendor), [(field := fields[name], kind_of(field)) for name in (*to, *where)]
