"""The same flow as a document, driven through the services that the pages call."""

from dataclasses import dataclass
from uuid import UUID

from approvals.services import decide
from engine.catalogue.models import Version
from engine.catalogue.queries import pinned
from engine.people.actor import Actor, actor_of
from form_builder import services as forms
from form_builder.models import Draft
from tests.cast import NOW, TODAY, Cast
from workflows import drafts
from workflows.access import task_for
from workflows.answering import answer
from workflows.models import Process, Task
from workflows.services import start

PEOPLE = {"approve": "team_head", "agree": "finance_head"}
DATA = {"title": "Sensory room", "total": "18600.00"}


@dataclass
class Desk:
    """`fresh` reads the person's roles from the database at each step, as a request does."""

    cast: Cast
    version: Version
    plain: bool = False
    fresh: bool = False

    def __post_init__(self) -> None:
        self.actors = {name: self.cast.actor(name) for name in ("owner", *PEOPLE.values())}

    def actor(self, name: str) -> Actor:
        """The person who acts."""
        return actor_of(self.cast.people[name], TODAY) if self.fresh else self.actors[name]

    def start(self) -> Process:
        """A process whose first step is done."""
        by = self.actor("owner")
        return start(version=self.version, unit=self.cast.wts, data=DATA, title="Sensory room", by=by, at=NOW)

    def fill(self) -> Draft:
        """The draft of the first form, all answered: what a person did before the press of the button."""
        form = pinned(self.version, "form", "bench-request")
        if form is None:
            raise LookupError("bench-request")
        port, by = f"{drafts.START}:{self.version.pk}", self.actor("owner")
        return forms.start_draft(version=form, unit=self.cast.wts, by=by, at=NOW, port=port, answers=DATA)

    def hand_in(self, draft: Draft) -> str:
        """The draft is judged, stored as a submission with its typed cells, and starts a process; that one's key."""
        return forms.hand_in(draft=draft, by=self.actor("owner"), at=NOW).strip("/").rpartition("/")[2]

    def act_on(self, pk: UUID, step: str) -> None:
        """What its view does on a press of the button: finds the task if this person may see it, and decides."""
        by = self.actor(PEOPLE[step])
        task = task_for(by, pk, TODAY)
        if self.plain:
            answer(task=task, outcome="done", by=by, at=NOW)
        else:
            decide(task=task, verdict="approve", by=by, at=NOW)


def waiting(process: Process | str) -> UUID:
    """The key of the task that waits: on a page it stands in the address."""
    return Task.objects.values_list("pk", flat=True).get(process=process, finished=None)
