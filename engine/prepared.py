# pyright: reportOptionalMemberAccess=false, reportCallIssue=false, reportArgumentType=false, reportOptionalIterable=false
# Django's compiler is typed for what it may hold before a query is set up; here it always is.
"""Statements that are sent again and again: compiled once by Django, then sent with other values.

Building and compiling a query costs Django several times what a database needs to answer it. Where a measurement says
that this matters (`make bench`), a query is prepared; everywhere else the plain ORM is right.
"""

# Django's model fields have no type that pyright can see.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)
STAND_INS: Mapping[type, Callable[[int], Any]] = {
    UUID: lambda n: UUID(int=0xACE0_0000_0000_0000_0000_0000_0000_0000 + n),
    str: lambda n: f"stand-in {n} of a prepared query",
    int: lambda n: 7_000_000_000_001 + n,
    date: lambda n: date(1602, 3, 1) + timedelta(n),
    datetime: lambda n: datetime(1602, 3, 1, 4, 5, 6, tzinfo=UTC) + timedelta(n),
}
MOST = 20
_populators: Any = get_related_populators


class Prepared(Generic[Row]):
    """A query by named values: `Prepared(lambda task: Step.objects.filter(round__task=task), task=UUID)`.

    Call it with values to get a list of rows (tuples, for `values_list`). A value is compared as it is: no `startswith`,
    no None. `[UUID]` is the type of a list for `__in`.
    """

    def __init__(self, make: Callable[..., QuerySet[Row, Any]], **types: Any) -> None:
        self._make, self._types = make, types
        self._lists = [name for name, type_ in types.items() if isinstance(type_, list)]
        self._compiled: dict[tuple[Any, ...], _Compiled] = {}

    def __call__(self, **values: Any) -> list[Any]:
        shape = (connections[DEFAULT_DB_ALIAS].vendor, *[len(values[name]) for name in self._lists])
        if shape not in self._compiled:
            self._compiled[shape] = _Compiled(self._make, self._types, values)
        return self._compiled[shape].rows(values)

    def first(self, **values: Any) -> Any:
        """The first row, or None."""
        return next(iter(self(**values)), None)


class _Compiled:
    """The SQL of one shape of a prepared query, where the values go, and how rows are made of its answer."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], types: Mapping[str, Any], values: Any) -> None:
        places = _stand_ins(types, values)
        query = make(**{name: _as_given(found, types[name]) for name, found in places.items()})
        self.compiler = query.query.get_compiler(connection=connection)
        self.sql, params = self.compiler.as_sql()
        names = {
            _to_database(one, connection): (name, n) for name, many in places.items() for n, one in enumerate(many)
        }
        self.params = [names.get(param, param) if param.__hash__ else param for param in params]
        self.slots = [n for n, param in enumerate(self.params) if isinstance(param, tuple)]
        missing = set(names.values()) - {self.params[n] for n in self.slots}
        if missing:
            raise ValueError(f"not compared as they are: {missing}")
        self.lists = {name for name, type_ in types.items() if isinstance(type_, list)}
        self._read_shape(self.compiler.klass_info if query._fields is None else None)

    def _read_shape(self, info: Any) -> None:
        select: Any = self.compiler.select
        converters: Any = self.compiler.get_converters([expression for expression, _, _ in select])
        self.converters = [(n, *pair) for n, pair in converters.items()]
        self.model: Any = info["model"] if info else None
        if info:
            chosen = info["select_fields"]
            self.names = [select[n][0].target.attname for n in chosen]
            self.start, self.stop = chosen[0], chosen[-1] + 1
            self.populators = _populators(info, select, connection.alias)

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        database, params = connections[DEFAULT_DB_ALIAS], list(self.params)
        for n in self.slots:
            name, place = self.params[n]  # pyright: ignore
            params[n] = _to_database(values[name][place] if name in self.lists else values[name], database)
        with database.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        if self.converters:
            found = [self._converted(row, database) for row in found]
        return found if self.model is None else [self._row(row) for row in found]

    def _converted(self, row: Sequence[Any], database: Any) -> tuple[Any, ...]:
        converted = list(row)
        for n, converts, expression in self.converters:
            value = converted[n]
            for convert in converts:
                value = convert(value, expression, database)
            converted[n] = value
        return tuple(converted)

    def _row(self, row: Sequence[Any]) -> Model:
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.start : self.stop])
        for populator in self.populators:
            populator.populate(row, made)
        return made


def _stand_ins(types: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for place, (name, type_) in enumerate(types.items()):
        wanted = type_[0] if isinstance(type_, list) else type_
        many = len(values[name]) if isinstance(type_, list) else 1
        found[name] = [STAND_INS[wanted](place * MOST + n) for n in range(many)]
    return found


def _as_given(stand_ins: list[Any], type_: Any) -> Any:
    return stand_ins if isinstance(type_, list) else stand_ins[0]


def _to_database(value: Any, database: Any) -> Any:
    kind = value.__class__
    if kind is UUID:
        return value if database.features.has_native_uuid_field else value.hex
    if kind is datetime:
        return database.ops.adapt_datetimefield_value(value)
    return database.ops.adapt_datefield_value(value) if kind is date else value


def insert(rows: Sequence[Model]) -> None:
    """Stores new rows of one model in one statement, as `bulk_create` does. Every value must be plain."""
    if not rows:
        return
    database = connections[DEFAULT_DB_ALIAS]
    sql, fields = _insert_sql(type(rows[0]), len(rows), database.vendor)
    params = [_stored(field, getattr(row, field.attname), database) for row in rows for field in fields]
    with database.cursor() as cursor:
        cursor.execute(sql, params)
    for row in rows:
        row._state.adding, row._state.db = False, database.alias


@cache
def _insert_sql(model: type[Model], many: int, vendor: str) -> tuple[str, list[Any]]:
    meta, quote = model._meta, connection.ops.quote_name
    fields: list[Any] = [field for field in meta.concrete_fields if field is not meta.auto_field]
    columns = ", ".join(quote(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    return f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {', '.join([row] * many)}", fields  # noqa: S608


def update(row: Model, *names: str) -> None:
    """Stores the named fields of a row that is there already, as `save(update_fields=…)` does."""
    meta = row._meta
    values = {name: getattr(row, meta.get_field(name).attname) for name in names}
    change(type(row), {meta.pk.attname: row.pk}, values)


def change(model: type[Model], where: Mapping[str, Any], to: Mapping[str, Any]) -> int:
    """Sets fields of every row whose fields are as `where` says (None matches nothing); how many rows there were."""
    database = connections[DEFAULT_DB_ALIAS]
    sql, fields = _update_sql(model, tuple(to), tuple(where), database.vendor)
    values = (*to.values(), *where.values())
    params = [_stored(field, value, database) for field, value in zip(fields, values, strict=True)]
    with database.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


@cache
def _update_sql(model: type[Model], to: tuple[str, ...], where: tuple[str, ...], vendor: str) -> tuple[str, list[Any]]:
    quote = connection.ops.quote_name
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in (*to, *where)}
    sets = ", ".join(f"{quote(fields[name].column)} = %s" for name in to)
    tests = " AND ".join(f"{quote(fields[name].column)} = %s" for name in where)
    table = quote(model._meta.db_table)
    return f"UPDATE {table} SET {sets} WHERE {tests}", [fields[name] for name in (*to, *where)]  # noqa: S608


PLAIN = (
    models.CharField,
    models.TextField,
    models.UUIDField,
    models.ForeignKey,
    models.DateTimeField,
    models.DateField,
)
PLAIN_NUMBERS = (models.BooleanField, models.IntegerField)
PLAIN_VALUES = frozenset({str, int, bool, UUID, datetime, date})
_is_plain: dict[type, bool] = {}


def _stored(field: Any, value: Any, database: Any) -> Any:
    """The value as the database takes it; for plain values of Django's own fields, without asking the field."""
    if value is None:
        return None
    kind = field.__class__
    if kind not in _is_plain:
        _is_plain[kind] = kind.__module__.startswith("django.") and issubclass(kind, PLAIN + PLAIN_NUMBERS)
    if _is_plain[kind] and value.__class__ in PLAIN_VALUES:
        return _to_database(value, database)
    return field.get_db_prep_save(value, database)
