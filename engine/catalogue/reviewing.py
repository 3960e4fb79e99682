"""What the page says on which somebody publishes: what changes, what goes on, who reads it, and what would stop."""

from collections.abc import Sequence
from typing import Any

from engine.catalogue import access
from engine.catalogue.impact import Touched, stopped, touched, under_way
from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import compile_version, latest
from engine.catalogue.usage import Reading, reading_versions, visible_first
from engine.language.problems import has_errors
from engine.people.actor import Actor


def impact_of(draft: Version | None, actor: Actor, together: Sequence[Version] = ()) -> dict[str, Any]:
    """The parts of `catalogue/impact.html`; other people's definitions that the actor may not see are only counted."""
    before = latest(draft.definition) if draft else None
    if draft is None or before is None:
        return {}
    whole = not has_errors(compile_version(draft, [draft, *together]).problems)
    found = stopped([draft, *together]) if whole else []
    seen = access.visible(actor)
    ids = set(seen.filter(pk__in=[one.version.definition_id for one in found]).values_list("pk", flat=True))
    return {
        "under_way": under_way(draft.definition, actor),
        "touched": [_shown(one, actor) for one in touched(before, draft)],
        "stopped": [one for one in found if one.version.definition_id in ids],
        "stopped_hidden": sum(one.version.definition_id not in ids for one in found),
        "stops_records": any(one.for_good for one in found),
    }


def _shown(one: Touched, actor: Actor) -> tuple[Touched, list[Reading], int]:
    return (one, *visible_first(one.readings, access.visible(actor)))


def drafts_beside(definition: Definition, actor: Actor) -> list[Version]:
    """The drafts of what reads the definition that the actor may publish in one set with it."""
    found = [version for version in reading_versions(definition) if version.state == Version.DRAFT]
    return [draft for draft in found if access.may(actor, "publish", draft.definition)]
