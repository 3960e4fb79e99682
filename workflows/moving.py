"""Moving on in memory: one activation after another, joins last, until everything waits for somebody or something."""

from collections import deque
from collections.abc import Iterable
from typing import Any

from workflows.nodes.base import node_types

ENDED = "_ended"
"""In `process.notes`: what the process came to, while branches that nobody waits for are still open."""


def move(work: Any, activations: Iterable[Any]) -> None:
    """Activates everything, and what comes of it. A join looks whether all have arrived only when the rest has moved."""
    queue, joins = deque(activations), dict[Any, Any]()
    while queue or joins:
        activation = queue.popleft() if queue else joins.pop(next(iter(joins)))
        if activation.type == "join" and queue:
            joins[activation.task.pk] = activation
            continue
        for following in _through(activation):
            if following.type == "join":
                joins[following.task.pk] = following
            else:
                queue.append(following)
        queue.extend(work.take_upcoming())


def _through(activation: Any) -> Iterable[Any]:
    if activation.activate.can_proceed():
        activation.activate()
    if activation.complete.can_proceed():
        activation.complete()
    return list(activation.create_next()) if activation.create_next.can_proceed() else ()


def settle(work: Any) -> None:
    """Goes on wherever a condition has come true, or a branch was absorbed for which a join or the end waited."""
    while work.process.is_active and (_absorbed(work) or _came_true(work)):
        pass


def _came_true(work: Any) -> bool:
    """Lets every wait go on whose condition holds now."""
    if not work.spec.awaits:
        return False
    for task in work.open_tasks():
        if task.node in work.spec.awaits and _holds(work, task):
            activation = task.flow_task.activation_class(task)
            activation.take()
            activation.complete()
            move(work, activation.create_next())
            return True
    return False


def _holds(work: Any, task: Any) -> bool:
    node = work.spec.node(task.node)
    return task.status == "NEW" and node_types.get(node.type).is_ready(node, work.at_task(task))


def _absorbed(work: Any) -> bool:
    """After a late branch has come to its join: an outer join, or the end, may have waited for nothing else."""
    if not work.absorbed:
        return False
    work.absorbed = False
    for task in work.open_tasks():
        activation = task.flow_task.activation_class(task)
        if activation.type == "join":
            move(work, [activation])
    if work.process.is_active and ENDED in work.process.notes and not work.open_tasks():
        work.close_process(work.process.notes[ENDED])
    return True
