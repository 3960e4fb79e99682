"""Addresses of tables as grids."""

from django.urls import path

from approvals.grids import views

app_name = "grid"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.look, name="look"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/workbook/", views.take, name="take"),
    path("<uuid:pk>/workbook/in/", views.bring, name="bring"),
    path("<uuid:pk>/compare/", views.compare, name="compare"),
]
