"""Whatever somebody has half drawn is saved, and answered with located problems: nothing falls over."""

import json
from typing import Any

import pytest
from django.test import Client

from engine.catalogue.models import Definition
from form_builder.designer import reading, services
from form_builder.fields import field_types
from tests.cast import NOW, Cast
from tests.integration.designer.test_saving import NAME, ask, form

pytestmark = pytest.mark.django_db
OPTIONS = [{"id": f"o-{key}", "key": key, "label": ""} for key in ("option_1", "option_2")]
BROKEN: list[Any] = [
    None, [], "text", 7, {"items": None}, {"pages": {}}, {"pages": [None]}, {"pages": [{"items": [None, 7, "x"]}]},
    {"pages": [{"id": "p", "key": "p", "title": "P", "items": [{"id": "x"}]}]},
    {"pages": [{"id": "p", "key": "p", "title": "P", "items": [{"id": "x", "key": "x", "type": "nobody", "label": "X"}]}]},
    {"pages": [{"id": "p", "key": "p", "title": "P", "items": [{**NAME, "visible_when": {"and": [{"var": 3}, []]}}]}]},
    {"pages": [{"id": "p", "key": "p", "title": "P", "items": [{**NAME, "calculate": {"nobody": [1]}, "choices": 3}]}]},
    {"pages": [], "checks": [None], "scores": "x"}, {"checks": [{"id": "k", "assert": True, "at": "", "message": ""}]},
]  # fmt: skip


@pytest.fixture
def drawn(cast: Cast) -> Definition:
    return services.begin(source=form(NAME), owner=cast.wts, by=cast.actor("centre_manager"), at=NOW).definition


def save(client: Client, drawn: Definition, source: str) -> Any:
    standing = {"revision": reading.revision_of(drawn), "checksum": reading.source_of(drawn).checksum}
    return ask(client, drawn, "save", {**standing, "commands": [], "source": source})


@pytest.mark.parametrize("name", list(field_types))
def test_a_new_field_of_each_type_is_saved_as_it_is_added(
    name: str, cast: Cast, drawn: Definition, client: Client
) -> None:
    client.force_login(cast.centre_manager)
    kind = field_types.get(name)
    item: dict[str, Any] = {"id": "n1", "key": "new", "type": name, "label": {"en": ""}}
    item |= {"items": []} if kind.has_items else {}
    item |= {"choices": OPTIONS} if kind.has_choices else {}
    answer = save(client, drawn, form(NAME, item))
    assert answer.status_code == 200
    assert all({"pointer", "message", "hint"} <= set(one) for one in answer.json()["problems"])
    assert client.get(f"/design/forms/{drawn.pk}/").status_code == 200
    assert client.get(f"/design/forms/{drawn.pk}/preview/").status_code == 200


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_text_is_answered_in_words(broken: Any, cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    body = (
        {"kind": "form", "language": 1, "key": "intake", "title": "T", **broken} if isinstance(broken, dict) else broken
    )
    answer = save(client, drawn, json.dumps(body))
    assert answer.status_code in (200, 422)
    told = answer.json()
    assert told["problems"] if answer.status_code == 200 else told["why"]
    assert client.get(f"/design/forms/{drawn.pk}/").status_code == 200
    assert client.get(f"/design/forms/{drawn.pk}/preview/").status_code == 200
    assert ask(client, drawn, "try", {"answers": {}}).status_code == 200


def test_hostile_sample_answers_are_judged_like_any(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    for answers in ({"name": {"a": []}}, {"name": "<script>"}, {"nobody": 1}, {"name": None}):
        assert ask(client, drawn, "try", {"answers": answers}).status_code == 200
        page = client.get(f"/design/forms/{drawn.pk}/preview/", {"answers": json.dumps(answers)})
        assert page.status_code == 200
        assert b"<script>" not in page.content.split(b"<main")[1].split(b"</form>")[0]
