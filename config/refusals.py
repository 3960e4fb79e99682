"""A refusal that no view caught becomes a calm page (or JSON) in the reader's language."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from engine.language.errors import Refusal
from engine.language.problems import Problem
from engine.language.text import active, say


class RefusalMiddleware:
    """Answers an uncaught Refusal with its own status and sentence; programs get JSON, people a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        language = active(get_language())
        if is_program(request):
            return JsonResponse(as_json(exception, language), status=exception.status)
        if request.method == "GET" and (onward := getattr(exception, "onward", "")):
            return redirect(onward)
        return _page(request, exception, language)


def as_json(refusal: Refusal, language: str) -> dict[str, object]:
    """A refusal for a program: its stable code, its sentence, and the problems it carries, if any."""
    problems: list[Problem] = getattr(refusal, "problems", [])
    return {
        "code": refusal.code,
        "message": say(refusal.message, language),
        "problems": [
            {"code": p.code, "pointer": p.pointer, "message": say(p.message, language), "hint": say(p.hint, language)}
            for p in problems
        ],
    }


def is_program(request: HttpRequest) -> bool:
    """Whether a script asks, which reads JSON, and not a person whose browser shows pages."""
    accepts = request.headers.get("Accept", "text/html")
    reads_pages = "text/html" in accepts or "HX-Request" in request.headers
    return request.content_type == "application/json" or not reads_pages


def _page(request: HttpRequest, refusal: Refusal, language: str) -> HttpResponse:
    context = {
        "sentence": say(refusal.message, language),
        "problems": getattr(refusal, "problems", []),
        "status": refusal.status,
        "back": _came_from(request),
        "onward": getattr(refusal, "onward", ""),
    }
    return render(request, "refused.html", context, status=refusal.status)


def _came_from(request: HttpRequest) -> str:
    """The page of ours that the reader came from; nothing for another site or for this very page."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc != request.get_host() or parts.path == request.path:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
