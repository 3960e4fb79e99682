"""What a browser shows while the network is away: one page, kept on the device by a small worker. No data in either."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

WORKER = Path(settings.BASE_DIR) / "frontend" / "static" / "dist" / "worker.js"


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """GET /offline/: says, in both languages, that the connection is away and that nothing typed is lost."""
    return render(request, "offline.html")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """GET /worker.js: the service worker, which must stand at the root to serve every page."""
    shell = f'self.SHELL=["{reverse("offline")}","{static("dist/app.css")}"];\n'
    answer = HttpResponse(shell + _script(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@lru_cache(maxsize=1)
def _script() -> str:
    return WORKER.read_text("utf-8")
