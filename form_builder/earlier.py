"""What was answered the last time: a field with `prefill` begins with it, and the page says from when it is.

`subject` takes the last answers about the same record, `mine` the person's own last ones; both of the same form, any
version, followed by item id. Only what the person may read is taken, and taking personal answers is noted as a read.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.audit.services import record_read
from engine.catalogue.models import Version
from engine.people.actor import Actor
from engine.people.clock import HONG_KONG
from engine.records.models import Record
from form_builder import merging
from form_builder.access import readable
from form_builder.binding import spec_of
from form_builder.fields import field_types
from form_builder.models import Submission
from form_builder.spec import FormSpec

SUBJECT, MINE = "subject", "mine"


def earlier_answers(version: Version, subject: Record | None, *, by: Actor, at: datetime) -> dict[str, dict[str, Any]]:
    """`{field key: {"value": wire answer, "on": ISO date, "from": submission id}}` for the fields that ask for it."""
    spec = spec_of(version)
    found: dict[str, dict[str, Any]] = {}
    for source in (SUBJECT, MINE):
        wanted = [key for key, item in spec.fields.items() if item.prefill == source]
        last = _last(version, source, subject, by) if wanted else None
        if last is not None:
            taken = _taken(last, spec, wanted)
            found |= taken
            _note(last, spec, taken, by, at)
    return found


def _last(version: Version, source: str, subject: Record | None, by: Actor) -> Submission | None:
    if source == SUBJECT and subject is None:
        return None
    whose = {"subject": subject} if source == SUBJECT else {"by_id": by.user_id}
    rows = Submission.objects.filter(readable(by), version__definition__key=version.definition.key, superseded_by=None)
    return rows.filter(**whose).select_related("version__definition", "unit").order_by("-at").first()


def _taken(last: Submission, spec: FormSpec, wanted: list[str]) -> dict[str, dict[str, Any]]:
    carried: Mapping[str, Any] = merging.carried(spec_of(last.version), spec, last.answers)
    origin = {"on": last.at.astimezone(HONG_KONG).date().isoformat(), "from": str(last.pk)}
    return {key: {"value": carried[key], **origin} for key in wanted if key in carried and _travels(spec, key)}


def _travels(spec: FormSpec, key: str) -> bool:
    """Whether it and everything within may be taken over."""
    within = [item for path, item in spec.items.items() if path == key or path.startswith(f"{key}.")]
    return all(field_types.get(item.type).travels for item in within)


def _note(last: Submission, spec: FormSpec, taken: Mapping[str, Any], by: Actor, at: datetime) -> None:
    if taken and spec.personal:
        record_read(by=by, at=at, about=("submission", str(last.pk)), count=1, why="earlier answers")
