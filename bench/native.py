"""The same flow as Python classes on Viewflow's own models: start, approve, agree, end."""

from typing import Any

from django.test import RequestFactory
from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.models import Process, Task

from engine.people.models import User

people: dict[str, User] = {}
request = RequestFactory().post("/")


def _begin(activation: Any, title: str, total: str) -> Process:
    activation.process.data = {"title": title, "total": total}
    return activation.process


class NativeFlow(flow.Flow):
    """As its tutorial writes it; tasks know their owner when they are made, so that nobody must take them first."""

    process_title = "Request"
    start = flow.StartHandle(_begin).Next(this.approve)
    approve = flow.View(None).Assign(lambda activation: people["approve"]).Next(this.agree)
    agree = flow.View(None).Assign(lambda activation: people["agree"]).Next(this.end)
    end = flow.End()


class LockedFlow(flow.Flow):
    """The same with the row lock that keeps two people from finishing one task."""

    process_title = "Request"
    lock_impl = lock.SelectForUpdateLock(nowait=False)
    start = flow.StartHandle(_begin).Next(this.approve)
    approve = flow.View(None).Assign(lambda activation: people["approve"]).Next(this.agree)
    agree = flow.View(None).Assign(lambda activation: people["agree"]).Next(this.end)
    end = flow.End()


def start(chosen: Any) -> Process:
    """A process whose first step is done."""
    return chosen.start.run(title="Sensory room", total="18600.00")


def waiting(process: Process) -> Any:
    """The key of the task that waits: on a page it stands in the address."""
    return Task.objects.values_list("pk", flat=True).get(process=process, finished=None)


def act_on(pk: Any) -> None:
    """What its view does on a press of the button: reads the task, locks the process, executes."""
    task = Task.objects.get(pk=pk)
    with task.activation() as activation:
        activation.start(request)
        activation.execute()
