"""Addresses for tests of this room, until every room is in config.urls."""

from django.urls import include, path

from tests.rooms import urlpatterns as rooms

urlpatterns = [
    *rooms,
    path("forms/", include("form_builder.urls")),
    path("records/", include("engine.records.urls")),
]
