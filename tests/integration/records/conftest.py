"""A register in the catalogue, without any form."""

import json
from typing import Any

import pytest

from engine.catalogue.models import Version
from engine.catalogue.services import import_documents
from engine.people.actor import SYSTEM
from tests.cast import NOW, Cast

REGISTER: dict[str, Any] = {
    "kind": "register",
    "language": 1,
    "key": "family",
    "title": {"en": "Families", "zh-Hant": "家庭"},
    "person": True,
    "form": "family-profile",
    "number": {"prefix": "F", "digits": 4, "per": "unit"},
    "record_title": ["surname", "given"],
    "unique": [
        {
            "id": "one-phone",
            "fields": ["phone"],
            "label": {"en": "telephone number", "zh-Hant": "電話號碼"},
            "within": "ngo",
        }
    ],
    "statuses": [
        {"id": "s-open", "key": "open", "label": {"en": "Open", "zh-Hant": "使用中"}, "next": ["closed"]},
        {"id": "s-closed", "key": "closed", "label": {"en": "Closed", "zh-Hant": "已結束"}, "next": []},
    ],
    "start_status": "open",
}


@pytest.fixture
def register(cast: Cast) -> Version:
    return import_documents(sources=[json.dumps(REGISTER)], owner=None, publish_them=True, by=SYSTEM, at=NOW)[0]
