"""The one way in which this room notes what was done to a version."""

from datetime import datetime

from engine.audit.services import record
from engine.catalogue.models import Version
from engine.people.actor import Actor


def note(action: str, version: Version, by: Actor, at: datetime, reason: str = "") -> None:
    """One entry in the stream of the version's definition, with the checksum of the text that it was done to."""
    record(
        stream=f"definition:{version.definition_id}",
        action=action,
        by=by,
        at=at,
        about=("version", str(version.pk)),
        fields={"checksum": version.checksum, "number": version.number},
        reason=reason,
    )
