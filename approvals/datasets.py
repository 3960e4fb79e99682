"""The dataset `decisions`: one row a decision, for reports on delay, verdicts and reasons."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from approvals.descriptions import DECISIONS
from approvals.models import Decision
from engine.datasets import ROW_ID, Column, Dataset
from engine.language.text import Text
from engine.people.actor import Scope
from engine.people.models import Role, Unit


def _hours(decision: Decision) -> timedelta:
    return decision.at - (decision.step.opened_at or decision.at)


VALUES: Mapping[str, Callable[[Decision], Any]] = {
    ROW_ID: lambda d: str(d.pk),
    "decided": lambda d: d.at,
    "unit": lambda d: d.step.round.process.unit_id,
    "workflow": lambda d: d.step.round.process.version.definition.key,
    "node": lambda d: d.step.round.node,
    "round": lambda d: d.step.round.number,
    "step": lambda d: d.step.order,
    "act": lambda d: d.step.act,
    "role": lambda d: d.role,
    "verdict": lambda d: d.verdict,
    "reason": lambda d: d.reason_code or None,
    "hours": lambda d: round(_hours(d) / timedelta(hours=1) * 10),
    "days": lambda d: round(_hours(d) / timedelta(days=1) * 10),
    "amount": lambda d: d.step.round.amount_cents,
    "by": lambda d: d.by_id,
    "stood_in": lambda d: d.on_behalf_of_id is not None,
}


class Decisions:
    """One row a decision inside the reader's scope, oldest first."""

    key: str = DECISIONS.key
    title: Text = DECISIONS.title
    persons: bool = DECISIONS.persons
    version_column: str | None = DECISIONS.version_column
    columns: Mapping[str, Column]

    def __init__(self) -> None:
        """Its columns carry the labels of the workflows, roles and reasons that occur."""
        options = {"workflow": _workflows(), "role": _roles(), "reason": _reasons()}
        self.columns = {
            key: replace(column, options=options[key]) if key in options else column
            for key, column in DECISIONS.columns.items()
        }

    def rows(self, scope: Scope, keys: Sequence[str], where: Any | None = None) -> Iterable[tuple[Any, ...]]:
        """One tuple a decision, in the order of `keys`."""
        found = Decision.objects.filter(scope.q("step__round__process__unit__path")).order_by("at")
        for decision in found.select_related("step__round__process__version__definition").iterator(2000):
            yield tuple(VALUES[key](decision) for key in keys)

    def link(self, row_id: str) -> str:
        """The page of the decision's process."""
        from approvals.reading import process_url

        process = Decision.objects.filter(pk=row_id).values_list("step__round__process_id", flat=True).first()
        return process_url(process) if process else ""


class DecisionSource:
    """Offers `decisions` everywhere."""

    def find(self, key: str, unit: Unit | None) -> Dataset | None:
        return Decisions() if key == DECISIONS.key else None

    def all(self, unit: Unit | None) -> list[Dataset]:
        return [Decisions()]


def _roles() -> dict[str, Text]:
    return dict(Role.objects.values_list("code", "name"))


def _reasons() -> dict[str, Text]:
    rows = Decision.objects.exclude(reason_code="").order_by()
    labels: dict[str, Text] = {}
    for code, label in rows.values_list("reason_code", "reason_label").distinct():
        labels.setdefault(code, label or code)
    return labels


def _workflows() -> dict[str, Text]:
    rows = Decision.objects.order_by().values_list(
        "step__round__process__version__definition__key", "step__round__process__version__definition__title"
    )
    return dict(rows.distinct())
