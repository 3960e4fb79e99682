"""How an app offers rows to reports: columns are described purely, rows come already narrowed by a scope.

Two registries, because a report is *checked* without a database and *run* with one:

- `descriptions`: family name -> `Describe`. The family is the dataset's key up to the first colon (`form`, `tasks`).
  Pure: no Django at import, so that shipped reports compile without it.
- `sources`: app name -> `DatasetSource`, which finds live datasets.

`extensions` lets a higher room add columns to a lower room's rows (a process's outcome to a submission's row).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from engine.language.references import Library
from engine.language.registry import Registry
from engine.language.text import Text

if TYPE_CHECKING:
    from engine.people.actor import Scope
    from engine.people.models import Unit

ColumnType = Literal[
    "text", "choice", "codes", "integer", "money", "decimal", "date", "datetime", "boolean", "user", "unit"
]
ROW_ID = "id"


@dataclass(frozen=True)
class Column:
    """One column. What `rows` yields for each type (None when unanswered):

    text, choice: str (the option's key). codes: tuple of str. integer: int. money: int, in cents.
    decimal: int, scaled by 10**scale. date: date. datetime: aware datetime. boolean: bool. user, unit: UUID.
    `person` marks the column whose values say which person a row is about: fewer than five of them are suppressed.
    """

    key: str
    label: Text
    type: ColumnType
    options: Mapping[str, Text] | None = None
    scale: int = 0
    person: bool = False


@dataclass(frozen=True)
class Description:
    """What is known of a dataset without its rows: enough to check a report.

    `persons`: its rows are about persons, so small counts are suppressed.
    `version_column`: the integer column that holds the number of the document version a row was entered on, if any.
    """

    key: str
    title: Text
    columns: Mapping[str, Column]
    persons: bool = False
    version_column: str | None = None


class Describe(Protocol):
    """Describes the dataset `key` from documents alone; None when the family has no such dataset."""

    def __call__(self, key: str, library: Library) -> Description | None: ...


class Dataset(Protocol):
    """Live rows. `key`, `title`, `persons`, `columns`, `version_column` as in Description."""

    key: str
    title: Text
    persons: bool
    columns: Mapping[str, Column]
    version_column: str | None

    def rows(self, scope: "Scope", keys: Sequence[str], where: Any | None = None) -> Iterable[tuple[Any, ...]]:
        """One tuple a row, in the order of `keys`, of rows inside `scope` only, streamed.

        `"id"` is always a valid key: the row's identity, a string. `where` is a rule tree over the columns and only a
        hint: a dataset may leave out rows for which it is not true, and need not; the report applies it again.
        """
        ...

    def link(self, row_id: str) -> str:
        """The page of the thing behind a row, or an empty string."""
        ...


class DatasetSource(Protocol):
    """One app's datasets."""

    def find(self, key: str, unit: "Unit | None") -> Dataset | None:
        """The dataset `key` as seen from `unit` (None: the library), or None when it is not this app's."""
        ...

    def all(self, unit: "Unit | None") -> list[Dataset]:
        """Every dataset that a report at `unit` may be made of."""
        ...


class Extension(Protocol):
    """Columns that another room adds to each row of a family. Their keys carry its name: `process.outcome`."""

    family: str
    columns: Mapping[str, Column]

    def values(self, row_ids: Sequence[str], keys: Sequence[str]) -> Mapping[str, tuple[Any, ...]]:
        """For each of `row_ids` it knows, the values of `keys` in their order. One query a call."""
        ...


@dataclass(frozen=True)
class StaticDescribe:
    """Describes one dataset whose columns never depend on a document."""

    description: Description

    def __call__(self, key: str, library: Library) -> Description | None:
        return self.description if key == self.description.key else None


descriptions: Registry[Describe] = Registry("dataset family")
sources: Registry[DatasetSource] = Registry("dataset source")
extensions: Registry[Extension] = Registry("dataset extension")


def family_of(key: str) -> str:
    """`form:purchase/lines` is of the family `form`; `tasks` of the family `tasks`."""
    return key.split(":", 1)[0]


def describe(key: str, library: Library) -> Description | None:
    """The description of the dataset `key`, or None when no family has it."""
    family = family_of(key)
    return descriptions.get(family)(key, library) if family in descriptions else None


def extended_columns(family: str) -> dict[str, Column]:
    """The columns that extensions add to the rows of `family`."""
    ours = (extension for extension in extensions.values() if extension.family == family)
    return {key: column for extension in ours for key, column in extension.columns.items()}


def find_dataset(key: str, unit: "Unit | None") -> Dataset | None:
    """The live dataset `key` as seen from `unit`, or None."""
    found = (source.find(key, unit) for source in sources.values())
    return next((dataset for dataset in found if dataset is not None), None)
