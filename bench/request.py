"""Measures the whole request of a filled page of 200 fields, middlewares and frame included; prints JSON.

Beside it: a view of nothing but the same Django form, behind the same middlewares and in the same frame.
"""

from bench import started  # noqa: F401  # isort: skip

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping

from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.urls import path

from bench import page, world
from config import urls as product
from engine.catalogue.services import import_documents
from engine.people import clock
from engine.people.actor import SYSTEM, actor_of
from form_builder.services import start_draft
from tests.cast import NOW, Cast

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
FRAME = "{% extends 'base.html' %}{% block content %}<form>{{ form.as_div }}</form>{% endblock %}"
ANSWERS = {f"f{number}": page.MIX[number % len(page.MIX)][3] for number in range(page.FIELDS)}
FORM = page.django_form()


def framed(request: HttpRequest) -> HttpResponse:
    """The Django form in the product's frame."""
    return HttpResponse(engines["django"].from_string(FRAME).render({"form": FORM(initial=ANSWERS)}, request))


urlpatterns = [*product.urlpatterns, path("bench/", framed)]


def contestants(cast: Cast) -> dict[str, Callable[[], int]]:
    """Each asks for its page once and says how many bytes came."""
    version = import_documents(sources=[page.document()], owner=None, publish_them=True, by=SYSTEM, at=NOW)[0]
    now, owner = clock.now(), cast.people["owner"]
    by = actor_of(owner, clock.day_of(now))
    draft = start_draft(version=version, unit=cast.wts, by=by, at=now, answers=ANSWERS)
    client = Client(SERVER_NAME="localhost")
    client.force_login(owner)
    return {
        "django": lambda: _asked(client, "/bench/"),
        "ours": lambda: _asked(client, f"/forms/drafts/{draft.pk}/page/page/"),
    }


def _asked(client: Client, url: str) -> int:
    answer = client.get(url)
    inputs = sum(answer.content.count(tag) for tag in (b"<input", b"<textarea", b"<select"))
    if answer.status_code != 200 or inputs < page.FIELDS:
        raise ValueError(f"{url}: {answer.status_code}, {inputs} inputs")
    return len(answer.content)


def seconds(ask: Callable[[], int]) -> float:
    """CPU of one request, over twenty."""
    began = time.process_time()
    for _ in range(20):
        ask()
    return (time.process_time() - began) / 20


def measure(sides: Mapping[str, Callable[[], int]]) -> dict[str, dict[str, float]]:
    """Median CPU over the rounds, in which all take turns."""
    times: dict[str, list[float]] = {name: [] for name in sides}
    for ask in sides.values():
        ask()
    for _ in range(ROUNDS):
        for name, ask in sides.items():
            times[name].append(seconds(ask))
    return {name: {"seconds": statistics.median(times[name]), "bytes": float(sides[name]())} for name in sides}


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    with override_settings(ROOT_URLCONF="bench.request"):
        sys.stdout.write(json.dumps(measure(contestants(world.people()))))
