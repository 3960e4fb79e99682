"""When another window saved meanwhile: what is here, what is there, and the choice between them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from engine.people.clock import HONG_KONG
from form_builder.binding import spec_of
from form_builder.errors import StaleDraft
from form_builder.models import Draft
from form_builder.render import answers_of, shown_words

KEEP = "_keep:"


@dataclass(frozen=True)
class Difference:
    """One field that both windows changed."""

    key: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Conflict:
    """All of them, with the revision that the next save must name."""

    revision: int
    saved: str
    differences: list[Difference]
    mine: str


def conflict_of(draft: Draft, stale: StaleDraft, saved_at: datetime, language: str) -> Conflict:
    """The differences between what this window offers and what is stored, as people read them."""
    spec, answers = spec_of(draft.version), answers_of(draft)
    differences = [
        Difference(key, *shown_words(spec.fields[key], answers, language, stale.offered[key], stale.stored.get(key)))
        for key in stale.offered
        if key in spec.fields
    ]
    clock = saved_at.astimezone(HONG_KONG).strftime("%H:%M")
    return Conflict(stale.revision, clock, differences, json.dumps(stale.offered, ensure_ascii=False))


def resolved(changes: Mapping[str, Any], post: QueryDict) -> dict[str, Any]:
    """The changes without the fields for which the reader took the other window's answer."""
    kept = {key: value for key, value in changes.items() if post.get(f"{KEEP}{key}") != "theirs"}
    return {**kept, **_pending(post)}


def _pending(post: QueryDict) -> dict[str, Any]:
    """Words that waited on the device while it was offline, and that the reader kept."""
    try:
        mine = json.loads(post.get("_mine", "{}"))
    except ValueError:
        return {}
    return {k: v for k, v in mine.items() if post.get(f"{KEEP}{k}") == "mine"} if isinstance(mine, dict) else {}
