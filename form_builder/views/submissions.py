"""A submission: to read, to print, to amend; and its files."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from engine.audit.models import Entry
from engine.language.errors import NotFound
from engine.language.text import active
from engine.people import clock
from engine.people.clock import day_of
from form_builder import files, queries, services
from form_builder.access import may_read
from form_builder.addresses import fill_url, submission_url
from form_builder.amending import STARTED, ReasonNeeded, amend, amendable
from form_builder.answering import Evaluated, evaluate
from form_builder.binding import library_for, moment, spec_of
from form_builder.courses import courses_until
from form_builder.drawing import courses_html
from form_builder.models import Attachment, DraftFile, Submission
from form_builder.render import filled, headline

INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})


@require_GET
def detail(request: HttpRequest, submission: str) -> HttpResponse:
    """What was handed in, by whom, when, on which version; what it replaces and what replaced it."""
    found = _shown_to(request, submission, "submission page")
    return render(request, "form_builder/submission.html", _context(request, found))


@require_GET
def printed(request: HttpRequest, submission: str) -> HttpResponse:
    """The submission as a sheet of paper: every question, answered or not."""
    found = _shown_to(request, submission, "submission print")
    return render(request, "form_builder/print.html", _context(request, found, paper=True))


@require_POST
def amendment(request: HttpRequest, submission: str) -> HttpResponse:
    """Opens a draft that will supersede the submission, with the reason for it."""
    found = queries.submission_for(request.actor, submission)
    try:
        draft = amend(submission=found, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
    except ReasonNeeded as refusal:
        shown = _context(request, found) | {"problem": refusal.message}
        return render(request, "form_builder/submission.html", shown, status=refusal.status)
    return redirect(fill_url(draft))


@require_GET
def attachment(request: HttpRequest, submission: str, ref: str) -> HttpResponseBase:
    """A file of a submission, to those who may read it."""
    found = queries.attachment_for(request.actor, submission, ref)
    item = spec_of(found.submission.version).by_id(found.item_id)
    if item is None or item.personal:
        services.note_read(submissions=[found.submission], why="file", by=request.actor, at=clock.now())
    return _file(found)


@require_GET
def draft_file(request: HttpRequest, draft: str, ref: str) -> HttpResponseBase:
    """A file of a draft, to those who may read the draft."""
    return _file(queries.draft_file_for(request.actor, draft, ref))


def _file(row: Attachment | DraftFile) -> HttpResponseBase:
    path = files.path_of(row.blob_id)
    if not path.exists():
        raise NotFound
    inline = row.blob.mime in INLINE
    answer = FileResponse(path.open("rb"), as_attachment=not inline, filename=row.name, content_type=row.blob.mime)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _shown_to(request: HttpRequest, pk: str, why: str) -> Submission:
    found = queries.submission_for(request.actor, pk)
    if spec_of(found.version).personal:
        services.note_read(submissions=[found], why=why, by=request.actor, at=clock.now())
    return found


def _context(request: HttpRequest, submission: Submission, paper: bool = False) -> dict[str, Any]:
    language = active(get_language())
    newer = Submission.objects.filter(supersedes=submission).select_related("by").first()
    older = submission.supersedes
    return {
        "submission": submission,
        "spec": spec_of(submission.version),
        "headline": headline(submission, language),
        "answers": filled(
            submission, request.actor, language, blanks=paper, judged=_judged(submission) if paper else None
        ),
        "courses": "" if paper else _courses(request, submission, language),
        "newer": newer,
        "newer_url": submission_url(newer) if newer else "",
        "older": older,
        "older_url": submission_url(older) if older and may_read(older, request.actor) else "",
        "reason": _reason(submission) if older else "",
        "may_amend": newer is None and amendable(submission) and request.actor.may("fill", submission.unit),
        "door": "start",
    }


def _courses(request: HttpRequest, submission: Submission, language: str) -> str:
    """The course of its scores, to those who may read the earlier ones; looking at them is noted as a read."""
    courses = courses_until(submission, request.actor)  # type: ignore[attr-defined]
    earlier = {one.submission.pk: one.submission for course in courses for one in course.points[:-1]}
    services.note_read(
        submissions=list(earlier.values()),
        why="scores over time",
        by=request.actor,
        at=clock.now(),  # type: ignore[attr-defined]
    )
    return courses_html(courses, language)


def _judged(submission: Submission) -> Evaluated:
    """Which questions were asked: those that the answers made visible, on the day they were handed in."""
    return evaluate(
        spec_of(submission.version), submission.answers,
        library=library_for(submission.version, submission.bindings), today=day_of(submission.at),
        now=moment(submission.at),
    )  # fmt: skip


def _reason(submission: Submission) -> str:
    """Why the earlier one was amended, as it stands on the trail."""
    entries = Entry.objects.filter(
        stream=f"submission:{submission.supersedes_id}", action=STARTED, about_id=str(submission.draft_id)
    )
    return entries.order_by("-sequence").values_list("reason", flat=True).first() or ""
