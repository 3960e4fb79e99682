"""Addresses of the form designer."""

from django.urls import path

from form_builder.designer import views

app_name = "designer"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("guide/", views.first_form, name="guide"),
    path("<uuid:pk>/", views.open_design, name="open"),
    path("<uuid:pk>/save/", views.save, name="save"),
    path("<uuid:pk>/look/", views.look, name="look"),
    path("<uuid:pk>/preview/", views.preview, name="preview"),
    path("<uuid:pk>/try/", views.try_out, name="try"),
    path("<uuid:pk>/usage/", views.usage, name="usage"),
    path("<uuid:pk>/blocks/", views.keep_block, name="blocks"),
]
