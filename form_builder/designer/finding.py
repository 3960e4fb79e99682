"""Which form's design a request is about, and what it sent."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from engine.catalogue import access
from engine.catalogue.models import Definition
from engine.language.errors import Invalid, NotFound
from engine.language.problems import problem
from engine.people.actor import Actor
from engine.sealing import keyed_hash
from form_builder.designer.errors import AnotherWriter


def form_to_design(request: HttpRequest, pk: UUID) -> Definition:
    """The form, or NotFound when there is none that the reader may design."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.find(actor, pk)
    if found.kind != "form" or found.owner is None or not access.may(actor, "design", found):
        raise NotFound()
    return found


def writer(definition: Definition, actor: Actor) -> str:
    """Names one person at one form, in hex, without telling who it is."""
    return keyed_hash([str(definition.pk), str(actor.user_id)], "who designs")[:32]


def require_writer(definition: Definition, body: dict[str, Any], actor: Actor) -> None:
    """Raises AnotherWriter when the page was opened by somebody else than who is signed in now."""
    if body.get("writer", writer(definition, actor)) != writer(definition, actor):
        raise AnotherWriter()


def sent(request: HttpRequest, **expected: type) -> dict[str, Any]:
    """The JSON object of a request, each named part of its type. Raises Invalid."""
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or any(type(body.get(name)) is not kind for name, kind in expected.items()):
        raise Invalid([problem("answer.not-answers")])
    return body
