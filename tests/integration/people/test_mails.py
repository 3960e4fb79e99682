"""Mails and pages of sign-in: our words, in the reader's language, with addresses of this site only."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from engine.people.models import User
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
FOREIGN = {"headers": {"Host": "127.0.0.1"}}


def ask_for_a_link(client: Client, cast: Cast, language: str = "en") -> str:
    User.objects.filter(pk=cast.owner.pk).update(language=language)
    client.post("/accounts/password/reset/", {"email": "owner@example.org"}, **FOREIGN)
    [message] = mail.outbox
    (link,) = re.findall(r"http\S+/password/reset/key/\S+", message.body)
    return str(link)


def test_the_link_is_of_this_site_whatever_the_request_claimed(client: Client, cast: Cast) -> None:
    link = ask_for_a_link(client, cast)
    assert link.startswith("http://localhost:8000/accounts/password/reset/key/")
    [message] = mail.outbox
    assert message.subject == "Set a new password for Centreline" and "You sign in as owner." in message.body
    assert not re.search("127.0.0.1|testserver|example.com|Hello from|&#", message.body)


def test_the_mail_is_in_the_language_of_its_reader(client: Client, cast: Cast) -> None:
    ask_for_a_link(client, cast, "zh-hant")
    [message] = mail.outbox
    assert message.subject == "為 Centreline 設定新密碼" and "你的登入名稱是 owner。" in message.body
    assert "password for" not in message.body


def test_the_link_sets_a_password_once_and_says_so_by_mail(client: Client, cast: Cast) -> None:
    path = ask_for_a_link(client, cast).removeprefix("http://localhost:8000")
    page = client.get(path, follow=True)
    assert "Choose a new password" in page.content.decode() and "New password, once more" in page.content.decode()
    sent = {"password1": "seven green bottles", "password2": "seven green bottles"}
    done = client.post(page.redirect_chain[-1][0], sent, follow=True)
    assert "Your new password is set" in done.content.decode()
    assert [message.subject for message in mail.outbox][1:] == ["Your Centreline password was changed"]
    assert "http://localhost:8000/accounts/password/reset/" in mail.outbox[1].body
    assert Client().login(username="owner", password="seven green bottles")
    assert "This link no longer works" in Client().get(path, follow=True).content.decode()


def test_no_mail_goes_to_a_strangers_address(client: Client, cast: Cast) -> None:
    answer = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert mail.outbox == [] and "Look in your e-mail" in answer.content.decode()


def test_a_changed_password_is_told_by_mail(signed_in: Callable[[str], Client], cast: Cast) -> None:
    User.objects.filter(pk=cast.owner.pk).update(language="zh-hant")
    sent = {"oldpassword": PASSWORD, "password1": "seven green bottles", "password2": "seven green bottles"}
    signed_in("owner").post("/accounts/password/change/", sent)
    [message] = mail.outbox
    assert message.to == ["owner@example.org"] and message.subject == "你的 Centreline 密碼已更改"
    assert "2025" in message.body or "時間：" in message.body


PAGES = ("/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/reauthenticate/")
TITLED = re.compile(r"<(?:h1|h2|label|button|title)[^>]*>\s*(?:<[^>]+>\s*)*([^<]+)")


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_speak_plainly_in_english(signed_in: Callable[[str], Client], path: str) -> None:
    page = signed_in("owner").get(path, follow=True).content.decode()
    titled = [words.strip() for words in TITLED.findall(page) if words.strip()]
    own = ("Chan Siu Ming", "Wong Tai Sin")
    shouting = [w for w in titled if re.search(r"\b[A-Z][a-z]+ [A-Z][a-z]+", w) and not any(o in w for o in own)]
    assert shouting == []


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_speak_chinese(signed_in: Callable[[str], Client], path: str) -> None:
    client = signed_in("owner")
    client.cookies["django_language"] = "zh-hant"
    page = client.get(path, follow=True).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    words = re.sub(r"<[^>]+>|[A-Z2-7]{32}", " ", main)
    assert re.findall(r"[A-Za-z]{4,}(?: [A-Za-z]+)+", words) == []
