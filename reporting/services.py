"""What readers do with reports: list, run, look behind a figure. Every run leaves one entry in the trail of reads.

Rows are read outside a transaction: a long report must not keep writers waiting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.audit.services import record_read
from engine.catalogue import queries
from engine.catalogue.models import Version
from engine.datasets import Dataset, find_dataset
from engine.language.errors import NotFound, Refusal
from engine.language.text import both
from engine.people.actor import Actor
from engine.people.clock import day_of
from reporting.drill import Behind, behind
from reporting.naming import names
from reporting.plan import Plan, plan
from reporting.result import Result
from reporting.rows import ColumnGone
from reporting.run import run
from reporting.scoping import DRILL, DRILL_PERSONS, READ, home_of, reach
from reporting.spec import ReportSpec

Keys = tuple[str, ...]


class NoData(Refusal):
    """The report's dataset is not there for this reader."""

    status = 404
    message = both("The data behind this report are not here.", "找不到此報表所用的數據。")


class Suppressed(Refusal):
    """The rows behind a hidden figure are not shown."""

    status = 403
    message = both(
        "This figure is hidden to protect the people behind it, and so are its rows.",
        "為保障個人私隱，此數字及其明細不予顯示。",
    )


@dataclass(frozen=True)
class Ran:
    """A result with the plan it came from."""

    plan: Plan
    result: Result


def reports_for(actor: Actor, at: datetime) -> list[Version]:
    """The reports that serve the reader; raises NotAllowed when they may not read any."""
    reach(actor, READ)
    return queries.available("report", home_of(actor), day_of(at))


def report_spec(key: str, actor: Actor, at: datetime) -> ReportSpec:
    """The report `key` as it serves the reader; raises NotFound, or ColumnGone when its form left it behind."""
    version = queries.resolve("report", key, home_of(actor), day_of(at))
    if version is None:
        raise NotFound()
    try:
        found: ReportSpec = queries.spec(version)
    except ValueError as error:
        raise ColumnGone from error
    return found


def run_report(
    key: str, chosen: Mapping[str, str], *, by: Actor, at: datetime, permissions: tuple[str, ...] = READ
) -> Ran:
    """Runs the report `key` over the rows where `by` holds all `permissions`.

    Raises NotFound, NotAllowed, BadParameter, NoData, ColumnGone or TooLarge.
    """
    reach(by, permissions)
    planned, dataset = _planned(key, chosen, by, at)
    result = _run(planned, dataset, by, at, permissions)
    record_read(by=by, at=at, about=("report", key), count=result.rows_read, why="/".join(permissions))
    return Ran(planned, result)


def look_behind(
    key: str,
    chosen: Mapping[str, str],
    row: Keys | None,
    column: Keys | None,
    *,
    start: int,
    limit: int,
    by: Actor,
    at: datetime,
) -> Behind:
    """The rows behind one figure (None: the total) that the reader may see one by one.

    Raises Suppressed when the figure is hidden, NotFound when there is no such figure.
    """
    planned, dataset = _planned(key, chosen, by, at)
    scope = reach(by, DRILL_PERSONS if dataset.persons else DRILL, planned.unit_code)
    cell = _run(planned, dataset, by, at, READ).find(row, column)
    if cell is None:
        raise NotFound()
    if any(cell.hidden):
        raise Suppressed
    found = behind(planned, dataset, scope, row, column, start=start, limit=limit, names=names)
    record_read(by=by, at=at, about=("report", key), count=len(found.rows), why="rows behind a figure")
    return found


def _planned(key: str, chosen: Mapping[str, str], by: Actor, at: datetime) -> tuple[Plan, Dataset]:
    spec = report_spec(key, by, at)
    dataset = find_dataset(spec.dataset.key, home_of(by))
    if dataset is None:
        raise NoData
    return plan(spec, chosen, today=day_of(at), columns=dataset.columns), dataset


def _run(planned: Plan, dataset: Dataset, by: Actor, at: datetime, permissions: tuple[str, ...]) -> Result:
    scope = reach(by, permissions, planned.unit_code)
    return run(planned, dataset=dataset, scope=scope, by=by, at=at, names=names)
