"""How a first form is designed, for who draws one: the guide's own text, in the reader's language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from engine.language.text import active
from form_builder.designer.guide import guide


@require_safe
def first_form(request: HttpRequest) -> HttpResponse:
    """GET: “Design your first form”."""
    found = guide("design-your-first-form", active(get_language()))
    return render(request, "designer/guide.html", {"guide": found, "door": "design"})
