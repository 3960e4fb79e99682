"""What every answer carries.

H1 a strict policy without any unsafe word, no sniffing, no frames, no referrer to others: on every kind of answer
H2 a form of another site changes nothing, whoever is signed in
H3 pages with people's data are not kept by the browser's neighbours
"""

import pytest
from django.conf import settings
from django.test import Client

from tests.integration.access import walking
from tests.integration.access.table import TABLE, Line
from tests.integration.access.walking import Walk, undone

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "a page": ("owner", "/"),
    "the door": ("anonymous", "/accounts/login/"),
    "led on": ("anonymous", "/inbox/"),
    "nothing there": ("owner", "/no/such/place/"),
    "forbidden": ("owner", "/people/"),
    "a refusal": ("owner", "/reports/"),
    "a table": ("auditor", "/reports/days-to-decide/csv/"),
    "a workbook": ("auditor", "/reports/days-to-decide/workbook/"),
    "a file": ("owner", "/forms/{submission}/file/{attachment_ref}/"),
    "a definition": ("centre_manager", "/design/{definition}/v1/source/"),
    "for machines": ("anonymous", "/healthz"),
    "no such way": ("owner", "/notices/read/"),
}


@pytest.mark.parametrize("case", ADDRESSES)
def test_every_kind_of_answer_carries_the_headers(case: str, walk: Walk) -> None:
    who, address = ADDRESSES[case]
    answer = walk.client(who).get(address.format(**{name: walk.world.url(name) for name in walk.world.thing}))
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    assert "unsafe" not in str(policy) and "*" not in str(policy) and "http" not in str(policy)
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == policy["connect-src"] == "'self'"
    assert policy["script-src"].startswith("'self'") and "object-src" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_nonce_is_used_once(walk: Walk) -> None:
    nonces = {walk.client("owner").get("/")["Content-Security-Policy"].split("nonce-")[1].split("'")[0] for _ in "ab"}
    assert len(nonces) == 2 and all(len(nonce) >= 16 for nonce in nonces)


@pytest.mark.parametrize("address", ["/", "/inbox/", "/records/on/client/", "/people/me/", "/notices/"])
def test_a_page_about_people_is_not_kept_on_the_way(address: str, walk: Walk) -> None:
    kept = walk.client("owner").get(address)["Cache-Control"]
    assert "private" in kept or "no-store" in kept


POSTED = [line for line in TABLE if {"ok", "go"} & set(line.expected("post").values())]


@pytest.mark.parametrize("line", POSTED, ids=str)
def test_a_form_of_another_site_changes_nothing(line: Line, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    who = next(who for who, word in line.expected("post").items() if word in {"ok", "go"})
    monkeypatch.setattr(Walk, "client", lambda self, name: _strict(self, name))
    came = walk.ask(who, "post", line)
    assert came.word == "no" and not came.wrote


def _strict(walk: Walk, who: str) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = walk.sessions.get(who, "")
    return client


def test_a_get_signs_nobody_out(walk: Walk) -> None:
    with undone():
        client = walk.client("owner")
        client.get("/accounts/logout/")
        assert walking.word(client.get("/people/me/")) == "ok"
