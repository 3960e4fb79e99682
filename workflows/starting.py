"""What a person may start and where, and starting it: a workflow, or a form that stands alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.language.kinds import kinds
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.people.models import Unit
from engine.people.queries import units_to_start_in
from engine.records.models import Record
from form_builder.addresses import fill_url
from form_builder.services import start_draft
from workflows import drafts
from workflows.refusals import CannotStart


@dataclass(frozen=True)
class Startable:
    """A workflow or a form, and the units at which the reader may start it; the first is the one offered."""

    version: Version
    units: list[Unit]


def startable(actor: Actor, on: date, subject: Record | None = None) -> list[Startable]:
    """What the reader may start and where, by title; the reader's own unit comes first.

    About a record, only at the record's own unit.
    """
    found: dict[Any, Startable] = {}
    for unit in _places(actor, subject):
        for version in offered(unit, on):
            found.setdefault(version.pk, Startable(version, [])).units.append(unit)
    return sorted(found.values(), key=lambda row: row.version.definition.name(actor.language))


def _places(actor: Actor, subject: Record | None) -> list[Unit]:
    units = units_to_start_in(actor)
    if subject is not None:
        units = units.filter(pk=subject.unit_id)
    return sorted(units, key=lambda unit: (unit.pk != actor.home_unit_id, unit.path))


def offered(unit: Unit, on: date) -> list[Version]:
    """The workflows that serve a unit, and the forms that stand alone there: no workflow and no register fills them."""
    flows = catalogue.available("workflow", unit, on)
    registers = catalogue.available("register", unit, on)
    spoken_for = {*_forms_of(flows), *(catalogue.spec(register).form for register in registers)}
    forms = catalogue.available("form", unit, on)
    return [*flows, *(form for form in forms if form.definition.key not in spoken_for)]


def _forms_of(flows: Iterable[Version]) -> set[str]:
    kind = kinds.get("workflow")
    named = (reference for flow in flows for reference in kind.references(catalogue.document(flow)))
    return {reference.key for reference in named if reference.kind == "form"}


def begin(*, version: Version, unit: Unit, subject: Record | None = None, by: Actor, at: datetime) -> str:
    """Begins the draft of a workflow's first form, or of a form that stands alone; the address at which to fill it.

    Raises NotAllowed, CannotStart.
    """
    if version.definition.kind == "workflow":
        return drafts.begin(version=version, unit=unit, subject=subject, by=by, at=at)
    by.require("fill", unit)
    if version.pk not in {one.pk for one in offered(unit, day_of(at))}:
        raise CannotStart
    return fill_url(start_draft(version=version, unit=unit, subject=subject, by=by, at=at))
