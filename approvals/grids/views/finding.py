"""Which table a request is about, whether its reader may edit it, and the words of its cells."""

from uuid import UUID

from django.http import HttpRequest

from approvals.acts import acts
from approvals.grids.names import Names
from engine.catalogue import access
from engine.catalogue.models import Definition
from engine.language.errors import NotFound
from engine.people.models import Role

KINDS = ("authority", "table")


def table(request: HttpRequest, pk: UUID) -> Definition:
    """The table, or NotFound when there is none that the reader may see."""
    found = access.find(request.actor, pk)  # type: ignore[attr-defined]
    if found.kind not in KINDS:
        raise NotFound()
    return found


def may_edit(request: HttpRequest, found: Definition) -> bool:
    """Whether the reader may change the table: the library's are nobody's to change."""
    return found.owner is not None and access.may(request.actor, "design", found)  # type: ignore[attr-defined]


def table_to_edit(request: HttpRequest, pk: UUID) -> Definition:
    """The table, or NotFound when the reader may not change it."""
    found = table(request, pk)
    if not may_edit(request, found):
        raise NotFound()
    return found


def names() -> Names:
    """What the roles of this installation and the acts of approval are called."""
    roles = {role.code: role.name for role in Role.objects.order_by("code")}
    return Names(roles, {code: acts.get(code).ask for code in acts})
