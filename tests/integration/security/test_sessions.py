"""How one signs in, how long one stays, and what travels how.

S1 cookies that scripts and other sites cannot use; with HTTPS=1 nothing travels in the clear
S2 who is idle is signed out; who works is not; a new password signs out everywhere else
S3 guessing passwords is stopped, for the name and for the address
"""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engine.people import clock
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


def signed_in_by_hand(name: str = "owner", password: str = PASSWORD, **more: str) -> Client:
    client = Client(**more)
    client.post("/accounts/login/", {"login": name, "password": password})
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/people/me/").status_code == 200


@pytest.fixture
def house(cast: Cast) -> Cast:
    cache.clear()
    return cast


def test_cookies_are_no_use_to_scripts_and_other_sites(house: Cast) -> None:
    session = signed_in_by_hand().cookies[settings.SESSION_COOKIE_NAME]
    assert session["httponly"] and session["samesite"] == "Lax" and not session["max-age"]
    token = Client().get("/accounts/login/").cookies[settings.CSRF_COOKIE_NAME]
    assert token["samesite"] == "Lax"


def test_who_is_idle_is_signed_out(house: Cast) -> None:
    client = signed_in_by_hand()
    assert is_signed_in(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_signed_in(client)


def test_who_works_stays_signed_in(house: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in_by_hand()
    assert is_signed_in(client)
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=30))
    later = clock.now() + timedelta(seconds=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert is_signed_in(client)
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=60) < left <= timedelta(minutes=61)


def test_a_session_is_written_once_a_minute(house: Cast) -> None:
    client = signed_in_by_hand()
    assert is_signed_in(client)
    with CaptureQueriesContext(connection) as sent:
        assert is_signed_in(client)
    assert not [query for query in sent if query["sql"].startswith("UPDATE")]


def test_signing_out_ends_the_session_itself(house: Cast) -> None:
    client = signed_in_by_hand()
    stolen = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert not is_signed_in(thief)


def test_a_session_is_new_after_signing_in(house: Cast) -> None:
    client = Client()
    client.get("/accounts/login/")
    client.post("/language/", {"language": "en"})
    client.cookies[settings.SESSION_COOKIE_NAME] = "planted0planted0planted0planted0"
    client.post("/accounts/login/", {"login": "owner", "password": PASSWORD})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "planted0planted0planted0planted0"
    assert is_signed_in(client)


def test_a_new_password_signs_out_everywhere_else(house: Cast) -> None:
    here, there = signed_in_by_hand(), signed_in_by_hand()
    new = {"oldpassword": PASSWORD, "password1": "seven green bottles", "password2": "seven green bottles"}
    assert here.post("/accounts/password/change/", new).status_code == 302
    assert is_signed_in(signed_in_by_hand(password="seven green bottles"))
    assert not is_signed_in(there)


@pytest.mark.parametrize("password", ["short", "12345678901", "password123", "chansiuming"])
def test_a_weak_password_is_refused(password: str, house: Cast) -> None:
    client = signed_in_by_hand()
    new = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert client.post("/accounts/password/change/", new).status_code == 200
    assert not is_signed_in(signed_in_by_hand(password=password))


def test_guessing_one_persons_password_is_stopped_from_wherever(house: Cast) -> None:
    for number in range(5):
        signed_in_by_hand(password="wrong", REMOTE_ADDR=f"10.0.0.{number}")
    assert not is_signed_in(signed_in_by_hand(REMOTE_ADDR="10.0.0.99"))
    assert is_signed_in(signed_in_by_hand("colleague", REMOTE_ADDR="10.0.0.99"))


def test_guessing_from_one_place_is_stopped_for_whomever(house: Cast) -> None:
    for number in range(10):
        signed_in_by_hand(f"somebody{number}", "wrong")
    assert not is_signed_in(signed_in_by_hand())
    assert is_signed_in(signed_in_by_hand(REMOTE_ADDR="10.0.0.99"))


def test_a_forged_forwarded_address_does_not_help_to_guess(house: Cast) -> None:
    for number in range(10):
        signed_in_by_hand(f"somebody{number}", "wrong", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    assert not is_signed_in(signed_in_by_hand(HTTP_X_FORWARDED_FOR="10.0.0.99"))


def test_asking_for_a_new_password_does_not_tell_who_is_here(house: Cast) -> None:
    pages = [
        Client().post("/accounts/password/reset/", {"email": email}, follow=True).content
        for email in ("owner@example.org", "nobody@example.org")
    ]
    known, unknown = (page.decode().split("<main")[1].split("</main>")[0] for page in pages)
    assert known == unknown


def _outside(code: str, folder: Path, **env: str) -> Any:
    line = [sys.executable, "-c", f"import json; from config import settings as s; print(json.dumps({code}))"]
    around = {"PATH": os.environ["PATH"], "CENTRELINE_VAR": str(folder), **env}
    done = subprocess.run(line, cwd=ROOT, env=around, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


FLAGS = "[s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 3e7, s.DEBUG]"


def test_with_https_nothing_travels_in_the_clear(tmp_path: Path) -> None:
    assert _outside(FLAGS, tmp_path, HTTPS="1") == [True, True, True, True, False]
    assert _outside(FLAGS, tmp_path) == [False, False, False, False, False]


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first, second = (_outside("s.SECRET_KEY", tmp_path) for _ in "ab")
    assert first == second and len(first) >= 50
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0


def test_with_https_a_plain_request_is_led_to_the_safe_one(house: Cast, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    led = Client().get("/accounts/login/")
    assert led.status_code == 301 and led["Location"].startswith("https://")
    safe = Client().get("/accounts/login/", secure=True)
    assert safe.status_code == 200 and "max-age=31536000" in safe["Strict-Transport-Security"]
    assert Client().get("/healthz").status_code == 200


def test_a_script_of_somebody_signed_out_is_told_so(house: Cast) -> None:
    answer = Client().post(
        "/forms/", data="{}", content_type="application/json", headers={"accept": "application/json"}
    )
    assert (answer.status_code, answer.json()) == (401, {"code": "signed-out"})
