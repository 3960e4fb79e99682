"""Drafts: the list of one's own, starting, taking up again, looking over and handing in, discarding."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.language.errors import Invalid, NotFound
from engine.language.text import active
from engine.people import clock
from engine.people.actor import Actor
from engine.people.models import Unit
from engine.people.queries import units_in
from engine.records import queries as records
from engine.records.models import Record
from form_builder import queries, services
from form_builder.addresses import fill_url, submission_url
from form_builder.binding import judge, spec_of
from form_builder.errors import AlreadySubmitted, DraftClosed
from form_builder.models import Draft
from form_builder.pages import context, showing
from form_builder.ports import may_discard, port_of
from form_builder.render import filled
from form_builder.resting import address_of, rests
from form_builder.subjects import is_profile
from form_builder.wizard import editable_draft


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """My drafts, the latest first, and what I handed in lately."""
    rows = [_row(draft, request.actor) for draft in queries.open_drafts(request.actor).order_by("-saved_at")]
    return render(request, "form_builder/drafts.html", {"rows": rows, "door": "start"})


def _row(draft: Draft, actor: Actor) -> dict[str, Any]:
    port = None if is_profile(draft) else port_of(draft)
    return {
        "draft": draft,
        "url": address_of(draft, actor),
        "rests": rests(draft, actor),
        "purpose": port.describe(draft) if port else "",
        "own": may_discard(draft) and not rests(draft, actor),
    }


@require_GET
def resume(request: HttpRequest, draft: str) -> HttpResponse:
    """Where its writer left off."""
    return redirect(fill_url(editable_draft(request, draft)))


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, version: str) -> HttpResponse:
    """Asks for which unit, then starts a draft of a published form."""
    at = clock.now()
    published = Version.objects.select_related("definition__owner").filter(state=Version.PUBLISHED)
    form = published.filter(pk=version, definition__kind="form").first()
    units = _places(form, request) if form else []
    if form is None or not units:
        raise NotFound
    if spec_of(form).needs_text:
        return redirect("form:slot", form.pk)
    subject = _subject(request)
    if request.method == "GET":
        shown = {"spec": spec_of(form), "version": form, "units": units, "subject": subject, "door": "start"}
        return render(request, "form_builder/start.html", shown | {"home": str(request.actor.home_unit_id or "")})
    unit = next((one for one in units if str(one.pk) == request.POST.get("unit")), None)
    if unit is None or not _serves(form, unit, clock.day_of(at)):
        raise NotFound
    draft = services.start_draft(version=form, unit=unit, subject=subject, by=request.actor, at=at)
    return redirect(fill_url(draft))


def _places(form: Version, request: HttpRequest) -> list[Unit]:
    """Where the reader may fill, of the units whose form this is: to everybody else there is none."""
    units, owner = units_in(request.actor.scope("fill")), form.definition.owner
    return [unit for unit in units if owner is None or unit.path.startswith(owner.path)]


def _serves(form: Version, unit: Unit, on: Any) -> bool:
    return form in catalogue.available("form", unit, on)


def _subject(request: HttpRequest) -> Record | None:
    pk = request.POST.get("subject") or request.GET.get("subject")
    if not pk:
        return None
    try:
        return records.one(request.actor, UUID(pk))
    except ValueError as error:
        raise NotFound from error


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, draft: str) -> HttpResponse:
    """Everything in one look, with a way back to each page; the one place where a form is submitted, by POST."""
    at, language = clock.now(), active(get_language())
    found = editable_draft(request, draft)
    if found.state == Draft.SUBMITTED:
        return redirect(submission_url(found.submission))
    if found.state == Draft.DISCARDED:
        raise DraftClosed
    if request.method == "GET":
        return _review(request, found, at, language, 200)
    try:
        address = services.hand_in(draft=found, by=request.actor, at=at)
    except AlreadySubmitted as done:
        return redirect(submission_url(done.submission))
    except Invalid:
        return _review(request, found, at, language, 422)
    messages.success(request, _("Submitted."))
    return redirect(address)


def _review(request: HttpRequest, draft: Draft, at: Any, language: str, status: int) -> HttpResponse:
    judged, spec = judge(draft, at), spec_of(draft.version)
    faults = showing.faults_of(spec, judged.problems, language)
    shown = {
        **context.frame(draft, judged, "", language),
        "answers": filled(
            draft, request.actor, language, blanks=True, judged=judged,
            edit=lambda key: fill_url(draft, key),
        ),
        "errors": [(_to(draft, one), one.message) for one in faults if one.is_error],
        "warnings": [(_to(draft, one), one.message) for one in faults if not one.is_error],
    }  # fmt: skip
    return render(request, "form_builder/review.html", shown, status=status)


def _to(draft: Draft, fault: showing.Fault) -> str:
    return f"{fill_url(draft, fault.page or None)}?check=1#{fault.anchor}"


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, draft: str) -> HttpResponse:
    """Asks, saying what will be lost; a POST discards."""
    found = editable_draft(request, draft)
    if not may_discard(found):
        raise NotFound
    if request.method == "GET":
        answered = len([value for value in found.answers.values() if value not in (None, "", [])])
        shown = {"draft": found, "answered": answered, "files": found.files.count(), "back": fill_url(found)}
        return render(request, "form_builder/discard.html", shown | {"door": "start"})
    services.discard(draft=found, by=request.actor, at=clock.now())
    messages.success(request, _("The draft was discarded."))
    return redirect("form:drafts")
