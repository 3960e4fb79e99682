# pyright: reportOptionalMemberAccess=false, reportCallIssue=false, reportArgumentType=false, reportOptionalIterable=false
# Django's compiler is typed for what it may hold before a query is set up; here it always is.
"""A query compiled once: where the values go, and how rows are made of the answer."""

# Django's model fields have no type that pyright can see.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet

from engine.prepared.gathering import send_before
from engine.prepared.rows import Maker, Seen
from engine.prepared.sending import Statement, with_constants
from engine.prepared.values import compared, reading

Row = TypeVar("Row", bound=Model)
STAND_INS: Mapping[type, Callable[[int], Any]] = {
    UUID: lambda n: UUID(int=0xACE0_0000_0000_0000_0000_0000_0000_0000 + n),
    str: lambda n: f"stand-in {n} of a prepared query",
    int: lambda n: 7_000_000_000_001 + n,
    date: lambda n: date(1602, 3, 1) + timedelta(n),
    datetime: lambda n: datetime(1602, 3, 1, 4, 5, 6, tzinfo=UTC) + timedelta(n),
}
MOST = 1000
"""Values of one list; beyond it the stand-ins of two names would be the same."""
READ_FROM = re.compile(r'(?:FROM|JOIN) "([^"]+)"')


class Prepared(Generic[Row]):
    """A query by named values: `Prepared(lambda task: Step.objects.filter(round__task=task), task=UUID)`.

    Call it with values to get a list of rows (tuples, for `values_list`). A value is compared as it is: no `startswith`
    (of paths: `beneath`), no None. `[UUID]` is the type of a list for `__in`.
    """

    def __init__(self, make: Callable[..., QuerySet[Row, Any]], **types: Any) -> None:
        self._make, self._types = make, types
        self._lists = [name for name, type_ in types.items() if isinstance(type_, list)]
        self._compiled: dict[tuple[Any, ...], _Compiled] = {}

    def __call__(self, **values: Any) -> list[Any]:
        database = connections[DEFAULT_DB_ALIAS]
        shape = (database.vendor, *[len(values[name]) for name in self._lists])
        if shape not in self._compiled:
            self._compiled[shape] = _Compiled(self._make, self._types, values)
        return self._compiled[shape].rows(values, database)

    def first(self, **values: Any) -> Any:
        """The first row, or None."""
        return next(iter(self(**values)), None)


class _Compiled:
    """The SQL of one shape of a prepared query, where the values go, and how rows are made of its answer."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], types: Mapping[str, Any], values: Any) -> None:
        places = _stand_ins(types, values)
        query = make(**{name: _as_given(found, types[name]) for name, found in places.items()})
        compiler = query.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        names = {compared(one, connection): (name, n) for name, many in places.items() for n, one in enumerate(many)}
        sql, params = with_constants(sql, params, keep=names)
        self.params = [names.get(param, param) if param.__hash__ else param for param in params]
        slots = [(at, *param) for at, param in enumerate(self.params) if isinstance(param, tuple)]
        missing = set(names.values()) - {(name, n) for _, name, n in slots}
        if missing:
            raise ValueError(f"not compared as they are: {missing}")
        self.tables = frozenset(READ_FROM.findall(sql))
        self.statement = Statement(sql, connection.vendor)
        self.single = [(at, name) for at, name, _ in slots if not isinstance(types[name], list)]
        self.listed = [slot for slot in slots if isinstance(types[slot[1]], list)]
        self._read_shape(compiler, compiler.klass_info if query._fields is None else None)

    def _read_shape(self, compiler: Any, info: Any) -> None:
        found = compiler.get_converters([expression for expression, _, _ in compiler.select])
        self.converters = {n: reading(*pair, connection) for n, pair in found.items()}
        self.maker = Maker(info, compiler.select, self.converters) if info else None

    def rows(self, values: Mapping[str, Any], database: Any) -> list[Any]:
        params = list(self.params)
        for at, name in self.single:
            params[at] = compared(values[name], database)
        for at, name, n in self.listed:
            params[at] = compared(values[name][n], database)
        send_before(self.tables, database)
        found = self.statement.fetch(params, database)
        if self.maker is not None:
            seen: Seen = {}
            return [self.maker.row(row, seen) for row in found]
        return [self._converted(row) for row in found] if self.converters else found

    def _converted(self, row: Sequence[Any]) -> tuple[Any, ...]:
        converted = list(row)
        for n, convert in self.converters.items():
            converted[n] = convert(converted[n])
        return tuple(converted)


def _stand_ins(types: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for place, (name, type_) in enumerate(types.items()):
        wanted = type_[0] if isinstance(type_, list) else type_
        many = len(values[name]) if isinstance(type_, list) else 1
        found[name] = [STAND_INS[wanted](place * MOST + n) for n in range(many)]
    return found


def _as_given(stand_ins: list[Any], type_: Any) -> Any:
    return stand_ins if isinstance(type_, list) else stand_ins[0]
