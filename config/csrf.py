"""A form that was open too long: what was typed is shown again and can be sent with one press."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from config.refusals import is_program

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def lost(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What Django calls when a post carries no valid token. Nothing was done; nothing typed is lost."""
    if is_program(request):
        told = _("This page was open too long. What you typed is kept: load the page again.")
        return JsonResponse({"code": "csrf", "message": told}, status=403)
    typed = list(_typed(request)) if _is_ours(request) else []
    context = {"typed": typed, "path": request.get_full_path(), "files": bool(request.FILES)}
    return render(request, "403_csrf.html", context, status=403)


def _is_ours(request: HttpRequest) -> bool:
    """Whether the browser itself says that the form stood on a page of this site; a stranger's is not offered again."""
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Everything posted but the token; nothing at all of a form that holds a password."""
    if any("password" in name or name == "again" for name in request.POST):
        return
    for name, values in request.POST.lists():
        yield from ((name, value) for value in values if name != TOKEN)
