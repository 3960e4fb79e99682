"""When something breaks, the reader finds a calm page, and the log says where, never about whom.

E1 each error page is ours, in words, without a trace of what broke or of what it held
E2 a log line names the place and the kind of failure; no query, no body, no message, no name
E3 the worker's log lines are as discreet
"""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.test.utils import override_settings

from config.logs import Discreet
from tests.cast import Cast
from tests.integration.security.urls import PRIVATE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.security.urls")]
QUERY, TYPED = "name=Lee-Ka-Yan&phone=91234567", "my diagnosis"
STATUSES = [("value", 500), ("database", 500), ("suspicious", 400), ("denied", 403), ("nowhere", 404)]
HELD = (PRIVATE, "Mok Hiu Tung", "2345 6789", TYPED)
SECRETS = (*HELD, "Lee-Ka-Yan", "91234567", "Chan Siu Ming")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the product's own handler writes."""
    written = io.StringIO()
    handlers = [one for one in logging.getLogger().handlers if any(isinstance(f, Discreet) for f in one.filters)]
    assert len(handlers) == 1
    monkeypatch.setattr(handlers[0], "stream", written)
    yield written


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.owner)
    return client


@pytest.mark.parametrize(("how", "status"), STATUSES)
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_an_error_page_is_calm_and_says_nothing_of_what_broke(
    how: str, status: int, language: str, client: Client, log: io.StringIO
) -> None:
    client.cookies["django_language"] = language
    answer = client.post(f"/wrong/{how}/?{QUERY}", {"note": TYPED})
    page = answer.content.decode()
    assert answer.status_code == status and f'<p class="stop__code">{status}</p>' in page and "<h1>" in page
    assert [word for word in (*HELD, "Traceback", "Error at", ".py", "DoesNotExist") if word in page] == []
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(("how", "status"), STATUSES)
def test_the_log_says_where_and_never_about_whom(how: str, status: int, client: Client, log: io.StringIO) -> None:
    client.post(f"/wrong/{how}/?{QUERY}", {"note": TYPED})
    written = log.getvalue()
    assert [word for word in SECRETS if word in written] == []
    assert len(written.splitlines()) == 1
    if status == 500:
        assert f"/wrong/{how}/" in written and ".py:" in written and "Error at " in written


def test_what_code_logs_by_itself_is_discreet_too(client: Client, log: io.StringIO) -> None:
    client.post(f"/wrong/log/?{QUERY}", {"note": TYPED})
    written = log.getvalue()
    assert [word for word in SECRETS if word in written] == []
    assert "Could not read /wrong/log/" in written and "ValueError" in written


def test_the_worker_keeps_quiet_about_what_a_task_held(log: io.StringIO) -> None:
    facts = {
        "name": "config.tasks.deliver_notices", "id": "12", "description": "raised unexpected",
        "exc": repr(ValueError(PRIVATE)), "traceback": PRIVATE, "args": f"({PRIVATE!r},)", "kwargs": "{}",
    }  # fmt: skip
    try:
        int(PRIVATE)
    except ValueError:
        logging.getLogger("celery.app.trace").error(
            "Task %(name)s[%(id)s] %(description)s: %(exc)s", facts, exc_info=True
        )
    written = log.getvalue()
    assert "config.tasks.deliver_notices[12] raised unexpected" in written and "ValueError at " in written
    assert [word for word in SECRETS if word in written] == []


@pytest.mark.parametrize("message", ["100% full", "%s and %d", "{}"])
def test_a_message_with_signs_in_it_is_still_written(message: str, log: io.StringIO) -> None:
    try:
        {}[message]
    except KeyError:
        logging.getLogger("centreline").exception(message)
    logging.getLogger("centreline").warning("Done: %s", message)
    assert "KeyError at" in log.getvalue() and f"Done: {message}" in log.getvalue()


def test_a_forged_host_is_answered_in_words(cast: Cast, log: io.StringIO) -> None:
    answer = Client(raise_request_exception=False, SERVER_NAME="evil.example").get("/")
    page = answer.content.decode()
    assert answer.status_code == 400 and '<p class="stop__code">400</p>' in page and "evil" not in page


def test_a_form_without_its_token_is_refused_in_words(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.owner)
    answer = client.post("/people/me/language/", {"language": "zh-hant"})
    cast.owner.refresh_from_db()
    assert answer.status_code == 403 and "This page was open too long" in answer.content.decode()
    assert cast.owner.language == "en"


@override_settings(DEBUG=False)
def test_an_unknown_address_says_nothing_about_the_others(client: Client) -> None:
    page = client.get("/no/such/place/").content.decode()
    assert "urlconf" not in page.lower() and "wrong/" not in page
