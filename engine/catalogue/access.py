"""Who may look at which definition, and whose copy they may make."""

from django.db.models import Q, QuerySet

from engine.catalogue.models import Definition
from engine.language.errors import NotFound
from engine.people.actor import Actor
from engine.people.models import Unit


def visible(actor: Actor) -> QuerySet[Definition]:
    """The definitions that a designer sees: the library's, those of the units they design for, and those above them."""
    scope = _designing(actor)
    if not scope:
        return Definition.objects.none()
    mine = Q(owner__isnull=True)
    for path in scope:
        above = [part for part in path.strip("/").split("/") if part]
        mine |= Q(owner__path__startswith=path) | Q(owner__in=above)
    return Definition.objects.filter(mine).select_related("owner").distinct()


def owners(actor: Actor) -> QuerySet[Unit]:
    """The units that the actor may keep definitions for."""
    return Unit.objects.filter(actor.scope("design").q("path")).exclude(kind="team")


def find(actor: Actor, definition_id: object) -> Definition:
    """The definition, or NotFound when there is none that the actor may see."""
    found = visible(actor).filter(pk=definition_id).first()
    if found is None:
        raise NotFound()
    return found


def may(actor: Actor, permission: str, definition: Definition) -> bool:
    """Whether the actor holds `permission` where the definition is kept; the library is nobody's to change."""
    return actor.may(permission, definition.owner.path if definition.owner else "/")


def _designing(actor: Actor) -> set[str]:
    return {*actor.scope("design").paths, *actor.scope("publish").paths}
