"""Addresses under /audit/."""

from django.urls import path

from engine.people.views import auditing

app_name = "audit"
urlpatterns = [path("", auditing.index, name="index")]
