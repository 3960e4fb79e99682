"""Addresses of the Design door."""

from django.urls import path

from engine.catalogue import four_eyes_views, publish_views, views

app_name = "design"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.edit, name="new"),
    path("second-person/", four_eyes_views.units, name="units"),
    path("<uuid:pk>/", views.definition, name="definition"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/publish/", publish_views.publish, name="publish"),
    path("<uuid:pk>/four-eyes/", four_eyes_views.definition, name="four-eyes"),
    path("<uuid:pk>/v<int:number>/", views.version, name="version"),
    path("<uuid:pk>/v<int:number>/source/", views.source, name="source"),
    path("<uuid:pk>/v<int:number>/restore/", views.restore, name="restore"),
    path("<uuid:pk>/v<int:number>/retire/", views.retire, name="retire"),
]
