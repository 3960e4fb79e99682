"""A page that was open too long: nothing is done, and what was typed can be sent with one press."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://testserver"}


@pytest.fixture
def late(cast: Cast, fixed_clock: object) -> Client:
    """owner's browser, in which the token of every page is too old."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.owner)
    return client


def sent_again(page: str) -> dict[str, str]:
    fields = dict(re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.DOTALL))
    fields["csrfmiddlewaretoken"] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[-1]
    return fields


def test_what_was_typed_is_sent_with_one_press(late: Client, cast: Cast) -> None:
    refused = late.post("/people/me/language/", {"language": "zh-hant"}, headers=OURS)
    page = refused.content.decode()
    assert refused.status_code == 403 and "Send it now" in page
    cast.owner.refresh_from_db()
    assert cast.owner.language == "en"
    assert late.post("/people/me/language/", sent_again(page), headers=OURS).status_code == 302
    cast.owner.refresh_from_db()
    assert cast.owner.language == "zh-hant"


def test_lines_and_markup_survive_as_they_were(late: Client) -> None:
    words = "\nFirst line\n<b>second</b> & 'third'"
    page = late.post("/forms/", {"note": words}, headers=OURS).content.decode()
    assert "<b>second" not in page
    import html

    assert html.unescape(sent_again(page)["note"]) == words


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example"}])
def test_a_strangers_form_is_never_offered_again(late: Client, headers: dict[str, str]) -> None:
    page = late.post("/people/me/language/", {"language": "zh-hant"}, headers=headers).content.decode()
    assert "Send it now" not in page and "<textarea" not in page


def test_a_password_is_never_shown_again(late: Client) -> None:
    sent = {"oldpassword": "seven green bottles", "password1": "x", "password2": "x"}
    page = late.post("/accounts/password/change/", sent, headers=OURS).content.decode()
    assert "seven green bottles" not in page and "Send it now" not in page


def test_a_script_is_told_in_json(late: Client) -> None:
    answer = late.post("/forms/drafts/x/", "{}", content_type="application/json")
    assert answer.status_code in {403, 404}
    answer = late.post("/notices/read/", {}, headers={"Accept": "application/json"})
    assert answer.status_code == 403 and answer.json()["code"] == "csrf"


def test_signed_out_it_is_said_the_same(signed_in: Callable[[str], Client]) -> None:
    page = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "owner", "password": "x"}, headers=OURS)
    assert page.status_code == 403 and "Send it now" not in page.content.decode()
