"""The product's addresses, and some that go wrong on purpose."""

import logging

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as ours
from engine.people.models import User

PRIVATE = "Mok Hiu Tung, 2345 6789"
WRONG = {
    "value": ValueError(PRIVATE),
    "suspicious": SuspiciousOperation(PRIVATE),
    "denied": PermissionDenied(PRIVATE),
    "nowhere": Http404(PRIVATE),
}


def fails(request: HttpRequest, how: str) -> HttpResponse:
    """Holds personal data in its frame, and raises with more of it."""
    private, posted = PRIVATE, dict(request.POST)
    if how == "database":
        User.objects.create(username=request.GET["name"] * 100, name_en=private, home_unit_id=str(posted))
    if how == "log":
        log = logging.getLogger("centreline")
        log.error(ValueError(private))
        log.error("Could not read %s", request.get_full_path())
        log.error("Failed: %s", ValueError(private))
        return HttpResponse("logged")
    raise WRONG[how]


urlpatterns = [*ours, path("wrong/<str:how>/", fails)]
