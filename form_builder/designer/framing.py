"""Which frames a page of the designer may hold, or stand in."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse


def allowing(request: HttpRequest, answer: HttpResponse, directive: str) -> HttpResponse:
    """`answer`, its content security policy naming our own origin alone in one directive."""

    def answered(_request: HttpRequest) -> HttpResponse:
        return answer

    widened = csp_replace({directive: [SELF]})(answered)
    return widened(request)  # type: ignore[return-value]
