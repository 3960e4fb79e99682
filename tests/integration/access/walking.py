"""Asking for an address as somebody, and seeing what came of it: what was answered, and whether anything changed."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from engine.people.models import User
from tests.integration.access.table import Line
from tests.integration.access.world import World

WORDS = {200: "ok", 201: "ok", 403: "no", 404: "none", 405: "not", 409: "late", 422: "ask"}
SIGN_IN = "/accounts/login/"
# What every request may write: its session, and that it was made.
NOT_COUNTED = {"sessions", "audit"}
Rows = dict[str, list[tuple[Any, ...]]]


def names(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The name of every address there is, with its name space."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or f"unnamed {pattern.pattern}"))


def tables() -> list[type]:
    """The models whose rows count."""
    return [model for model in apps.get_models() if model._meta.app_label not in NOT_COUNTED]


def rows() -> Rows:
    """Every row of every table that counts."""
    return {model._meta.label: sorted(model._default_manager.values_list(), key=repr) for model in tables()}


@dataclass(frozen=True)
class Came:
    """What came of a request."""

    word: str
    body: str
    wrote: bool
    response: HttpResponse


@dataclass
class Walk:
    """A world, somebody's sessions in it, and its rows before anybody did anything."""

    world: World
    sessions: dict[str, str]
    before: Rows

    def client(self, who: str) -> Client:
        """A fresh browser in which this person has signed in."""
        client = Client()
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    def ask(self, who: str, method: str, line: Line) -> Came:
        """One request; whatever it did is undone again."""
        address = reverse(line.name, kwargs=line.parts(self.world))
        sends = dict(line.sends(self.world)) if method == "post" else {}
        cache.clear()  # nobody has tried to sign in lately
        with undone(), writes() as written:
            response = self.send(self.client(who), method, address, sends, line.as_json)
            changed = bool(written) and rows() != self.before
        return Came(word(response), body(response), changed, response)

    def send(self, client: Client, method: str, address: str, data: dict[str, Any], as_json: bool) -> HttpResponse:
        if method == "get":
            return client.get(address)
        if as_json:
            return client.post(address, json.dumps(data), content_type="application/json")
        return client.post(address, data)


def start(world: World) -> Walk:
    """Everybody signs in."""
    sessions = {}
    for name, user in world.cast.people.items():
        client = Client()
        client.force_login(user)
        _with_password(client, user)
        sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Walk(world, sessions, rows())


def _with_password(client: Client, user: User) -> None:
    """As if they had just typed it again: whoever changes how they sign in is asked for it."""
    session = client.session
    now = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [now]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()


def word(response: HttpResponse) -> str:
    """What happened, in the words of the table."""
    if response.status_code == 302:
        return "in" if response["Location"].startswith(f"{SIGN_IN}?next=") else "go"
    return WORDS.get(response.status_code, str(response.status_code))


def body(response: Any) -> str:
    """Everything that was sent back: where it leads on, and the page or the file."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response.headers.get("Location", "") + content.decode("utf-8", errors="replace")


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements that write to a table that counts."""
    counted = {model._meta.db_table for model in tables()}
    found: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        verb = sql.lstrip().split(" ", 1)[0].upper()
        if verb in {"INSERT", "UPDATE", "DELETE"} and any(f'"{table}"' in sql for table in counted):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found
