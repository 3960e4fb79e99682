"""The same flow as a document, driven through the services that the pages call."""

from dataclasses import dataclass
from uuid import UUID

from approvals.services import decide
from engine.catalogue.models import Version
from engine.people.actor import Actor, actor_of
from tests.cast import NOW, TODAY, Cast
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

    def act_on(self, pk: UUID, step: str) -> None:
        """What its view does on a press of the button: finds the task if this person may see it, and decides."""
        by = self.actor(PEOPLE[step])
        task = task_for(by, pk, TODAY)
        if self.plain:
            answer(task=task, outcome="done", by=by, at=NOW)
        else:
            decide(task=task, verdict="approve", by=by, at=NOW)


def waiting(process: Process) -> UUID:
    """The key of the task that waits: on a page it stands in the address."""
    return Task.objects.values_list("pk", flat=True).get(process=process, finished=None)
