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


def item(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"i{number}", "key": f"k{number}", "type": "text", "label": {"en": "A", "zh-Hant": "甲"}, **more}


def nested(depth: int) -> dict[str, Any]:
    inside = [nested(depth - 1)] if depth else [item(99)]
    return item(depth + 100, type="repeat", items=inside)


HARD: dict[str, tuple[list[dict[str, Any]], str]] = {
    "two fields of one key": ([item(1), item(2, key="k1")], "/pages/0/items/1"),
    "2,000 fields": ([item(number) for number in range(2000)], "/pages"),
    "repeats in repeats in repeats": ([nested(5)], "/pages/0/items/0"),
    "a pattern that no linear engine knows": ([item(1, pattern=r"(a)\1")], "/pages/0/items/0/pattern"),
    "apples compared with dates": (
        [item(1), item(2, type="date"), item(3, visible_when={"<": [{"var": "k1"}, {"var": "k2"}]})],
        "/pages/0/items/2/visible_when",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HARD)
def test_what_cannot_be_published_is_kept_and_its_place_is_told(
    name: str, cast: Cast, drawn: Definition, client: Client
) -> None:
    items, place = HARD[name]
    client.force_login(cast.centre_manager)
    source = form(*items)
    answer = save(client, drawn, source)
    assert answer.status_code == 200
    assert any(one["pointer"].startswith(place) and one["severity"] == "error" for one in answer.json()["problems"])
    assert not answer.json()["compiles"]
    assert reading.source_of(drawn).source == source
    assert client.get(f"/design/forms/{drawn.pk}/").status_code == 200


def test_an_exploding_pattern_runs_in_linear_time(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    assert save(client, drawn, form(item(1, pattern="(a+)+b"))).json()["compiles"]
    answer = ask(client, drawn, "try", {"answers": {"k1": "a" * 4000}})
    assert answer.json()["problems"]


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "\u202eevil\u202c", "👩‍👧‍👦 family", "</textarea>{{ x }}"]
)
def test_strange_labels_stay_words(words: str, cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    label = {"en": words, "zh-Hant": words}
    source = form(
        item(1, label=label, hint=label), item(2, type="choice", choices=[{**OPTIONS[0], "label": label}, OPTIONS[1]])
    )
    assert save(client, drawn, source).status_code == 200
    for page in (f"/design/forms/{drawn.pk}/", f"/design/forms/{drawn.pk}/preview/", f"/design/{drawn.pk}/"):
        content = client.get(page).content.decode()
        assert "<script>alert(1)" not in content
        assert "</textarea>{{" not in content


def test_a_text_beyond_all_measure_leaves_the_draft_alone(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    before = reading.source_of(drawn).source
    choices = [{"id": f"o{n}", "key": f"o{n}", "label": "x"} for n in range(60_000)]
    answer = save(client, drawn, form(item(1, type="choice", choices=choices)))
    assert answer.status_code == 422
    assert answer.json()["why"]
    assert reading.source_of(drawn).source == before
