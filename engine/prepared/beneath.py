"""`path__beneath=path`: a unit and all below it, as `startswith` says it, for a path that a prepared query gets later."""

from typing import Any

from django.db.models import CharField, Lookup


@CharField.register_lookup
class Beneath(Lookup):  # pyright: ignore[reportMissingTypeArgument]  not subscriptable when it runs
    """Whether a column begins with a unit's path: ids and slashes, in which LIKE has nothing to mistake for a pattern."""

    lookup_name = "beneath"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} LIKE {right} || '%%'", (*left_params, *right_params)
