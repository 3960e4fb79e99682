"""Purchase orders: the action that issues one, and who may see them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from approvals.models import PurchaseOrder
from approvals.notices import tell_ordered
from approvals.years import financial_year
from engine.language.errors import NotFound
from engine.language.text import Text, at_most
from engine.people.actor import Actor
from engine.people.clock import day_of
from engine.records.counters import next_number
from engine.records.places import centre_of
from workflows import trail


@transaction.atomic
def issue(
    *,
    process: Any,
    title: Text,
    supplier: str,
    lines: Sequence[Mapping[str, Any]],
    columns: Sequence[Mapping[str, Any]],
    amount: Decimal,
    by: Actor,
    at: datetime,
) -> PurchaseOrder:
    """The process's order: issued with the next number of its centre and financial year, or the one it has already.

    `columns` say how to show the lines: key, label and type of each.
    """
    existing = PurchaseOrder.objects.filter(process_id=process.pk).first()
    if existing is not None:
        return existing
    centre, year = centre_of(process.unit), financial_year(day_of(at))
    sequence = next_number(f"order:{centre.pk}:{year}")
    order = PurchaseOrder.objects.create(
        number=f"{centre.code}-{year}-{sequence:04d}",
        unit=centre,
        financial_year=year,
        sequence=sequence,
        process_id=process.pk,
        title=at_most(title, 200),
        supplier=supplier[:200],
        columns=list(columns),
        lines=[{key: plain(value) for key, value in line.items()} for line in lines],
        amount_cents=int(amount * 100),
        issued_by_id=by.user_id,
        issued_at=at,
    )
    _note(order, process, by, at)
    tell_ordered(order, process, at)
    return order


def plain(value: Any) -> Any:
    """A run-time value as JSON keeps it: decimals and dates as strings."""
    return value if value is None or isinstance(value, bool | int | str | list) else str(value)


def visible(actor: Actor) -> QuerySet[PurchaseOrder]:
    """The orders of the units that `actor` may see."""
    return PurchaseOrder.objects.filter(actor.scope("see").q("unit__path")).select_related("unit", "issued_by")


def one(actor: Actor, pk: object) -> PurchaseOrder:
    """The order, when `actor` may see it; raises NotFound."""
    order = visible(actor).filter(pk=pk).first()
    if order is None:
        raise NotFound
    return order


def _note(order: PurchaseOrder, process: Any, by: Actor, at: datetime) -> None:
    fields = {"number": order.number, "amount": order.amount_cents, "supplier": order.supplier}
    trail.note(process, "order.issued", by=by, at=at, about=("order", str(order.pk)), fields=fields)
