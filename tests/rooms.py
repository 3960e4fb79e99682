"""Addresses for tests of one room, until every room is in config.urls."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.i18n import set_language

from engine.people.urls import setup_urlpatterns


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("home")


urlpatterns = [
    path("", home, name="home"),
    path("source/", home, name="source"),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("people/", include("engine.people.urls")),
    path("notices/", include("engine.notices.urls")),
    path("audit/", include("engine.people.audit_urls")),
    *setup_urlpatterns,
]
