"""What references may name, for the control that searches; and masked numbers, revealed one by one."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from engine.language.errors import NotFound
from engine.language.text import active, say
from engine.people import clock
from form_builder import choosing, queries
from form_builder.binding import spec_of
from form_builder.fields.reference import ReferenceField
from form_builder.revealing import RevealReasonNeeded, masked_item, reveal
from form_builder.wizard import editable_draft

MOST_WORDS = 100


@require_GET
@never_cache
def choose(request: HttpRequest, draft: str, item: str) -> JsonResponse:
    """What the reference `item` may name, by the words in `q`: {found: [{ref, text, detail}], more}."""
    found = editable_draft(request, draft)
    spec = spec_of(found.version).by_id(item)
    if spec is None or spec.type != ReferenceField.name:
        raise NotFound
    words = request.GET.get("q", "")[:MOST_WORDS]
    matches, more = choosing.search(spec.options, words, request.actor, clock.now())
    rows = [{"ref": one.ref, "text": one.text, "detail": _detail(one)} for one in matches]
    return JsonResponse({"found": rows, "more": more})


def _detail(match: choosing.Match) -> str:
    return " · ".join(filter(None, (match.number, match.detail)))


@require_http_methods(["GET", "POST"])
@never_cache
def revealed(request: HttpRequest, submission: str) -> HttpResponse:
    """A masked answer (`at` is its path): first the question why, then, on POST, the answer in full."""
    found = queries.submission_for(request.actor, submission)
    asked = request.POST if request.method == "POST" else request.GET
    path = asked.get("at", "")
    item = masked_item(found, path, request.actor)
    shown = {"submission": found, "at": path, "label": say(item.label, active(get_language())), "door": "start"}
    if request.method == "GET":
        return render(request, "form_builder/reveal.html", shown)
    try:
        number = reveal(
            submission=found, path=path, reason=asked.get("reason", ""), by=request.actor, at=clock.now()
        )  # fmt: skip
    except RevealReasonNeeded as refusal:
        return render(request, "form_builder/reveal.html", shown | {"problem": refusal.message}, status=refusal.status)
    return render(request, "form_builder/reveal.html", shown | {"number": number})
