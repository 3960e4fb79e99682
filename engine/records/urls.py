from django.urls import path

from engine.records import link_views, views

app_name = "records"
urlpatterns = [
    path("", views.index, name="index"),
    path("on/<slug:register>/", views.listing, name="list"),
    path("on/<slug:register>/new/", views.new, name="new"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/link/", link_views.link, name="link"),
    path("<uuid:pk>/links/<uuid:link>/end/", link_views.unlink, name="unlink"),
    path("<uuid:pk>/status/", views.status, name="status"),
]
