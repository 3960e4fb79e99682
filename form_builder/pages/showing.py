"""What a page shows of a judgement: problems by field, the state that holes read, the steps, the summary."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from engine.language.problems import Problem
from engine.language.text import say
from engine.people.clock import HONG_KONG, day_of
from form_builder.answering import Evaluated
from form_builder.held_files import held_files
from form_builder.models import Draft
from form_builder.pages.fields import ID
from form_builder.pages.scores import on_page
from form_builder.pages.segments import FileRow, PageState, State
from form_builder.spec import FormSpec, PageSpec

_ROW = re.compile(r"\.[0-9]+(?:\.|$)")
SAID_BY_ITS_BOX = "answer.check-reason"
"""The box that asks for the reason says what the warning says."""
PLAIN_ENOUGH = frozenset(
    {
        "answer.required",
        "answer.check",
        "answer.check-warning",
        "answer.recommended",
        "answer.pattern",
    }
)


@dataclass(frozen=True)
class Fault:
    """A problem of an answer in one language, with its place on the pages."""

    path: str
    message: str
    code: str
    page: str
    severity: str

    @property
    def anchor(self) -> str:
        return ID + self.path

    def for_browser(self) -> dict[str, str]:
        return {"path": self.path, "message": self.message, "code": self.code, "severity": self.severity}

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


def faults_of(spec: FormSpec, problems: Iterable[Problem], language: str) -> list[Fault]:
    """The problems of answers, but for warnings that their box of reasons says, in the order of the form's pages."""
    homes = {item.key: page.key for page in spec.pages for item in on_page(page.items)}
    order = {key: index for index, key in enumerate(homes)}
    found = [_fault(problem, homes, language) for problem in problems if problem.code != SAID_BY_ITS_BOX]
    return sorted(found, key=lambda fault: order.get(top_key(fault.path), -1))


def top_key(path: str) -> str:
    """The key of the form's own field in which a path stands: `lines` of `lines.0.amount`. A key may hold points."""
    return _ROW.split(path)[0]


def _fault(problem: Problem, homes: Mapping[str, str], language: str) -> Fault:
    path = path_of(problem.pointer)
    message = say(problem.message, language)
    if problem.code not in PLAIN_ENOUGH:
        message = f"{message} {say(problem.hint, language)}".strip()
    return Fault(path, message, problem.code, homes.get(top_key(path), ""), problem.severity)


def path_of(pointer: str) -> str:
    """`/lines/0/amount` as `lines.0.amount`."""
    return ".".join(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def by_path(faults: Iterable[Fault]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fault in faults:
        found.setdefault(fault.path, []).append(fault.message)
    return found


def warned(faults: Iterable[Fault]) -> frozenset[str]:
    """The paths that have warnings and no error."""
    found = list(faults)
    return frozenset(one.path for one in found) - frozenset(one.path for one in found if one.is_error)


def state_of(draft: Draft, answers: Mapping[str, Any], judged: Evaluated, at: datetime, faults: list[Fault]) -> State:
    """What the holes of a page read."""
    page = PageState(
        visible=judged.visible,
        required=judged.required,
        read_only=judged.read_only,
        recommended=judged.recommended,
        warned=warned(faults),
        offered=judged.offered,
        problems=by_path(faults),
        files=draft_files(draft),
        scores=judged.scores,
        today=day_of(at),
        earlier=draft.earlier,
    )
    return State(answers, judged.values, page)


def draft_files(draft: Draft) -> dict[str, FileRow]:
    """The files that a draft holds, by ref."""
    rows = held_files(draft)
    return {str(row.ref): FileRow(str(row.ref), row.name, row.blob.size, file_url(draft, row.ref)) for row in rows}


def file_url(draft: Draft, ref: object) -> str:
    return reverse("form:draft_file", args=[draft.pk, ref])


def visible_pages(spec: FormSpec, judged: Evaluated) -> list[PageSpec]:
    """The pages that have something to show; all of them when that would be none."""
    shown = [page for page in spec.pages if any(item.key in judged.visible for item in page.items)]
    return shown or [spec.pages[0]]


def saved_words(draft: Draft, pattern: str) -> str:
    """ "Saved 10:42", in Hong Kong time."""
    return pattern % {"time": draft.saved_at.astimezone(HONG_KONG).strftime("%H:%M")}


def summary_link(fault: Fault, url: str = "") -> SafeString:
    """A link of the summary to its field."""
    return format_html('<a href="{}#{}">{}</a>', url, fault.anchor, fault.message)
