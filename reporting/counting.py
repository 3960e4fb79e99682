"""Counts rows into buckets, one for each line and column that occurs, and merges buckets into totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reporting.rows import Keys, Row, RowReader, person_keys
from reporting.spec import Measure
from reporting.tallies import Tally, tallies


class Bucket:
    """The figures of one place in the making: its rows, who stands behind them, and a tally for each measure."""

    __slots__ = ("made", "number", "people", "unnamed")

    def __init__(self, measures: Sequence[Measure]) -> None:
        self.number = self.unnamed = 0
        self.people: set[Any] = set()
        self.made: list[Tally] = [tallies.get(_function(measure))() for measure in measures]

    @property
    def persons(self) -> int:
        """How many different people; a row that names nobody counts as somebody."""
        return len(self.people) + self.unnamed

    def merge(self, other: "Bucket") -> None:
        self.number += other.number
        self.unnamed += other.unnamed
        self.people |= other.people
        for mine, theirs in zip(self.made, other.made, strict=True):
            mine.merge(theirs)


@dataclass
class Counts:
    """Every bucket by the keys of its line and column, and the versions that rows were entered on."""

    measures: Sequence[Measure]
    buckets: dict[tuple[Keys, Keys], Bucket] = field(default_factory=dict[tuple[Keys, Keys], Bucket])
    versions: set[int] = field(default_factory=set[int])

    def total(self, buckets: Iterable[Bucket]) -> Bucket:
        """A new bucket holding all of `buckets`."""
        merged = Bucket(self.measures)
        for bucket in buckets:
            merged.merge(bucket)
        return merged


def count(reader: RowReader, rows: Iterable[Row]) -> Counts:
    """Counts `rows`, each once."""
    spec, dataset = reader.plan.spec, reader.dataset
    counts = Counts(spec.measures)
    values = [reader.index[measure.of.key] if measure.of else None for measure in spec.measures]
    people = [reader.index[key] for key in person_keys(reader.columns)] if spec.persons else []
    version = reader.index[dataset.version_column] if dataset.version_column else None
    for row in rows:
        place = reader.place(row)
        bucket = counts.buckets.get(place)
        if bucket is None:
            bucket = counts.buckets[place] = Bucket(spec.measures)
        _add(bucket, row, values, people)
        if version is not None and row[version] is not None:
            counts.versions.add(row[version])
    return counts


def _add(bucket: Bucket, row: Row, values: Sequence[int | None], people: Sequence[int]) -> None:
    bucket.number += 1
    for tally, position in zip(bucket.made, values, strict=True):
        tally.add(None if position is None else row[position])
    if not people:
        bucket.unnamed += 1
        return
    person = tuple(row[position] for position in people)
    if any(part is None for part in person):
        bucket.unnamed += 1
    else:
        bucket.people.add(person)


def _function(measure: Measure) -> str:
    if measure.fn != "share":
        return measure.fn
    return "sum" if measure.of else "count"
