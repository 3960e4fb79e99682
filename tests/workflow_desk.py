"""Small documents and a desk at which the cast works them: submits, answers, withdraws, waits. For tests of workflows."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.test import TestCase

from engine.catalogue.models import Version
from engine.catalogue.queries import forget_specs, resolve
from engine.catalogue.services import import_documents
from engine.people.actor import SYSTEM, Actor
from engine.people.clock import day_of
from form_builder import services as forms
from form_builder.models import Draft
from tests.cast import NOW, Cast
from tests.workflow_notation import ASK, ASK_NODE, CALENDAR, ENDS, ERRAND, NOTE, READ, field_of, small_form, workflow
from workflows import drafts, services
from workflows.answering import answer
from workflows.models import Process, Task
from workflows.timers import fire_due

__all__ = ["ASK_NODE", "ENDS", "ERRAND", "READ", "Desk", "field_of", "open_desk", "publish", "small_form", "workflow"]


@dataclass
class Desk:
    """What the cast does with one workflow at one unit. `at` is the moment of the next act."""

    cast: Cast
    version: Version
    at: datetime = NOW
    process_id: UUID | None = None
    unit: str = "WTS"
    told: list[str] = field(default_factory=list)

    @property
    def process(self) -> Process:
        return Process.objects.select_related("version__definition", "unit", "starter").get(pk=self.process_id)

    def actor(self, who: str) -> Actor:
        return self.cast.actor(who, day_of(self.at))

    def task(self, node: str) -> Task:
        """The open task of a node ("read"), of its branch ("read#2"), or its last one."""
        node, _, branch = node.partition("#")
        rows = Task.objects.select_related("process__version__definition", "process__unit").filter(
            process_id=self.process_id, node=node
        )
        if branch:
            rows = rows.filter(token__endswith=f"_{branch}")
        return rows.filter(finished__isnull=True).first() or rows.order_by("-created", "-pk")[0]

    def submit(self, who: str, node: str = "ask", **answers: Any) -> Process:
        """Fills the form of a node and hands it in; the first one makes the process."""
        by = self.actor(who)
        draft = self.draft(who, node)
        forms.save_page(draft=draft, changes=answers, revision=draft.revision, by=by, at=self.at)
        with TestCase.captureOnCommitCallbacks(execute=True):
            url = forms.hand_in(draft=draft, by=by, at=self.at)
        self.process_id = _id_in(url)
        return self.process

    def draft(self, who: str, node: str = "ask") -> Draft:
        """The draft of a node's form, begun if need be."""
        by = self.actor(who)
        if self.process_id is None:
            unit = self.cast.unit(self.unit)
            url = drafts.begin(version=self.version, unit=unit, by=by, at=self.at)
        else:
            url = drafts.open_draft(self.task(node), by=by, at=self.at)
        return Draft.objects.get(pk=_id_in(url))

    def answer(self, who: str, node: str, outcome: str, comment: str = "") -> Process:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return answer(task=self.task(node), outcome=outcome, comment=comment, by=self.actor(who), at=self.at)

    def withdraw(self, who: str, reason: str) -> Process:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return services.withdraw(process=self.process, reason=reason, by=self.actor(who), at=self.at)

    def later(self, **span: float) -> int:
        """Time passes; what is due fires."""
        self.at += timedelta(**span)
        with TestCase.captureOnCommitCallbacks(execute=True):
            return fire_due(self.at)

    def called(self, node: str) -> "Desk":
        """The same people at what a step of this process runs."""
        found = Process.objects.select_related("version__definition", "unit").get(called_by=self.task(node))
        return Desk(self.cast, found.version, self.at, found.pk, found.unit.code)

    def nodes(self, *, finished: bool = True) -> list[str]:
        """The nodes done (or open), in the order of time."""
        rows = Task.objects.filter(process_id=self.process_id, finished__isnull=not finished)
        return list(rows.order_by("finished", "created", "pk").values_list("node", flat=True))


def _id_in(url: str) -> UUID:
    """The id that stands in an address."""
    found = re.search("[0-9a-f]{8}-[0-9a-f-]{27}", url)
    assert found is not None, url
    return UUID(found.group())


def publish(*documents: Mapping[str, Any], at: datetime = NOW, owner: Any = None) -> list[Version]:
    """Publishes documents in the library, with the calendar that ships."""
    forget_specs()
    sources = [CALENDAR, *(json.dumps(document, ensure_ascii=False) for document in documents)]
    return import_documents(sources=sources, owner=owner, publish_them=True, by=SYSTEM, at=at)


def open_desk(cast: Cast, document: Mapping[str, Any] = ERRAND, *others: Mapping[str, Any]) -> Desk:
    """A desk for a workflow, published with the small forms."""
    publish(ASK, NOTE, *others, document)
    version = resolve("workflow", document["key"], cast.wts, day_of(NOW))
    assert version is not None
    return Desk(cast, version)
