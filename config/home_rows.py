"""What the home page reads from the rooms below, as plain rows in the reader's language."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from config.templatetags.centreline import hkd
from engine.catalogue import queries as catalogue
from engine.catalogue.models import Proposal
from engine.catalogue.proposals import waiting_for
from engine.language.documents import Document
from engine.language.text import say
from form_builder.models import Draft
from form_builder.queries import open_drafts
from form_builder.resting import address_of, rests
from reporting.scoping import READ
from reporting.services import reports_for
from workflows import inbox, pages, starting
from workflows.models import Process

SHOWN = 5
TILES = 6


@dataclass(frozen=True)
class Row:
    """One line or tile of a panel. `facts` are what a form of its own posts."""

    title: str
    url: str
    meta: str = ""
    figure: str = ""
    due: date | datetime | None = None
    since: datetime | None = None
    state: str = ""
    tone: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """The first rows, how many there are in all, how many of them are late, and where the rest are."""

    rows: list[Row]
    total: int
    late: int = 0
    more_url: str = ""


def waiting(actor: Any, now: datetime, language: str) -> Found:
    """The first of the tasks that ask the actor, the most urgent on top."""
    mine = inbox.open_for(actor)
    entries = pages.entries(mine.select_related("user")[: SHOWN * 2], language)[:SHOWN]
    rows = [_entry(entry, language) for entry in entries]
    late = mine.filter(due__lt=now).order_by().values("task").distinct().count()
    return Found(rows, inbox.count_for(actor), late, reverse("inbox"))


def proposals(actor: Any, language: str) -> Found:
    """Definitions that wait for the actor to publish them as a second person, the oldest on top."""
    if not actor.may_anywhere("publish"):
        return Found([], 0)
    mine = waiting_for(actor)
    return Found([_proposal(one, language) for one in mine[:SHOWN]], mine.count(), more_url=reverse("design:index"))


def drafts(actor: Any, language: str) -> Found:
    """Forms that the actor began and has not handed in."""
    mine = open_drafts(actor)
    return Found([_draft(draft, actor, language) for draft in mine[:SHOWN]], mine.count())


def startable(actor: Any, on: date, language: str) -> Found:
    """Workflows that the actor may start, each at the unit that is nearest to them."""
    found = starting.startable(actor, on)
    rows = [_start(row, language) for row in found[:TILES]]
    return Found(rows, len(found), more_url=reverse("start"))


def reports(actor: Any, now: datetime, language: str) -> Found:
    """The reports that serve the actor; none for those who may not read any."""
    if not all(actor.may_anywhere(permission) for permission in READ):
        return Found([], 0)
    found = [catalogue.document(version) for version in reports_for(actor, now)]
    rows = [_report(document, language) for document in found[:TILES]]
    return Found(rows, len(found), more_url=reverse("reports:index"))


def _report(document: Document, language: str) -> Row:
    url = reverse("reports:report", args=[document.key])
    return Row(say(document.title, language), url, say(document.body.get("note"), language))


def started(actor: Any, language: str) -> Found:
    """Processes that the actor started, newest first."""
    mine = inbox.started_by(actor)
    return Found([_process(process, language) for process in mine[:SHOWN]], mine.count())


def _entry(entry: pages.Entry, language: str) -> Row:
    kind = entry.kind if entry.kind != entry.title else ""
    meta = _meta(kind, entry.number, entry.unit.name(language))
    return Row(entry.title, entry.url, meta, hkd(entry.cents), due=entry.due)


def _proposal(one: Proposal, language: str) -> Row:
    definition = one.version.definition
    where = definition.owner.name(language) if definition.owner else ""
    url = reverse("design:publish", args=[definition.pk])
    return Row(definition.name(language), url, _meta(where, one.by.name(language)), since=one.at)


def _draft(draft: Draft, actor: Any, language: str) -> Row:
    state = _("Kept, cannot be changed now") if rests(draft, actor) else ""
    name, unit = draft.version.definition.name(language), draft.unit.name(language)
    return Row(name, address_of(draft, actor), unit, since=draft.saved_at, state=state)


def _start(row: starting.Startable, language: str) -> Row:
    unit = row.units[0]
    facts = {"version": row.version.pk, "unit": unit.pk}
    return Row(row.version.definition.name(language), reverse("start"), unit.name(language), facts=facts)


def _process(process: Process, language: str) -> Row:
    kind = process.version.definition.name(language)
    title = say(process.title, language, kind)
    state, tone = pages.state_of(process)
    meta = _meta(kind if kind != title else "", process.number, process.unit.name(language))
    url = reverse("process", args=[process.pk])
    return Row(title, url, meta, since=process.created, state=say(state, language), tone=tone)


def _meta(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
