"""Which form's design a request is about, and what it sent."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from engine.catalogue import access
from engine.catalogue.models import Definition
from engine.language.errors import Invalid, NotFound
from engine.language.problems import problem


def form_to_design(request: HttpRequest, pk: UUID) -> Definition:
    """The form, or NotFound when there is none that the reader may design."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.find(actor, pk)
    if found.kind != "form" or found.owner is None or not access.may(actor, "design", found):
        raise NotFound()
    return found


def sent(request: HttpRequest, **expected: type) -> dict[str, Any]:
    """The JSON object of a request, each named part of its type. Raises Invalid."""
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or any(type(body.get(name)) is not kind for name, kind in expected.items()):
        raise Invalid([problem("answer.not-answers")])
    return body
