"""The frame around every page, the home page, sign-in, refusals and the offered source, through a real client."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from config.refusals import RefusalMiddleware
from engine.language.errors import Invalid, NotAllowed
from engine.language.problems import Problem
from engine.language.text import both
from form_builder.models import Draft
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def words(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.fixture(autouse=True)
def starts_in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("fixed_clock", "cast")
def test_nobody_signed_in_is_sent_to_the_sign_in_page_which_offers_the_source(client: Client) -> None:
    response = client.get("/", follow=True)
    assert response.request["PATH_INFO"] == "/accounts/login/"
    assert "/source/" in words(response)


@pytest.mark.parametrize(("code", "door"), [("en", "Inbox"), ("zh-hant", "收件匣")])
def test_the_rail_speaks_the_language_that_was_chosen(signed_in: SignIn, code: str, door: str) -> None:
    client = signed_in("owner")
    client.post("/language/", {"language": code, "next": "/"})
    assert f'<span class="door__label">{door}</span>' in words(client.get("/"))


def test_each_person_finds_their_own_doors(signed_in: SignIn) -> None:
    worker, administrator = words(signed_in("owner").get("/")), words(signed_in("administrator").get("/"))
    assert 'href="/start/"' in worker and 'href="/people/"' not in worker
    assert 'href="/people/"' in administrator


def test_who_i_am_and_for_which_centre_is_in_sight(signed_in: SignIn) -> None:
    page = words(signed_in("owner").get("/"))
    assert "Chan Siu Ming" in page and "Wong Tai Sin Centre" in page


def test_every_page_carries_a_strict_policy_and_no_inline_style_or_script(signed_in: SignIn) -> None:
    response = signed_in("owner").get("/")
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy
    page = words(response)
    assert " style=" not in page and "<style" not in page and " onclick=" not in page
    assert "<script>" not in page


def test_an_empty_home_teaches_what_will_come(signed_in: SignIn) -> None:
    page = words(signed_in("owner").get("/"))
    assert "Nothing waits for you" in page


def test_home_shows_my_drafts_and_not_those_of_others(
    signed_in: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.home_rows.address_of", lambda draft, actor: f"/forms/{draft.pk}/")
    mine, theirs = (draft_of(cast, name) for name in ("owner", "colleague"))
    page = words(signed_in("owner").get("/"))
    assert f"/forms/{mine.pk}/" in page and f"/forms/{theirs.pk}/" not in page


def draft_of(cast: Cast, name: str) -> Draft:
    from engine.catalogue.models import Definition, Version

    definition, _ = Definition.objects.get_or_create(
        kind="form", key="visit", owner=None, defaults={"title": both("Home visit", "家訪"), "created_at": NOW}
    )
    version, _ = Version.objects.get_or_create(
        definition=definition, number=1, defaults={"source": "{}", "checksum": "x", "created_at": NOW}
    )
    earlier = NOW - timedelta(hours=1)
    return Draft.objects.create(
        version=version, owner=cast.people[name], unit=cast.wts, started_at=earlier, saved_at=earlier
    )


def refuse(exception: Exception, **headers: str) -> HttpResponse:
    request = RequestFactory(headers=headers).get("/somewhere/")
    answer = RefusalMiddleware(lambda _request: HttpResponse()).process_exception(request, exception)
    assert answer is not None
    return answer


def test_a_refusal_is_a_calm_page_with_its_own_status() -> None:
    response = refuse(NotAllowed(), accept="text/html", referer="http://testserver/inbox/?tab=done")
    assert response.status_code == 403
    assert "You do not have permission to do this here." in words(response)
    assert 'href="/inbox/?tab=done"' in words(response)


def test_a_refusal_never_leads_back_to_another_site() -> None:
    assert "elsewhere" not in words(refuse(NotAllowed(), accept="text/html", referer="http://elsewhere.example/x"))


def test_a_program_gets_the_code_and_every_problem() -> None:
    problems = [Problem(f"p{n}", f"/{n}", both(f"Wrong {n}", f"錯 {n}"), "") for n in (1, 2)]
    response = refuse(Invalid(problems), accept="application/json")
    assert response.status_code == 422
    assert '"code": "Invalid"' in words(response)
    assert '"pointer": "/1"' in words(response) and '"pointer": "/2"' in words(response)


def test_any_other_exception_is_left_alone() -> None:
    request: HttpRequest = RequestFactory().get("/")
    assert RefusalMiddleware(lambda _request: HttpResponse()).process_exception(request, ValueError("x")) is None


def test_the_source_is_open_to_everybody(client: Client) -> None:
    response = client.get("/source/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/gzip"


def test_an_unknown_address_is_answered_in_words(client: Client) -> None:
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "There is nothing here" in words(response)


def test_the_sign_in_page_says_in_one_sentence_that_it_failed(client: Client, cast: Cast) -> None:
    response = client.post("/accounts/login/", {"login": cast.owner.username, "password": "not it"})
    assert "note--stop" in words(response)
    assert "not it" not in words(response)


@pytest.mark.usefixtures("fixed_clock")
def test_a_door_shuts_with_the_next_page_when_the_role_ends(signed_in: SignIn, cast: Cast) -> None:
    client, records = signed_in("centre_manager"), 'href="/records/"'
    assert records in words(client.get("/"))
    cast.centre_manager.holdings.update(ends=NOW.date() - timedelta(days=1))
    assert records not in words(client.get("/"))
