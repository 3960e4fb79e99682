"""One entry of the audit trail for one change of this room."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from engine.audit.services import record
from engine.people.actor import Actor

STREAM = "people"


def note(action: str, thing: Model, *, by: Actor, at: datetime, reason: str = "", **fields: Any) -> None:
    """Records `action` on `thing`; `fields` are what changed."""
    plain: Mapping[str, Any] = {name: value.pk if isinstance(value, Model) else value for name, value in fields.items()}
    about = (str(thing._meta.model_name), str(thing.pk))
    record(stream=STREAM, action=f"people.{action}", by=by, at=at, about=about, fields=plain, reason=reason)
