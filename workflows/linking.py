"""What other rooms hear of workflows: a leaver's open tasks, and the processes about a record."""

from collections.abc import Iterable
from datetime import datetime

from engine.language.text import Text, both
from engine.people.actor import Actor
from engine.people.models import User
from engine.records.models import Record
from engine.records.ports import Event
from workflows import services
from workflows.access import visible
from workflows.models import Assignment


class OpenTasks:
    """Tasks that ask a leaver by name pass to somebody else."""

    label: Text = both("Open tasks", "未完成的工作")

    def waiting(self, leaver: User) -> int:
        return Assignment.objects.filter(user=leaver, state=Assignment.OPEN).count()

    def hand_over(self, *, leaver: User, to: User, by: Actor, at: datetime) -> int:
        rows = list(Assignment.objects.filter(user=leaver, state=Assignment.OPEN).select_related("task"))
        for assignment in rows:
            services.reassign(assignment=assignment, to=to, by=by, at=at)
        return len(rows)


def of_record(record: Record, actor: Actor) -> Iterable[Event]:
    """The processes about a record that the actor may see."""
    for process in visible(actor).filter(subject=record).select_related("version__definition", "starter"):
        title = process.version.definition.title
        yield Event(process.created, title, process.number, f"/processes/{process.pk}/", process.starter.name_en)
