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
from workflows.habits import started_lately
from workflows.refusals import CannotStart


@dataclass(frozen=True)
class Startable:
    """A workflow or a form, and the units at which the reader may start it; the first is the one offered.

    `times` is how often the reader started it lately.
    """

    version: Version
    units: list[Unit]
    times: int = 0

    def is_called(self, words: str) -> bool:
        """Whether its name holds `words`, in either language."""
        definition = self.version.definition
        return any(words.casefold() in definition.name(language).casefold() for language in ("en", "zh-Hant"))


def startable(actor: Actor, on: date, subject: Record | None = None) -> list[Startable]:
    """What the reader may start and where; the reader's own unit comes first.

    First what the reader starts most often, then workflows, then forms, by title. About a record, only at its own unit.
    """
    found: dict[Any, Startable] = {}
    habits = started_lately(actor, on)
    for unit in _places(actor, subject):
        for version in offered(unit, on):
            begun = habits[version.definition_id]
            found.setdefault(version.pk, Startable(version, [], begun)).units.append(unit)
    return sorted(found.values(), key=lambda row: _rank(row, actor.language))


def _rank(row: Startable, language: str) -> tuple[int, bool, str]:
    definition = row.version.definition
    return -row.times, definition.kind != "workflow", definition.name(language)


def _places(actor: Actor, subject: Record | None) -> list[Unit]:
    units = units_to_start_in(actor)
    if subject is not None:
        units = units.filter(pk=subject.unit_id)
    return sorted(units, key=lambda unit: (unit.pk != actor.home_unit_id, unit.path))


def offered(unit: Unit, on: date) -> list[Version]:
    """The workflows that serve a unit, and the forms that stand alone there: no workflow and no register fills them.

    A form whose wording is still to be put in is not offered.
    """
    flows = catalogue.available("workflow", unit, on)
    registers = catalogue.available("register", unit, on)
    spoken_for = {*_forms_of(flows), *(catalogue.spec(register).form for register in registers)}
    forms = catalogue.available("form", unit, on)
    alone = (form for form in forms if form.definition.key not in spoken_for)
    return [*flows, *(form for form in alone if not catalogue.spec(form).needs_text)]


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
