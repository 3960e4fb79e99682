"""Drawing a form: who may, what is kept byte for byte, how two people at one form lose nothing."""

import json
from typing import Any

import pytest
from django.test import Client

from engine.catalogue.models import Definition, Version
from engine.catalogue.services import publish, save_draft
from engine.language.errors import NotAllowed
from form_builder.designer import reading, services
from form_builder.designer.errors import AnotherForm, KeyTaken, StaleDesign
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
PAGE = {"id": "p1", "key": "one", "title": {"en": "One", "zh-Hant": "一"}}
NAME = {"id": "f1", "key": "name", "type": "text", "label": {"en": "Name", "zh-Hant": "姓名"}}
AGE = {"id": "f2", "key": "age", "type": "integer", "label": {"en": "Age", "zh-Hant": "年齡"},
       "visible_when": {"not": [{"empty": [{"var": "name"}]}]}}  # fmt: skip


def form(*items: dict[str, Any], **more: Any) -> str:
    body = {"kind": "form", "language": 1, "key": "intake", "title": {"en": "Intake", "zh-Hant": "接案"}, **more}
    return json.dumps({**body, "pages": [{**PAGE, "items": list(items)}]}, ensure_ascii=False)


@pytest.fixture
def drawn(cast: Cast) -> Definition:
    by = cast.actor("centre_manager")
    return services.begin(source=form(NAME), owner=cast.wts, by=by, at=NOW).definition


def step(cast: Cast, drawn: Definition, source: str, revision: int, commands: list[Any], checksum: str = "") -> Any:
    standing = checksum or reading.source_of(drawn).checksum
    return services.save_step(
        definition=drawn, revision=revision, checksum=standing, commands=commands, source=source,
        by=cast.actor("centre_manager"), at=NOW,
    )  # fmt: skip


def test_a_step_is_kept_byte_for_byte_and_numbered(cast: Cast, drawn: Definition) -> None:
    strange = form(NAME, AGE).replace('"items"', '"items"  ')
    saved = step(cast, drawn, strange, 0, [{"do": "insert"}])
    assert (saved.revision, saved.version.source, saved.version.state) == (1, strange, Version.DRAFT)


def test_who_comes_second_is_given_what_came_first(cast: Cast, drawn: Definition) -> None:
    before = reading.source_of(drawn).checksum
    step(cast, drawn, form(NAME, AGE), 0, [{"do": "insert", "node": {"id": "f2"}}])
    with pytest.raises(StaleDesign) as refused:
        step(cast, drawn, form(), 0, [{"do": "remove", "id": "f1"}], before)
    assert refused.value.source == form(NAME, AGE)
    assert [one["commands"][0]["do"] for one in refused.value.commands] == ["insert"]


def test_a_text_saved_elsewhere_is_noticed_too(cast: Cast, drawn: Definition) -> None:
    before = reading.source_of(drawn).checksum
    save_draft(source=form(AGE), owner=cast.wts, by=cast.actor("centre_manager"), at=NOW)
    with pytest.raises(StaleDesign):
        step(cast, drawn, form(NAME), 0, [], before)


def test_the_text_stays_the_same_form(cast: Cast, drawn: Definition) -> None:
    with pytest.raises(AnotherForm):
        step(cast, drawn, form(NAME, key="other"), 0, [])


def test_a_centre_keeps_one_form_of_a_key(cast: Cast, drawn: Definition) -> None:
    with pytest.raises(KeyTaken):
        services.begin(source=form(NAME), owner=cast.wts, by=cast.actor("centre_manager"), at=NOW)


def test_who_may_not_design_saves_nothing(cast: Cast, drawn: Definition) -> None:
    with pytest.raises(NotAllowed):
        services.save_step(
            definition=drawn, revision=0, checksum=reading.source_of(drawn).checksum, commands=[], source=form(AGE),
            by=cast.actor("owner"), at=NOW,
        )  # fmt: skip
    assert reading.source_of(drawn).source == form(NAME)


def test_an_edit_after_publishing_is_a_new_draft(cast: Cast, drawn: Definition) -> None:
    publish(versions=[reading.source_of(drawn)], by=cast.actor("centre_manager"), at=NOW)
    saved = step(cast, drawn, form(NAME, AGE), 0, [])
    assert (saved.version.number, saved.version.state) == (2, Version.DRAFT)


def ask(client: Client, drawn: Definition, name: str, body: dict[str, Any]) -> Any:
    return client.post(f"/design/forms/{drawn.pk}/{name}/", json.dumps(body), content_type="application/json")


def test_a_save_answers_with_problems_and_sentences(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    wrong = {**AGE, "calculate": {"+": [{"var": "nobody"}, 1]}}
    body = {"revision": 0, "checksum": reading.source_of(drawn).checksum, "commands": [], "source": form(NAME, wrong)}
    told = ask(client, drawn, "save", body).json()
    assert "/pages/0/items/1/calculate" in [one["pointer"][:26] for one in told["problems"]]
    assert "Name" in told["sentences"]["/pages/0/items/1/visible_when"]
    assert told["compiles"] is False


def test_two_people_see_each_other_and_what_the_other_did(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    other = Client()
    other.force_login(cast.administrator)
    mine = {"window": "a", "place": "f1", "revision": 0, "checksum": reading.source_of(drawn).checksum}
    assert ask(client, drawn, "look", mine).json() == {"people": []}
    seen = ask(other, drawn, "look", {**mine, "window": "b"}).json()
    assert [one["name"] for one in seen["people"]] == ["Wong Lai Fong"]
    save = {**{k: mine[k] for k in ("revision", "checksum")}, "commands": [{"do": "insert"}], "source": form(NAME, AGE)}
    assert ask(other, drawn, "save", save).status_code == 200
    meanwhile = ask(client, drawn, "look", mine).json()["theirs"]
    assert (meanwhile["revision"], meanwhile["source"]) == (1, form(NAME, AGE))
    late = ask(client, drawn, "save", save)
    assert (late.status_code, late.json()["steps"][0]["by"]) == (409, "Fung Ho Yin")


def test_trying_it_tells_every_verdict(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    step(cast, drawn, form(NAME, AGE), 0, [])
    empty = ask(client, drawn, "try", {"answers": {}}).json()["rules"]
    named = ask(client, drawn, "try", {"answers": {"name": "Siu Ming"}}).json()["rules"]
    assert [(one["rule"], one["verdict"]) for one in (*empty, *named)] == [
        ("visible_when", False),
        ("visible_when", True),
    ]


def test_the_preview_is_the_real_page_and_stands_in_our_own_frame_only(
    cast: Cast, drawn: Definition, client: Client
) -> None:
    client.force_login(cast.centre_manager)
    page = client.get(f"/design/forms/{drawn.pk}/preview/?language=zh-Hant")
    assert "姓名" in page.content.decode()
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_bad_input_is_refused_in_words(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    body = {"revision": 0, "checksum": reading.source_of(drawn).checksum, "commands": [], "source": "{"}
    assert ask(client, drawn, "save", body).json()["why"]
    assert ask(client, drawn, "save", {"revision": "x"}).status_code == 422
    assert reading.source_of(drawn).source == form(NAME)


def test_a_block_reaches_the_centre_and_those_beneath(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    kept = ask(client, drawn, "blocks", {"title": "Particulars", "items": [NAME]}).json()
    assert kept["items"] == [NAME]
    assert [block.title for block in reading.blocks_for(drawn)] == ["Particulars"]


def test_a_form_begins_blank_or_as_a_copy(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    sent = {"title": "Home visit", "title_zh": "家訪", "owner": str(cast.wts.pk)}
    assert client.post("/design/forms/new/", sent).status_code == 302
    assert Definition.objects.get(key="home-visit").name("zh-Hant") == "家訪"
    copied = client.post("/design/forms/new/", {"title": "", "owner": str(cast.wts.pk), "from": str(drawn.pk)})
    assert copied.status_code == 422


def test_where_a_field_is_used(cast: Cast, drawn: Definition, client: Client) -> None:
    report = {"kind": "report", "language": 1, "key": "ages", "title": "Ages", "dataset": "form:intake",
              "rows": [{"field": "age"}], "measures": [{"key": "n", "fn": "count"}]}  # fmt: skip
    save_draft(source=json.dumps(report), owner=cast.wts, by=cast.actor("centre_manager"), at=NOW)
    step(cast, drawn, form(NAME, AGE), 0, [{"do": "insert"}])
    (one,) = reading.used_in(drawn, AGE["id"])
    assert (one.version.definition.key, one.places) == ("ages", [{"en": "Rows: Age", "zh-Hant": "橫列：年齡"}])
    assert reading.used_in(drawn, NAME["id"]) == []
    client.force_login(cast.centre_manager)
    told = client.get(f"/design/forms/{drawn.pk}/usage/?id={AGE['id']}").json()
    assert told == {"used": [{"title": "Ages", "places": ["Rows: Age"]}]}


def test_what_one_person_drew_is_not_saved_as_anothers(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    page = client.get(f"/design/forms/{drawn.pk}/").content.decode()
    mine = json.loads(page.split('id="designer-state">')[1].split("</script>")[0])
    body = {"revision": 0, "checksum": mine["checksum"], "commands": [], "source": mine["source"]}
    answer = ask(client, drawn, "save", {**body, "writer": "somebody else"})
    assert answer.status_code == 403
    assert "your changes are kept" in answer.json()["message"]
    assert ask(client, drawn, "save", {**body, "writer": mine["writer"]}).status_code == 200


def test_who_comes_second_is_told_what_is_to_mend_too(cast: Cast, drawn: Definition, client: Client) -> None:
    client.force_login(cast.centre_manager)
    answer = ask(client, drawn, "save", {"revision": 7, "checksum": "x", "commands": [], "source": form(NAME)})
    assert answer.status_code == 409
    assert {"problems", "sentences", "compiles", "steps", "source"} <= set(answer.json())
