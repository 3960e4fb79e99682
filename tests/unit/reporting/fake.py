"""A dataset in memory, and the notation of these tests: a report is written as its author writes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from engine.datasets import ROW_ID, Column, Description, descriptions
from engine.language.compiling import check
from engine.language.documents import from_body
from engine.language.kinds import Compiled
from engine.language.text import Text, both
from engine.people.actor import Actor, Scope
from reporting.plan import plan
from reporting.result import Result
from reporting.run import run
from reporting.spec import ReportSpec

AT = datetime(2025, 11, 14, 2, 42, tzinfo=UTC)
TODAY = date(2025, 11, 14)
NORTH, SOUTH = UUID(int=1), UUID(int=2)
PATHS = {NORTH: "/f/north/", SOUTH: "/f/south/"}
KINDS = {"goods": both("Goods", "物料"), "works": both("Works", "工程"), "services": both("Services", "服務")}
COLUMNS = {
    column.key: column
    for column in (
        Column("kind", both("Kind", "種類"), "choice", KINDS),
        Column("fund", both("Fund", "經費"), "text"),
        Column("amount", both("Amount", "金額"), "money"),
        Column("score", both("Score", "分數"), "integer"),
        Column("rate", both("Rate", "比率"), "decimal", scale=3),
        Column("urgent", both("Urgent", "緊急"), "boolean"),
        Column("sent", both("Sent", "提交"), "datetime"),
        Column("due", both("Due", "到期"), "date"),
        Column("unit", both("Centre", "中心"), "unit"),
        Column("tags", both("Tags", "標籤"), "codes"),
        Column("version", both("Version", "版本"), "integer"),
    )
}
CLIENT = Column("client", both("Client", "服務使用者"), "text", person=True)


class NoLibrary:
    def find(self, kind: str, key: str) -> Any | None:
        return None


@dataclass
class FakeDataset:
    """Rows are dicts; `unit` decides who may read them."""

    entries: Sequence[Mapping[str, Any]]
    persons: bool = False
    columns: Mapping[str, Column] = field(default_factory=lambda: dict(COLUMNS))
    key: str = "fake:things"
    title: Text = field(default_factory=lambda: both("Things", "事項"))
    version_column: str | None = "version"

    def rows(self, scope: Scope, keys: Sequence[str], where: Any | None = None) -> Iterable[tuple[Any, ...]]:
        for number, entry in enumerate(self.entries):
            if scope.covers(PATHS[entry.get("unit", NORTH)]):
                full = {"unit": NORTH, **entry, ROW_ID: str(number)}
                yield tuple(full.get(key) for key in keys)

    def link(self, row_id: str) -> str:
        return f"/things/{row_id}/"


def fake_names(sort: str, ids: Iterable[str]) -> Mapping[str, Text]:
    known = {str(NORTH): both("North Centre", "北區中心"), str(SOUTH): both("South Centre", "南區中心")}
    return {each: known[each] for each in ids if each in known}


def describe_fake(key: str, library: Any) -> Description | None:
    if key not in {"fake:things", "fake:people"}:
        return None
    people = key == "fake:people"
    columns = {**COLUMNS, "client": CLIENT} if people else dict(COLUMNS)
    return Description(key, both("Things", "事項"), columns, persons=people, version_column="version")


if "fake" not in descriptions:
    descriptions.register("fake", describe_fake)


def compiled(**body: Any) -> Compiled:
    """What the compiler says of a report; only what matters to the test is written."""
    whole = {"kind": "report", "language": 1, "key": "a-report", "title": both("A report", "報表")}
    defaults = {"dataset": "fake:things", "measures": [{"key": "n", "fn": "count"}]}
    return check(from_body({**whole, **defaults, **body}), NoLibrary())


def spec_of(**body: Any) -> ReportSpec:
    found = compiled(**body)
    assert found.spec is not None, [(p.code, p.pointer, p.message) for p in found.problems]
    return found.spec


def actor(*paths: str, label: str = "Chan Siu Ming") -> Actor:
    grants = dict.fromkeys(paths or ("/",), frozenset({"report", "see", "export"}))
    return Actor(UUID(int=9), "reader", label, grants_by_path=grants)


def result_of(
    entries: Sequence[Mapping[str, Any]],
    *,
    chosen: Mapping[str, str] | None = None,
    reader: Actor | None = None,
    over: FakeDataset | None = None,
    **body: Any,
) -> Result:
    """Runs a report over `entries` (or the dataset `over`)."""
    spec, reader = spec_of(**body), reader or actor()
    found = over or FakeDataset(entries, persons=spec.dataset.persons, columns=spec.dataset.columns)
    return run(
        plan(spec, chosen or {}, today=TODAY),
        dataset=found,
        scope=reader.scope("report"),
        by=reader,
        at=AT,
        names=fake_names,
    )
