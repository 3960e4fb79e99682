"""Keyed hashes: equal values give equal hashes, and without the key nobody can guess a value and check the guess."""

import hmac
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from engine.sealing.keys import derived_key


def canonical(value: Any) -> bytes:
    """The one spelling of a plain value: sorted keys, no spaces, dates and decimals as text."""
    return _spelling.encode(value).encode()


def keyed_hash(value: Any, purpose: str, *, secret: str | None = None) -> str:
    """HMAC-SHA256 of `value` (hex) under the key of `purpose`; `secret` defaults to the installation's."""
    key = derived_key(secret or settings.SECRET_KEY, purpose)
    return hmac.digest(key, canonical(value), "sha256").hex()


def same_hash(left: str, right: str) -> bool:
    """Whether two hashes are equal, in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())


def _spell(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"{type(value).__name__} has no canonical spelling")


_spelling = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_spell)
