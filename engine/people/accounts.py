"""Sign-in through django-allauth: nobody signs up, people are invited. Each sign-in and new password leaves an entry."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed, password_reset, password_set
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from engine.audit.services import record
from engine.people import clock
from engine.people.actor import ANONYMOUS, Actor, actor_of
from engine.people.mails import absolute, site_address
from engine.people.models import User
from engine.sealing import keyed_hash

STREAM = "sign-ins"


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """What Centreline changes about allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people come by invitation."""
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """From here on the pages speak the person's own language, whoever used this browser before."""
        response = super().post_login(request, user, **kwargs)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, user.language, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
        )
        return response

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address of the page that sets a new password."""
        return absolute(super().get_reset_password_from_key_url(key))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail in the language of whom it is for, with addresses of this site only."""
        user = context.get("user")
        language = user.language if isinstance(user, User) else translation.get_language()
        with translation.override(language):
            super().send_mail(template_prefix, email, {**context, "site_address": site_address()})

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """That something of the account changed, to the person's own address."""
        names = ("template_prefix", "user", "context", "email")
        given = dict(zip(names, args, strict=False)) | kwargs
        user = given["user"]
        given["email"] = given.get("email") or user.email
        given["context"] = {**(given.get("context") or {}), "user": user}
        if given["email"]:
            super().send_notification_mail(**given)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Signing in and out need no announcement: the page shows it."""
        template = kwargs.get("message_template") or (args[2] if len(args) > 2 else "")
        if template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(*args, **kwargs)


def watch_sign_ins() -> None:
    """Connects the entries of the trail to Django's signals; called once when the app is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="people.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="people.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="people.sign_in_failed")
    password_changed.connect(_password_changed, dispatch_uid="people.password_changed")
    password_set.connect(_password_changed, dispatch_uid="people.password_set")
    password_reset.connect(_password_reset, dispatch_uid="people.password_reset")


def _signed_in(user: User, **_: Any) -> None:
    _note("signed_in", actor_of(user, clock.day_of(clock.now())), ("user", str(user.id)))


def _signed_out(user: User | None, **_: Any) -> None:
    if isinstance(user, User):
        _note("signed_out", actor_of(user, clock.day_of(clock.now())), ("user", str(user.id)))


def _password_changed(user: User, **_: Any) -> None:
    _note("password_changed", actor_of(user, clock.day_of(clock.now())), ("user", str(user.id)))


def _password_reset(user: User, **_: Any) -> None:
    _note("password_reset", actor_of(user, clock.day_of(clock.now())), ("user", str(user.id)))


def _failed(credentials: dict[str, Any], **_: Any) -> None:
    """Whoever tried is unknown; the name tried is kept as a keyed hash, so that attempts on it can be counted."""
    tried = str(credentials.get("username") or credentials.get("email") or "").strip().lower()
    _note("sign_in_failed", ANONYMOUS, ("sign-in name", keyed_hash(tried, "people.sign_in_name")))


def _note(action: str, by: Actor, about: tuple[str, str]) -> None:
    record(stream=STREAM, action=f"people.{action}", by=by, at=clock.now(), about=about)
