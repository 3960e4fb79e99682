"""Signing in and out, the language spoken, and the very first start."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from engine.audit.models import Entry
from engine.audit.words import did
from engine.people.models import Unit, User
from tests.cast import NOW, PASSWORD, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rooms")]


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, login: str, password: str = PASSWORD) -> int:
    return client.post("/accounts/login/", {"login": login, "password": password}).status_code


@pytest.mark.parametrize("login", ["owner", "owner@example.org"])
def test_by_name_or_by_address(cast: Cast, fixed_clock: datetime, client: Client, login: str) -> None:
    assert sign_in(client, login) == 302
    assert client.get("/people/me/").status_code == 200


def test_signing_in_out_and_failing_leave_entries_without_names(
    cast: Cast, fixed_clock: datetime, client: Client
) -> None:
    sign_in(client, "owner", "wrong password")
    sign_in(client, "owner")
    client.post("/accounts/logout/")
    failed, inside, outside = Entry.objects.order_by("sequence")
    assert [failed.action, inside.action, outside.action] == [
        "people.sign_in_failed",
        "people.signed_in",
        "people.signed_out",
    ]
    assert (failed.who, failed.who_label) == ("anonymous", "") and "owner" not in failed.about_id
    assert inside.who == outside.who == str(cast.owner.id)
    assert {entry.at for entry in (failed, inside, outside)} == {NOW}


def test_a_new_password_leaves_an_entry_that_the_audit_page_names(
    cast: Cast, fixed_clock: datetime, client: Client
) -> None:
    client.force_login(cast.owner)
    words = {"oldpassword": PASSWORD, "password1": "ferry-umbrella-4417", "password2": "ferry-umbrella-4417"}
    assert client.post("/accounts/password/change/", words).status_code == 302
    entry = Entry.objects.get(action="people.password_changed")
    assert (entry.who, entry.about_id, entry.at) == (str(cast.owner.id), str(cast.owner.id), NOW)
    assert "4417" not in f"{entry.fields}{entry.reason}"
    assert did(entry.action) == {"en": "Password changed", "zh-Hant": "更改密碼"}


def test_a_password_that_is_refused_leaves_none(cast: Cast, client: Client) -> None:
    client.force_login(cast.owner)
    client.post(
        "/accounts/password/change/", {"oldpassword": "wrong", "password1": "a-b-4417", "password2": "a-b-4417"}
    )
    assert not Entry.objects.filter(action="people.password_changed").exists()


def test_a_password_set_through_the_mailed_link_leaves_an_entry(
    cast: Cast, fixed_clock: datetime, client: Client
) -> None:
    client.post("/accounts/password/reset/", {"email": cast.owner.email})
    [link] = re.findall(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", str(mail.outbox[-1].body))
    form = client.get(link)
    client.post(form["Location"], {"password1": "ferry-umbrella-4417", "password2": "ferry-umbrella-4417"})
    entry = Entry.objects.get(action="people.password_reset")
    assert entry.who == str(cast.owner.id)
    assert did(entry.action)["zh-Hant"] == "經電郵連結重設密碼"


def test_many_wrong_passwords_close_the_door_for_a_while(cast: Cast, client: Client) -> None:
    for _ in range(5):
        assert sign_in(client, "owner", "wrong password") == 200
    assert sign_in(client, "owner") == 200
    assert "_auth_user_id" not in client.session
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), "colleague") == 302


def test_nobody_signs_up(cast: Cast, client: Client) -> None:
    data = {"username": "x", "email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", data)
    assert not User.objects.filter(username="x").exists()


def test_the_deactivated_do_not_come_in_and_are_out_at_once(
    cast: Cast, signed_in: Callable[[str], Client], client: Client
) -> None:
    inside = signed_in("owner")
    User.objects.filter(id=cast.owner.id).update(is_active=False)
    assert inside.get("/people/me/").status_code == 302
    sign_in(client, "owner")
    assert client.get("/people/me/").status_code == 302


def test_signing_out_needs_a_press_not_a_link(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    client.get("/accounts/logout/")
    assert client.get("/people/me/").status_code == 200


def test_pages_speak_the_persons_language_until_they_switch(cast: Cast, client: Client) -> None:
    User.objects.filter(id=cast.owner.id).update(language="zh-hant")
    client.cookies["django_language"] = "en"
    sign_in(client, "owner")
    assert client.get("/people/me/").headers["Content-Language"] == "zh-hant"
    client.post("/i18n/setlang/", {"language": "en", "next": "/people/me/"})
    assert client.get("/people/me/").headers["Content-Language"] == "en"


def test_without_a_cookie_the_preference_counts(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    User.objects.filter(id=cast.owner.id).update(language="zh-hant")
    assert signed_in("owner").get("/people/me/").headers["Content-Language"] == "zh-hant"


def test_choosing_a_language_keeps_it(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    client.post("/people/me/language/", {"language": "zh-hant"})
    cast.owner.refresh_from_db()
    assert cast.owner.language == "zh-hant"
    assert client.get("/people/me/").headers["Content-Language"] == "zh-hant"
    client.post("/people/me/language/", {"language": "tlh"})
    cast.owner.refresh_from_db()
    assert cast.owner.language == "zh-hant"


SET_UP = {
    "organisation_en": "New NGO",
    "kind": "ngo",
    "code": "NEW",
    "name_en": "First Person",
    "username": "first",
    "password": "seven green bottles",
    "again": "seven green bottles",
}


def test_an_empty_house_asks_for_its_first_administrator(client: Client, db: None) -> None:
    assert client.get("/").headers["Location"] == "/setup/"
    assert client.get("/setup/").status_code == 200
    assert client.post("/setup/", SET_UP | {"again": "other"}).status_code == 422
    assert client.post("/setup/", SET_UP | {"password": "first", "again": "first"}).status_code == 422
    assert not User.objects.exists() and not Unit.objects.exists()
    assert client.post("/setup/", SET_UP).headers["Location"] == "/accounts/login/"
    assert sign_in(client, "first", "seven green bottles") == 302
    assert client.get("/people/").status_code == 200


def test_a_house_with_people_is_not_set_up_again(cast: Cast, client: Client) -> None:
    assert client.get("/setup/").status_code == 404
    assert client.post("/setup/", SET_UP).status_code == 404
    assert not User.objects.filter(username="first").exists()
