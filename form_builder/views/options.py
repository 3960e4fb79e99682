"""The options of a long list that match what somebody types: a few at a time, instead of all on the page."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from engine.language.text import active
from engine.people import clock
from form_builder.binding import library_for, spec_of
from form_builder.fields import field_types
from form_builder.option_lists import choices_of
from form_builder.searching import MOST, matches
from form_builder.wizard import editable_draft


@require_GET
def matching(request: HttpRequest, draft: str) -> JsonResponse:
    """`?item=<path>&q=<words>[&under=<parent>]` in; {"options": [{"key", "label"}], "more"} out."""
    found = editable_draft(request, draft)
    item = spec_of(found.version).items.get(request.GET.get("item", ""))
    if item is None or not field_types.get(item.type).has_choices:
        return JsonResponse({"options": [], "more": False})
    choices = choices_of(item, library_for(found.version, found.bindings))
    under = request.GET.get("under") if "choices_by" in item.options else None
    today, language = clock.day_of(clock.now()), active(get_language())
    options = matches(choices, request.GET.get("q", ""), language, today=today, under=under)
    told = [{"key": key, "label": label} for key, label in options[:MOST]]
    return JsonResponse({"options": told, "more": len(options) > MOST})
