"""Services: the tree of units."""

from datetime import datetime

from django.db import models, transaction

from engine.people import guards
from engine.people.actor import Actor
from engine.people.models import Unit
from engine.people.refusals import UnitCodeTaken, UnitMisplaced, UnitsInACircle
from engine.people.trail import note

DEPTH = {kind: depth for depth, (kind, _label) in enumerate(Unit.KINDS)}


@transaction.atomic
def create_unit(
    *, parent: Unit | None, kind: str, code: str, name_en: str, name_zh: str = "", by: Actor, at: datetime
) -> Unit:
    """A new unit beneath `parent`, or a new tree. Refuses: NotAllowed, UnitMisplaced, UnitCodeTaken."""
    if parent:
        by.require("administer", parent)
    else:
        guards.require_everywhere(by)
    if kind not in DEPTH or (parent and DEPTH[kind] <= DEPTH[parent.kind]) or (not parent and DEPTH[kind] > 1):
        raise UnitMisplaced
    if Unit.objects.filter(code__iexact=code).exists():
        raise UnitCodeTaken
    unit = Unit.objects.create(parent=parent, kind=kind, code=code, name_en=name_en, name_zh=name_zh)
    note("unit_created", unit, by=by, at=at, parent=parent, kind=kind, code=code, name_en=name_en, name_zh=name_zh)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name_en: str, name_zh: str = "", by: Actor, at: datetime) -> Unit:
    """The unit's new names. Its code stays: orders already carry it. Refuses: NotAllowed."""
    by.require("administer", unit)
    unit.name_en, unit.name_zh = name_en, name_zh
    unit.save()
    note("unit_renamed", unit, by=by, at=at, name_en=name_en, name_zh=name_zh)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, by: Actor, at: datetime) -> Unit:
    """`unit` and all beneath it pass under `parent`: whoever holds a role above follows the tree from now on.

    Refuses: NotAllowed (without `administer` at the unit, at its old place and at its new one), UnitsInACircle,
    UnitMisplaced.
    """
    tree = {row.pk: row for row in Unit.objects.select_for_update().order_by("id")}  # two moves take turns
    moved, above = tree[unit.pk], tree[parent.pk]
    if moved.parent_id is None:
        guards.require_everywhere(by)
    else:
        by.require("administer", tree[moved.parent_id])
    by.require("administer", above)
    if above.path.startswith(moved.path):
        raise UnitsInACircle
    if DEPTH[moved.kind] <= DEPTH[above.kind]:
        raise UnitMisplaced
    before, moved.parent = moved.path, above
    moved.save(update_fields=["parent", "path"])
    for row in tree.values():
        if row.path.startswith(before) and row.pk != moved.pk:
            row.path = moved.path + row.path.removeprefix(before)
            models.Model.save(row, update_fields=["path"])  # past Unit.save, which would ask for the parent again
    note("unit_moved", moved, by=by, at=at, parent=above)
    return moved
