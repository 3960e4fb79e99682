"""What the system does by itself when a deadline has passed: gives the task to others, or takes a way. Once, and audited.

Called by the sweep, inside the process's lock and only while the task is open.
"""

from datetime import datetime

from engine.language.text import both
from engine.people.actor import SYSTEM
from workflows import assigning, services, trail
from workflows.models import Assignment, Task
from workflows.nodes.base import node_types

PASSED = "deadline"
NOBODY = "nobody"
WHY = both("The deadline has passed, so this was given to you.", "已過期限，因此轉交給你。")


def reroute(task: Task, *, at: datetime) -> None:
    """Asks whom the node names instead of those asked so far. When that is nobody, the task stays where it is."""
    process, rule = task.process, assigning.node_of(task).body["reroute"]["to"]
    about, fields = ("task", str(task.pk)), {"node": task.node}
    instead = assigning.asked_by(task, rule, at)
    if instead is None:
        trail.note(process, "task.not-rerouted", by=SYSTEM, at=at, about=about, fields=fields, reason=NOBODY)
        assigning.tell_caretakers(task, at=at)
        return
    latest = Assignment.objects.filter(task=task, state=Assignment.OPEN).first()
    assigning.void(task, at=at)
    instead.step, instead.act = (latest.step, latest.act) if latest else (0, {})
    instead.why, instead.escalated = WHY, True
    instead.save(force_insert=True)
    trail.note(process, "task.rerouted", by=SYSTEM, at=at, about=about, fields=fields, reason=PASSED)
    assigning.tell(task, [instead], at=at, subject=assigning.ESCALATED)


def lapse(task: Task, *, at: datetime) -> None:
    """Takes the way that the node names for a missed deadline; nobody is asked any more."""
    node = assigning.node_of(task)
    kind = node_types.get(node.type)
    outcome = kind.lapses(node)
    kind.closed(task, by=SYSTEM, at=at)
    left = kind.lapsed_data(node, outcome)
    told = ("task.lapsed", PASSED)
    services.complete(task=task, outcome=outcome, data=left, asked=(), told=told, by=SYSTEM, at=at)
