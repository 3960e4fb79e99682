"""Addresses of the Reports door."""

from django.urls import path

from reporting import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:key>/", views.report, name="report"),
    path("<slug:key>/rows/", views.drill, name="drill"),
    path("<slug:key>/workbook/", views.workbook, name="workbook"),
    path("<slug:key>/csv/", views.csv, name="csv"),
]
