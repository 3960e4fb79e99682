"""The addresses that forms link to, without their pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def page(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("page")


form = (
    [
        path("drafts/<uuid:pk>/<slug:page>/", page, name="fill"),
        path("drafts/<uuid:pk>/", page, name="review"),
        path("submissions/<uuid:pk>/", page, name="submission"),
    ],
    "form",
)
urlpatterns = [path("forms/", include(form))]
