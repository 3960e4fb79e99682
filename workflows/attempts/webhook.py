"""One signed HTTP POST to an allowed host. Nothing is followed, nothing of the answer is kept but its number."""

import hmac
import json
from collections.abc import Mapping
from http.client import HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.conf import settings

from workflows.attempts.failure import ActionFailed

SECONDS = 10
PLAIN = ("localhost", "127.0.0.1")
"""Hosts to which a message may go without TLS: they are this machine."""


class _NoWayOn(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """An allowed host cannot send us on to one that is not."""


def post(address: str, body: Mapping[str, Any], key: str) -> int:
    """The status of the answer, 200 to 299. The signature is HMAC-SHA256 of the body with WEBHOOK_SECRET, in hex.

    Raises ActionFailed: "host-not-allowed", "unreachable", "refused".
    """
    _require_allowed(address)
    sent = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
    signature = hmac.new(settings.WEBHOOK_SECRET.encode(), sent, "sha256").hexdigest()
    heads = {"Content-Type": "application/json", "Idempotency-Key": key, "X-Centreline-Signature": signature}
    try:
        with build_opener(_NoWayOn, ProxyHandler({})).open(Request(address, sent, heads), timeout=SECONDS) as answer:  # noqa: S310  the scheme is checked
            return int(answer.status)
    except HTTPError as error:
        raise ActionFailed("refused") from error
    except (URLError, OSError, ValueError) as error:
        raise ActionFailed("unreachable") from error


def _require_allowed(address: str) -> None:
    try:
        parts = urlsplit(address)
        name, port = parts.hostname or "", parts.port
    except ValueError as nonsense:
        raise ActionFailed("host-not-allowed") from nonsense
    allowed = settings.WEBHOOK_SECRET and (name in settings.WEBHOOK_HOSTS or f"{name}:{port}" in settings.WEBHOOK_HOSTS)
    sealed = parts.scheme == "https" or (parts.scheme == "http" and name in PLAIN)
    if not (allowed and sealed) or parts.username or parts.password:
        raise ActionFailed("host-not-allowed")
