"""How far a reader's report reaches: where they hold every permission it takes, and no farther."""

from engine.language.errors import NotAllowed
from engine.language.text import both
from engine.people.actor import Actor, Scope
from engine.people.models import Unit
from engine.people.queries import units_in

READ, DRILL, EXPORT = ("report",), ("report", "see"), ("report", "export")
DRILL_PERSONS = (*DRILL, "see_personal")


class NoReports(NotAllowed):
    """The reader may not read (or take away) reports anywhere."""

    message = both("You do not have permission for this report.", "你沒有權限使用此報表。")


def reach(actor: Actor, permissions: tuple[str, ...], unit_code: str | None = None) -> Scope:
    """Where `actor` holds all `permissions`, narrowed to a unit if one is named; raises NoReports for nowhere."""
    scope = actor.scope(permissions[0])
    for permission in permissions[1:]:
        scope = overlap(scope, actor.scope(permission))
    if unit_code is not None:
        unit = units_in(scope).filter(code=unit_code).first()
        scope = Scope((unit.path,), scope.user_id) if unit else Scope()
    if scope.is_empty:
        raise NoReports
    return scope


def overlap(one: Scope, other: Scope) -> Scope:
    """What lies in both scopes: of two nested paths, the deeper."""
    deeper = {
        max(mine, theirs, key=len)
        for mine in one.paths
        for theirs in other.paths
        if mine.startswith(theirs) or theirs.startswith(mine)
    }
    return Scope(tuple(sorted(deeper)), one.user_id)


def home_of(actor: Actor) -> Unit | None:
    """The unit whose definitions serve the reader: where they belong, or the first they may report on."""
    if actor.home_unit_id:
        return Unit.objects.filter(pk=actor.home_unit_id).first()
    return None if actor.is_system else units_in(actor.scope("report")).first()
