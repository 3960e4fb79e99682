"""A dataset in memory over the cast's units, and reports published from JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.messages import compile_messages
from engine import datasets
from engine.catalogue import queries
from engine.catalogue.models import Version
from engine.catalogue.services import import_documents
from engine.datasets import ROW_ID, Column
from engine.language.text import Text, both
from engine.people.actor import SYSTEM, Scope
from engine.people.models import Unit
from tests.cast import NOW, Cast
from tests.unit.reporting.fake import CLIENT, COLUMNS
from tests.unit.reporting.fake import describe_fake as _registered  # noqa: F401  enters the fake's description

# Before Django first asks for it: it keeps what it found.
compile_messages(Path(__file__).resolve().parents[3] / "reporting")
HK = ZoneInfo("Asia/Hong_Kong")


@dataclass
class Things:
    """Rows over real units: `unit` is a code of the cast."""

    entries: list[Mapping[str, Any]] = field(default_factory=list)
    persons: bool = False
    key: str = "fake:things"
    title: Text = field(default_factory=lambda: both("Things", "事項"))
    version_column: str | None = "version"

    @property
    def columns(self) -> Mapping[str, Column]:
        return {**COLUMNS, "client": CLIENT} if self.key == "fake:people" else COLUMNS

    def rows(self, scope: Scope, keys: Sequence[str], where: Any | None = None) -> Iterable[tuple[Any, ...]]:
        units = {unit.code: unit for unit in Unit.objects.all()}
        for number, entry in enumerate(self.entries):
            unit = units[entry["unit"]]
            if scope.covers(unit.path):
                full = {"version": 1, **entry, "unit": unit.pk, ROW_ID: str(number)}
                yield tuple(full.get(key) for key in keys)

    def link(self, row_id: str) -> str:
        return f"/things/{row_id}/"


class Source:
    def __init__(self) -> None:
        self.found = {"fake:things": Things(), "fake:people": Things(persons=True, key="fake:people")}

    def find(self, key: str, unit: Unit | None) -> Things | None:
        return self.found.get(key)

    def all(self, unit: Unit | None) -> list[Things]:
        return list(self.found.values())


@pytest.fixture
def source() -> Iterator[Source]:
    made = Source()
    datasets.sources.register("fake", made)
    yield made
    del datasets.sources._entries["fake"]


@pytest.fixture
def things(source: Source) -> list[Mapping[str, Any]]:
    """Twelve rows at WTS, three at KT, two of the other NGO; amounts in cents."""
    sent = datetime(2025, 5, 2, 9, 0, tzinfo=HK)
    rows = [{"unit": "WTS", "kind": "goods", "amount": 100_00 + n, "sent": sent} for n in range(8)]
    rows += [{"unit": "WTS", "kind": "works", "amount": 5_000_00, "sent": sent} for _ in range(4)]
    rows += [{"unit": "KT", "kind": "goods", "amount": 1_00, "sent": sent} for _ in range(3)]
    rows += [{"unit": "OTC", "kind": "services", "amount": 77_777_00, "sent": sent, "fund": "秘密"} for _ in range(2)]
    source.found["fake:things"].entries = rows
    return rows


@pytest.fixture
def publish(cast: Cast) -> Iterator[Callable[..., Version]]:
    """`publish(key="…", rows=[…])` publishes a report; only what matters is written."""

    def do(owner: Unit | None = None, **body: Any) -> Version:
        head = {"kind": "report", "language": 1, "key": "a-report", "title": both("Things counted", "事項統計")}
        measures = [{"key": "n", "label": both("Things", "事項數目"), "fn": "count"}]
        whole = {**head, "dataset": "fake:things", "measures": measures, **body}
        return import_documents(sources=[json.dumps(whole)], owner=owner, publish_them=True, by=SYSTEM, at=NOW)[0]

    yield do
    queries.forget_specs()
