"""Whom a draft is about, and whether it is the profile of a register. Below everything that reads or writes drafts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.people.actor import Actor
from engine.records.models import Record
from engine.records.ports import PROFILE_PORT, version_of_port
from engine.records.services import apply
from form_builder.models import Draft


def is_profile(draft: Draft) -> bool:
    """Whether the draft is the profile of a register, which the person submits as any other form."""
    return draft.port.partition(":")[0] == PROFILE_PORT


def subject_of(draft: Draft, answers: Mapping[str, Any], by: Actor, at: datetime) -> Record | None:
    """The record that a submission of this draft is about: for a profile, the record made or changed by it."""
    if not is_profile(draft):
        return draft.subject
    register = version_of_port(draft.port)
    return apply(register_version=register, unit=draft.unit, answers=answers, subject=draft.subject, by=by, at=at)
