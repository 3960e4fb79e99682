"""What the page sends while somebody writes: changes, files."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engine.language.errors import Invalid, NotFound
from engine.language.problems import problem
from engine.language.text import active
from engine.people import clock
from form_builder import merging, services
from form_builder.answering import Evaluated
from form_builder.binding import judge, library_for, spec_of
from form_builder.errors import AlreadySubmitted, StaleDraft
from form_builder.fields import field_types
from form_builder.files import arrived
from form_builder.models import Draft
from form_builder.pages import conflict, posting, showing
from form_builder.pages.holes import size_words
from form_builder.ruled import masked
from form_builder.wizard import editable_draft


@require_POST
def autosave(request: HttpRequest, draft: str) -> JsonResponse:
    """JSON {revision, page, changes} in; {revision, saved, problems, calculated, pages, changed} out. 409 when stale."""
    at, language = clock.now(), active(get_language())
    found = editable_draft(request, draft)
    body = _body(request)
    spec, library = spec_of(found.version), library_for(found.version, found.bindings)
    changes = posting.canonical(spec.fields, body["changes"], library)
    page = body["page"] if spec.page(body["page"]) else None
    changed = bool(merging.differing(found.answers, changes))
    try:
        saved = services.save_page(
            draft=found, changes=changes, revision=body["revision"], by=request.actor, at=at, page=page
        )
    except StaleDraft as stale:
        return _stale(found, stale, language)
    except AlreadySubmitted as done:
        return JsonResponse({"submitted": str(done.submission.pk)}, status=409)
    return JsonResponse({**_saved(saved, judge(saved, at), language), "changed": changed})


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("changes"), dict) or type(body.get("revision")) is not int:
        raise Invalid([problem("answer.not-answers")])
    return {"page": str(body.get("page", "")), "changes": body["changes"], "revision": body["revision"]}


def _saved(draft: Draft, judged: Evaluated, language: str) -> dict[str, Any]:
    spec = spec_of(draft.version)
    faults = showing.faults_of(spec, judged.problems, language)
    return {
        "revision": draft.revision,
        "saved_at": draft.saved_at.isoformat(),
        "saved": showing.saved_words(draft, _("Saved %(time)s")),
        "problems": [fault.for_browser() for fault in faults],
        "calculated": _calculated(draft, judged, language),
        "pages": [page.key for page in showing.visible_pages(spec, judged)],
    }


def _calculated(draft: Draft, judged: Evaluated, language: str) -> dict[str, str]:
    """The calculated values of the form's own level, as people read them."""
    spec, library = spec_of(draft.version), library_for(draft.version, draft.bindings)
    found: dict[str, str] = {}
    for key, item in spec.fields.items():
        if item.calculated and key in judged.visible:
            kind = field_types.get(item.type)
            choices = {c.key: c for c in posting.choices_of(item, library)} if kind.has_choices else {}
            found[key] = kind.plain(judged.values.get(key), item, choices, language)
    return found


def _stale(draft: Draft, stale: StaleDraft, language: str) -> JsonResponse:
    draft.refresh_from_db(fields=["saved_at", "revision", "answers"])
    found = conflict.conflict_of(draft, stale, draft.saved_at, language)
    panel = render_to_string("form_builder/_conflict.html", {"conflict": found, "live": True})
    fields = spec_of(draft.version).fields
    theirs = {"stored": masked(fields, stale.stored), "offered": stale.offered}
    return JsonResponse({"code": stale.code, "revision": stale.revision, "panel": panel, **theirs}, status=409)


@require_POST
def upload(request: HttpRequest, draft: str) -> JsonResponse:
    """One file (`file`) for the field `item` into the draft; its ref, name, size and address come back."""
    found = editable_draft(request, draft)
    file = request.FILES.get("file")
    if file is None or found.state != Draft.OPEN:
        raise NotFound
    at: datetime = clock.now()
    taken = services.attach_file(
        draft=found, item_id=request.POST.get("item", ""), name=file.name or "", content=arrived(file),
        by=request.actor, at=at,
    )  # fmt: skip
    row = {"ref": str(taken.ref), "name": taken.name, "size": size_words(taken.blob.size)}
    return JsonResponse(row | {"url": showing.file_url(found, taken.ref)}, status=201)
