"""Forms in through the browser: a workbook is read, the report is shown, and what it makes is saved as a draft."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engine.catalogue import access
from engine.catalogue.models import Definition
from engine.language.documents import Document, read
from engine.language.errors import Invalid, NotFound
from engine.language.problems import Problem
from engine.people.clock import now
from engine.people.models import Unit
from form_builder.exchange.arriving import Serving, called, save_imported
from form_builder.exchange.hardened import MOST_BYTES
from form_builder.exchange.importing import Imported, import_xlsform
from form_builder.exchange.naming import slug_of
from form_builder.exchange.reporting import WorkbookRefused, refuse


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Asks for a workbook; reads it and shows what is carried and what is not. Nothing is saved yet."""
    owners = _owners(request)
    if request.method == "GET":
        return _ask(request, owners)
    upload = request.FILES.get("file")
    try:
        if upload is None or upload.size is None:
            raise refuse("no-file")
        if upload.size > MOST_BYTES:
            raise refuse("too-large", size=upload.size, limit=MOST_BYTES)
        found = import_xlsform(upload.read(), upload.name or "", library=Serving(owners[0]))
    except WorkbookRefused as refusal:
        return _ask(request, owners, refusal)
    return _show(request, owners, found, upload.name or "")


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Saves what was shown as drafts of the chosen unit."""
    owner = next((unit for unit in _owners(request) if str(unit.pk) == request.POST.get("owner")), None)
    if owner is None:
        raise NotFound
    documents = [_document(source) for source in request.POST.getlist("document")]
    if not documents or documents[0].kind != "form":
        raise NotFound
    documents = called(documents, slug_of(request.POST.get("key", "")) or documents[0].key)
    versions = save_imported(documents=documents, owner=owner, publish_them=False, by=request.actor, at=now())
    form = next((v for v in versions if v.definition.kind == "form"), None)
    if form is None:
        messages.info(request, _("The same form is in force already."))
        return redirect("design:index")
    messages.success(request, _("The form is saved as draft %(number)d.") % {"number": form.number})
    return redirect("design:definition", pk=form.definition_id)


def _document(source: str) -> Document:
    found, problems = read(source)
    if found is None:
        raise Invalid(problems)
    return found


def _owners(request: HttpRequest) -> list[Unit]:
    owners = list(access.owners(request.actor))
    if not owners:
        raise NotFound
    return owners


def _ask(request: HttpRequest, owners: Sequence[Unit], refusal: WorkbookRefused | None = None) -> HttpResponse:
    problems: Sequence[Problem] = refusal.problems if refusal else ()
    context = {"problems": problems, "report": refusal.report if refusal else None, "most": MOST_BYTES // 1024 // 1024}
    return render(request, "form_builder/exchange/import.html", context, status=refusal.status if refusal else 200)


def _show(request: HttpRequest, owners: Sequence[Unit], found: Imported, name: str) -> HttpResponse:
    taken = Definition.objects.filter(kind="form", key=found.form.key, owner__in=owners).select_related("owner")
    context: dict[str, Any] = {
        "name": name,
        "form": found.form,
        "documents": found.documents,
        "pages": json.loads(found.form.source)["pages"],
        "report": found.report,
        "owners": owners,
        "taken": list(taken),
    }
    return render(request, "form_builder/exchange/report.html", context)
