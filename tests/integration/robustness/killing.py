"""Kills a process with SIGKILL at every statement of a step, and looks at what it left. Run by test_killed.py.

`killing STRIDE build|open` kills at every third statement when STRIDE is 3, in a new house or one built before.

The child process kills itself, from a wrapper around its own statements: nothing in the product knows of this.
"""

import hashlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from tests.integration.robustness import house  # first: it sets Django up  # isort: skip

from django.db import connection, connections

from approvals.models import PurchaseOrder
from approvals.services import decide
from engine.audit.services import verify
from form_builder import services as forms
from tests.cast import NOW, Cast
from tests.integration.approvals.conftest import Desk as Counter
from workflows.models import Process
from workflows.timers import fire_due

Act = Callable[[], Any]
Scene = tuple[Act, Callable[[], bool]]
"""A step to be done, and whether it has been."""


def handing_in(cast: Cast) -> Scene:
    """A first form makes a process."""
    desk = house.desk_for("pause", cast)
    draft, by = desk.draft("owner"), desk.actor("owner")
    draft = forms.save_page(draft=draft, changes={"title": "Paper"}, revision=draft.revision, by=by, at=NOW)
    before = Process.objects.count()
    return lambda: forms.hand_in(draft=draft, by=by, at=NOW), lambda: Process.objects.count() == before + 1


def last_word(cast: Cast) -> Scene:
    """The last approval issues an order and ends the process."""
    counter = Counter(cast)
    process = counter.ask("18600")
    counter.say(process, "department_head")
    task, by = counter.task(process), cast.actor("finance_head")

    def ordered() -> bool:
        process.refresh_from_db()
        return process.outcome == "approved" and PurchaseOrder.objects.filter(process=process).count() == 1

    return lambda: decide(task=task, verdict="approve", by=by, at=NOW), ordered


def last_way(cast: Cast) -> Scene:
    """The last way of a block arrives, and the join goes on."""
    desk = house.desk_for("block", cast)
    desk.submit("owner", title="Lift")
    desk.answer("supervisor", "a", "done")
    desk.answer("team_head", "b", "done")
    return lambda: desk.answer("centre_manager", "c", "done"), lambda: desk.nodes(finished=False) == ["read"]


def sweeping(cast: Cast) -> Scene:
    """The worker fires a timer, and the process goes on."""
    fire_due(NOW + timedelta(days=9))  # whatever the scenes before have left
    desk = house.desk_for("pause", cast)
    desk.submit("owner", title="Paper")
    return lambda: fire_due(NOW + timedelta(hours=1)), lambda: desk.nodes(finished=False) == ["read"]


def killed_at(number: int, act: Act) -> bool:
    """Does `act` in a child process that dies right after its statement `number`; whether it got so far."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _act_and_die(number, act)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"the child failed: {status}"
    return os.path.exists(_REACHED)


def _act_and_die(number: int, act: Act) -> None:
    left = number

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        result = execute(sql, params, many, context)
        left -= 1
        if left == 0:
            open(_REACHED, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    try:
        with connection.execute_wrapper(counted):
            act()
    except BaseException as failure:
        sys.stderr.write(f"{type(failure).__name__}: {failure}\n")
        sys.stderr.flush()
        os._exit(1)
    os.kill(os.getpid(), signal.SIGKILL)


_REACHED = os.path.join(os.environ["CENTRELINE_VAR"], "reached")


def everything() -> str:
    """A digest of every row of every table."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in sorted(map(repr, cursor.fetchall())):
                digest.update(row.encode())
    return digest.hexdigest()


def killings(act: Act, done: Callable[[], bool], stride: int) -> Iterator[int]:
    """Kills at every statement in turn; the last time only after the step, which must then be whole."""
    before = everything()
    for number in count(1, stride):
        if os.path.exists(_REACHED):
            os.remove(_REACHED)
        if not killed_at(number, act):
            break
        if everything() != before:
            assert done(), f"killed at statement {number}, the step was half done"
            break  # it was stored whole; what came after only looked for more to do
        assert not done()
        yield number
    assert done(), "killed after the step, the step was lost"
    assert everything() != before


def main(stride: int, cast: Cast) -> None:
    for scene in (handing_in, last_word, last_way, sweeping):
        act, done = scene(cast)
        sys.stdout.write(f"{scene.__name__}: killed at {len(list(killings(act, done, stride)))} statements\n")
        sys.stdout.flush()
    assert list(verify()) == [], "the audit trail does not hold"


if __name__ == "__main__":
    main(int(sys.argv[1]), house.build() if sys.argv[2] == "build" else house.opened())
