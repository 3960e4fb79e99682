"""No text holds a NUL: PostgreSQL keeps none, and no keyboard makes one. What sends one is told so, once, here."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"


class PlainTextMiddleware:
    """Answers an address or a posted form that holds a NUL with 400. JSON is cleaned where it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Before any view reads what was sent. Raises BadRequest."""
        sent = (text for name, texts in request.POST.lists() for text in (name, *texts))
        if NUL in unquote(request.META.get("QUERY_STRING", "")) or NUL in request.path or any(NUL in t for t in sent):
            raise BadRequest
