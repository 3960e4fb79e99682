"""Where in the tree a thing is numbered and kept unique."""

from engine.people.models import Unit


def nearest(unit: Unit, kind: str) -> Unit | None:
    """The unit itself or the nearest one above it that is of `kind`, or None."""
    ids = [part for part in unit.path.split("/") if part]
    return Unit.objects.filter(id__in=ids, kind=kind).order_by("-path").first()


def centre_of(unit: Unit) -> Unit:
    """The centre that `unit` belongs to, or `unit` itself when it belongs to none."""
    return nearest(unit, "centre") or unit


def place_of(unit: Unit, within: str) -> str:
    """The id of the unit within which something is unique (`centre`, `ngo`), or "" for `all`."""
    if within == "all":
        return ""
    return str((nearest(unit, within) or unit).id)
