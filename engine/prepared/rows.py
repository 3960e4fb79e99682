"""Model instances of a query's rows, `select_related` ones included: as `Model.from_db` makes them, without its detours."""

# Django's model fields have no type that pyright can see.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init

Converters = Mapping[int, Callable[[Any], Any]]
Seen = dict[tuple[int, Any], Model]


class Maker:
    """Makes the instance of one model of a row, and those that `select_related` hangs on it.

    A related row that comes again in one answer is one instance.
    """

    def __init__(self, info: Any, select: Sequence[Any], converters: Converters) -> None:
        self.model: type[Model] = info["model"]
        places = {select[at][0].target.attname: at for at in info["select_fields"]}
        self.names = tuple(places)
        self.values = itemgetter(*places.values(), *[next(iter(places.values()))])  # one more: always a tuple
        self.converted = [(name, converters[at]) for name, at in places.items() if at in converters]
        self.key = places[self.model._meta.pk.attname]  # pyright: ignore[reportOptionalMemberAccess]
        self.related = [_Related(one, select, converters) for one in info.get("related_klass_infos", ())]
        self.make = self._quick if is_plain(self.model) else self._thorough

    def row(self, row: Sequence[Any], seen: Seen) -> Model:
        """The instance of a row as the driver gave it."""
        values = dict(zip(self.names, self.values(row), strict=False))
        for name, convert in self.converted:
            values[name] = convert(values[name])
        made = self.make(values)
        for related in self.related:
            related.hang(row, made, seen)
        return made

    def _quick(self, values: dict[str, Any]) -> Model:
        made: Any = self.model.__new__(self.model)
        state = ModelState()
        state.adding, state.db, state.fields_cache = False, DEFAULT_DB_ALIAS, {}
        made.__dict__ = {"_state": state, **values}
        return made

    def _thorough(self, values: dict[str, Any]) -> Model:
        return self.model.from_db(DEFAULT_DB_ALIAS, list(values), list(values.values()))


class _Related:
    """What one `select_related` hangs on a row's instance: another instance, or None where the key is null."""

    def __init__(self, info: Any, select: Sequence[Any], converters: Converters) -> None:
        if info["from_parent"]:
            raise NotImplementedError(f"{info['model']} of a parent's table")
        self.maker = Maker(info, select, converters)
        self.here: Callable[[Any, Any], None] = info["local_setter"]
        self.there: Callable[[Any, Any], None] = info["remote_setter"]

    def hang(self, row: Sequence[Any], made: Model, seen: Seen) -> None:
        key = (id(self), row[self.maker.key])
        other = seen.get(key)
        if other is None and key[1] is not None:
            other = seen[key] = self.maker.row(row, seen)
        self.here(made, other)
        if other is not None:
            self.there(other, made)


def is_plain(model: type[Any]) -> bool:
    """Whether making an instance does no more than filling it: no code of its own, nobody who listens."""
    own = model.__init__ is Model.__init__ and model.from_db.__func__ is Model.from_db.__func__  # type: ignore[attr-defined]
    return own and not pre_init.has_listeners(model) and not post_init.has_listeners(model)
