"""Runs the steps of a scenario and writes what each did, as a text that a person can check.

steps.txt: one act a line: `WHO submits NODE field=value …`, `WHO answers NODE OUTCOME words …`, `WHO withdraws words …`,
`pass days=2`. `NODE#2` is the node in the second branch, `CALL/NODE` one in what CALL
runs. A line that a service refuses leaves `! Refusal`.
`beside-*.json` are other documents, published with the definition.
"""

import json
from pathlib import Path
from typing import Any

from django.db.models import Q

from engine.language.errors import Refusal
from tests.cast import Cast
from tests.workflow_desk import Desk, open_desk
from workflows.models import Assignment, Process, Task

YES_NO = {"yes": True, "no": False}


def run(folder: Path, cast: Cast) -> str:
    """The trace of a scenario."""
    definition = json.loads((folder / "definition.json").read_text(encoding="utf-8"))
    others = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("beside-*.json"))]
    desk = open_desk(cast, definition, *others)
    lines: list[str] = []
    seen: dict[object, str] = {}
    for step in (folder / "steps.txt").read_text(encoding="utf-8").splitlines():
        if step.strip() and not step.startswith("#"):
            lines += [f"> {step}", *_do(desk, step.split()), *_changes(desk, seen)]
    return "\n".join([*lines, _ending(desk)]) + "\n"


def _do(desk: Desk, words: list[str]) -> list[str]:
    try:
        _act(desk, words)
    except Refusal as refusal:
        return [f"    ! {refusal.code}"]
    return []


def _act(desk: Desk, words: list[str]) -> None:
    if words[0] == "pass":
        desk.later(**{name: float(value) for name, value in (word.split("=") for word in words[1:])})
    elif words[1] == "submits":
        answers = dict(word.split("=") for word in words[3:])
        desk.submit(words[0], words[2], **{key: _value(value) for key, value in answers.items()})
    elif words[1] == "answers":
        *calls, node = words[2].split("/")
        for step in calls:
            desk = desk.called(step)
        desk.answer(words[0], node, words[3], " ".join(words[4:]))
    elif words[1] == "withdraws":
        desk.withdraw(words[0], " ".join(words[2:]))
    else:
        raise ValueError(f"what is {' '.join(words)!r}?")


def _value(written: str) -> Any:
    return json.loads(written) if written.startswith("[") else YES_NO.get(written, written)


def _changes(desk: Desk, seen: dict[object, str]) -> list[str]:
    """The tasks that changed, done ones first, each with its token, so that splits show."""
    mine = Q(process_id=desk.process_id) | Q(process__called_by__process_id=desk.process_id)
    rows = list(Task.objects.filter(mine).select_related("owner", "process__called_by"))
    rows.sort(key=lambda task: (task.is_open, task.finished or task.created, task.pk))
    found: list[str] = []
    for task in rows:
        line = _line(task)
        if seen.get(task.pk) != line:
            seen[task.pk] = line
            found.append(line)
    return found


def _line(task: Task) -> str:
    depth, caller = "  " * str(task.token).count("/"), task.process.called_by
    if caller is not None:
        depth += f"{caller.node}/"
    if not task.is_open:
        outcome = f" {task.outcome}" if task.outcome else ""
        return f"    {depth}{task.node}: {task.status}{outcome}{f' by {task.owner.username}' if task.owner else ''}"
    asked = (
        Assignment.objects.filter(task=task, state=Assignment.OPEN).select_related("user").order_by("created_at", "pk")
    )
    people = ", ".join(a.user.username if a.user else a.role for a in asked)
    due = f", due {task.due:%Y-%m-%d}" if task.due else ""
    return f"    {depth}{task.node}: open{f' for {people}' if people else ''}{due}"


def _ending(desk: Desk) -> str:
    process = Process.objects.filter(pk=desk.process_id).first()
    return f"= {process.status} {process.outcome}".rstrip() if process else "= no process"
