"""Puts the Actor on the request, and speaks the language that the person prefers."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from engine.people import clock
from engine.people.actor import actor_of
from engine.people.queries import is_set_up


class ActorMiddleware:
    """`request.actor`: who asks, as they are today; worked out when first read. ANONYMOUS before sign-in.

    The language switch sets a cookie, and the cookie wins; without one the person's own preference does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: actor_of(request.user, clock.day_of(clock.now()))
        )
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and request.user.is_authenticated:
            translation.activate(str(getattr(request.user, "language", settings.LANGUAGE_CODE)))
            request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
        return self.get_response(request)


class KeepSignedIn:
    """Whoever works stays signed in: the session's end moves on, written once a minute and not with every page."""

    EVERY = 60
    """Seconds; the session lives that much longer than the idle time, so that nobody is signed out early."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            moment = int(clock.now().timestamp())
            if not 0 <= moment - request.session.get("seen", 0) < self.EVERY:
                request.session["seen"] = moment
        return response


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless its view is `login_not_required`; with nobody there yet: set up first."""

    def handle_no_permission(  # pyright: ignore[reportIncompatibleMethodOverride]  the stub knows redirects only
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        if request.headers.get("Accept") == "application/json":  # a script: it would read the sign-in page as an answer
            return JsonResponse({"code": "signed-out"}, status=401)
        if not is_set_up():
            return redirect("setup")
        return super().handle_no_permission(request, view_func)
