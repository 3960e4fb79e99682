"""Model instances of a query's rows, `select_related` ones included: as `Model.from_db` makes them, without its detours."""

# Django's model fields have no type that pyright can see.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Callable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init


class Maker:
    """Makes the instance of one model of a row, and those that `select_related` hangs on it."""

    def __init__(self, info: Any, select: Sequence[Any]) -> None:
        self.model: type[Model] = info["model"]
        places = info["select_fields"]
        self.columns = [(select[at][0].target.attname, at) for at in places]
        self.key = next(at for name, at in self.columns if name == self.model._meta.pk.attname)
        self.related = [_Related(one, select) for one in info.get("related_klass_infos", ())]
        self.make = self._quick if _is_plain(self.model) else self._thorough

    def row(self, row: Sequence[Any]) -> Model:
        """The instance of a row."""
        made = self.make(row)
        for related in self.related:
            related.hang(row, made)
        return made

    def _quick(self, row: Sequence[Any]) -> Model:
        made: Any = self.model.__new__(self.model)
        values = made.__dict__
        values["_state"] = state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        for name, at in self.columns:
            values[name] = row[at]
        return made

    def _thorough(self, row: Sequence[Any]) -> Model:
        return self.model.from_db(
            DEFAULT_DB_ALIAS, [name for name, _ in self.columns], [row[at] for _, at in self.columns]
        )


class _Related:
    """What one `select_related` hangs on a row's instance: another instance, or None where the key is null."""

    def __init__(self, info: Any, select: Sequence[Any]) -> None:
        self.maker = Maker(info, select)
        self.here: Callable[[Any, Any], None] = info["local_setter"]
        self.there: Callable[[Any, Any], None] = info["remote_setter"]

    def hang(self, row: Sequence[Any], made: Model) -> None:
        other = self.maker.row(row) if row[self.maker.key] is not None else None
        self.here(made, other)
        if other is not None:
            self.there(other, made)


def _is_plain(model: type[Any]) -> bool:
    """Whether making an instance does no more than filling it: no code of its own, nobody who listens."""
    own = model.__init__ is Model.__init__ and model.from_db.__func__ is Model.from_db.__func__  # type: ignore[attr-defined]
    return own and not pre_init.has_listeners(model) and not post_init.has_listeners(model)
