"""Where a second person must publish: a unit says so for itself and all beneath it, or a definition for itself."""

from datetime import datetime

from django.db import transaction

from engine.audit.services import record
from engine.catalogue.models import Definition, FourEyes
from engine.catalogue.queries import owners_for
from engine.language.errors import NotFound
from engine.people.actor import Actor
from engine.people.models import Unit


def asked_by(unit: Unit | None) -> Unit | None:
    """The nearest unit, this one or one above it, that wants a second person to publish; None when none does."""
    ids = owners_for(unit)
    found = [row.unit for row in FourEyes.objects.filter(unit__in=ids).select_related("unit")] if ids else []
    return min(found, key=lambda one: ids.index(one.pk), default=None)


def wants(unit: Unit) -> bool:
    """Whether the unit itself says so."""
    return FourEyes.objects.filter(unit=unit).exists()


def needed(definition: Definition) -> bool:
    """Whether whoever publishes a draft of the definition must be a second person."""
    return definition.four_eyes or asked_by(definition.owner) is not None


def set_for_unit(*, unit: Unit, needed: bool, by: Actor, at: datetime) -> None:
    """What a unit wants, for what it keeps and what is kept beneath it. NotAllowed without `publish` at the unit.

    A unit cannot take away what one above it wants. A team keeps no definitions: NotFound.
    """
    if unit.kind == "team":
        raise NotFound()
    by.require("publish", unit.path)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        stands = FourEyes.objects.filter(unit=unit)
        if stands.exists() == needed:
            return
        FourEyes.objects.create(unit=unit, since=at) if needed else stands.delete()
        record(
            stream=f"unit:{unit.pk}", action="unit four eyes set", by=by, at=at, about=("unit", str(unit.pk)),
            fields={"four_eyes": needed},
        )  # fmt: skip


def set_for_definition(*, definition: Definition, needed: bool, by: Actor, at: datetime) -> None:
    """Whether a second person must publish this one, whatever its unit wants. NotAllowed without `publish` at the owner."""
    by.require("publish", definition.owner.path if definition.owner else "/")
    with transaction.atomic():
        Definition.objects.filter(pk=definition.pk).update(four_eyes=needed)
        record(
            stream=f"definition:{definition.pk}", action="four eyes set", by=by, at=at,
            about=("definition", str(definition.pk)), fields={"four_eyes": needed},
        )  # fmt: skip
