"""The Reports door among the rooms of the tests."""

from django.urls import include, path

from tests.rooms import urlpatterns as rooms

urlpatterns = [*rooms, path("reports/", include("reporting.urls"))]
