"""Reading a masked answer in full: an act of its own, for a reason, that leaves its entry on the submission's trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.db import transaction

from engine.audit.services import record as audit
from engine.language.errors import NotFound, Refusal
from engine.language.text import both
from engine.people.actor import Actor
from form_builder.access import may_read
from form_builder.binding import spec_of
from form_builder.fields import field_types
from form_builder.models import Submission
from form_builder.spec import ItemSpec

PERMISSION = "see_identity"
REVEALED = "submission.revealed"
LONGEST_REASON = 500


class RevealReasonNeeded(Refusal):
    """Nobody reads a masked number without saying why."""

    status = 422
    message = both("Say why you need the number.", "請說明為何需要查看號碼。")


def masked_item(submission: Submission, path: str, by: Actor) -> ItemSpec:
    """The masked item at a path (`children.0.card`), if the actor may reveal it; raises NotFound, NotAllowed."""
    named = ".".join(part for part in path.split(".") if not part.isdecimal())
    item = spec_of(submission.version).items.get(named)
    if item is None or not field_types.get(item.type).masked or not may_read(submission, by):
        raise NotFound
    by.require(PERMISSION, submission.unit)
    return item


@transaction.atomic
def reveal(*, submission: Submission, path: str, reason: str, by: Actor, at: datetime) -> str:
    """The answer at `path` in full. Raises NotFound, NotAllowed, RevealReasonNeeded."""
    masked_item(submission, path, by)
    value = _at(submission.answers, path)
    if not isinstance(value, str):
        raise NotFound
    words = reason.strip()[:LONGEST_REASON]
    if not words:
        raise RevealReasonNeeded
    audit(
        stream=f"submission:{submission.pk}", action=REVEALED, by=by, at=at,
        about=("submission", str(submission.pk)), fields={path: value}, reason=words,
    )  # fmt: skip
    return value


def _at(answers: Mapping[str, Any], path: str) -> Any:
    found: Any = answers
    for part in path.split("."):
        if isinstance(found, list):
            rows = cast(list[Any], found)
            found = rows[int(part)] if part.isdecimal() and int(part) < len(rows) else None
        else:
            found = cast(Mapping[str, Any], found).get(part) if isinstance(found, Mapping) else None
    return found
