from django.urls import path

from engine.records import views

app_name = "records"
urlpatterns = [
    path("", views.index, name="index"),
    path("on/<slug:register>/", views.listing, name="list"),
    path("on/<slug:register>/new/", views.new, name="new"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/status/", views.status, name="status"),
]
