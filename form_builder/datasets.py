"""Forms as datasets: rows read from typed cells, across all versions of a form, followed by item id."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.datasets import ROW_ID, Column, Dataset, extensions
from engine.language.text import Text
from engine.people.actor import Scope
from engine.people.models import Unit
from form_builder.addresses import submission_url
from form_builder.describing import FAMILY, OWN, SUBJECT, description, split_key
from form_builder.fields import CellValue, field_types
from form_builder.models import Cell, Submission
from form_builder.spec import FormSpec, ItemSpec

CHUNK = 500
Values = Mapping[tuple[str, str], Any]
"""(item id, row) -> value, of one submission."""
Reader = Callable[[Submission, Values, str], Any]


class FormDataset:
    """One row a submission, or one a row of its `repeat`; superseded submissions are left out."""

    version_column: str | None = "version"

    def __init__(self, key: str, title: Text, persons: bool, columns: Mapping[str, Column], spec: FormSpec) -> None:
        self.key, self.title, self.persons, self.columns = key, title, persons, columns
        self._form, self._repeat = split_key(key)
        self._spec = spec

    def rows(self, scope: Scope, keys: Sequence[str], where: Any | None = None) -> Iterable[tuple[Any, ...]]:
        """Tuples in the order of `keys`, of submissions inside `scope`, oldest first, streamed in chunks."""
        extra = [key for key in keys if key != ROW_ID and key in _extended()]
        readers = [None if key in extra else _reader(key, self._spec, self._repeat) for key in keys]
        found = self._submissions(scope).iterator(chunk_size=CHUNK)
        while chunk := list(islice(found, CHUNK)):
            cells = _cells(chunk, _ids_read(keys, self._spec, self._repeat))
            added = _added([str(s.pk) for s in chunk], extra)
            for submission in chunk:
                values = cells.get(submission.pk, {})
                for row in self._rows_of(values):
                    more = dict(zip(extra, added.get(str(submission.pk), (None,) * len(extra)), strict=True))
                    yield tuple(
                        more[key] if read is None else read(submission, values, row)
                        for key, read in zip(keys, readers, strict=True)
                    )

    @property
    def repeats(self) -> list[str]:
        """The paths of the form's repeats."""
        return list(self._spec.repeats)

    def link(self, row_id: str) -> str:
        """The submission's page."""
        return submission_url(Submission(pk=UUID(row_id.partition(":")[0])))

    def _submissions(self, scope: Scope) -> QuerySet[Submission]:
        rows = Submission.objects.filter(scope.q("unit__path"), superseded_by=None)
        rows = rows.filter(version__definition__kind=FAMILY, version__definition__key=self._form)
        wanted = ("id", "at", "by_id", "subject_id", "unit__id", "unit__path", "version__number")
        return rows.select_related("unit", "version").only(*wanted).order_by("at", "id")

    def _rows_of(self, values: Values) -> Iterator[str]:
        if not self._repeat:
            yield ""
            return
        item = self._spec.repeats[self._repeat]
        numbers = [row for item_id, row in values if item_id == item.id]
        yield from sorted(numbers, key=lambda row: [int(part) for part in row.split(".")])


class FormSource:
    """Every published form that serves a unit, and every repeat in it."""

    def find(self, key: str, unit: Unit | None) -> FormDataset | None:
        """The dataset as seen from `unit` (None: the library); None when it is no form's."""
        if not key.startswith(f"{FAMILY}:"):
            return None
        form, repeat = split_key(key)
        owner = catalogue.owners_for(unit)
        versions = Version.objects.filter(definition__kind=FAMILY, definition__key=form, state=Version.PUBLISHED)
        nearest = _nearest(versions, owner)
        return _dataset(key, repeat, nearest) if nearest else None

    def all(self, unit: Unit | None) -> list[Dataset]:
        """All of them, each form followed by its repeats."""
        keys = Version.objects.filter(definition__kind=FAMILY, state=Version.PUBLISHED)
        found: list[Dataset] = []
        for form in keys.values_list("definition__key", flat=True).order_by("definition__key").distinct():
            dataset = self.find(f"{FAMILY}:{form}", unit)
            if dataset is not None:
                repeats = (self.find(f"{FAMILY}:{form}/{path}", unit) for path in dataset.repeats)
                found += [dataset, *(repeat for repeat in repeats if repeat is not None)]
        return found


def _nearest(versions: QuerySet[Version], owners: Sequence[UUID]) -> Version | None:
    """The newest version of the nearest owner; failing all, of a unit further down (a report of the whole agency)."""
    ranked = sorted(
        versions.select_related("definition", "definition__owner"),
        key=lambda v: (_distance(v, owners), -v.number),
    )
    return ranked[0] if ranked else None


def _distance(version: Version, owners: Sequence[UUID]) -> int:
    owner = version.definition.owner_id
    if owner is None:
        return len(owners)
    return owners.index(owner) if owner in owners else len(owners) + 1


def _dataset(key: str, repeat: str, version: Version) -> FormDataset | None:
    spec: FormSpec = catalogue.spec(version)
    found = description(key, repeat, spec, catalogue.BoundLibrary(version, {}))
    return FormDataset(key, found.title, found.persons, found.columns, spec) if found else None


def _extended() -> dict[str, Any]:
    ours = (extension for extension in extensions.values() if extension.family == FAMILY)
    return {key: extension for extension in ours for key in extension.columns}


def _added(row_ids: list[str], keys: list[str]) -> dict[str, tuple[Any, ...]]:
    """The values of other rooms' columns: one call an extension a chunk."""
    by_extension: dict[int, list[str]] = defaultdict(list)
    owners = _extended()
    for key in keys:
        by_extension[id(owners[key])].append(key)
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for wanted in by_extension.values():
        for row_id, values in owners[wanted[0]].values(row_ids, wanted).items():
            found[row_id].update(zip(wanted, values, strict=True))
    return {row_id: tuple(values.get(key) for key in keys) for row_id, values in found.items()}


def _item_of(key: str, spec: FormSpec, repeat: str) -> ItemSpec | None:
    if not repeat:
        return spec.fields.get(key)
    if key.startswith("parent."):
        return spec.fields.get(key.removeprefix("parent."))
    return spec.repeats[repeat].fields.get(key)


def _ids_read(keys: Sequence[str], spec: FormSpec, repeat: str) -> list[str]:
    items = (_item_of(key, spec, repeat) for key in keys)
    scores = {score.id for score in spec.scores for key in keys if _score_part(key, score.key)}
    own = [spec.repeats[repeat].id] if repeat else []
    return [*{item.id for item in items if item is not None}, *scores, *own]


def _score_part(key: str, score: str) -> str:
    plain = key.removeprefix("parent.")
    return "value" if plain == score else "band" if plain == f"{score}_band" else ""


def _cells(chunk: list[Submission], item_ids: list[str]) -> dict[UUID, dict[tuple[str, str], Any]]:
    """The cells of a chunk: a value each, or a list of codes; a score is (value, band)."""
    found: dict[UUID, dict[tuple[str, str], Any]] = defaultdict(dict)
    rows = Cell.objects.filter(submission__in=chunk, item_id__in=item_ids).order_by("id")
    fields = ("submission_id", "item_id", "row", "text", "integer", "date")
    for submission_id, item_id, row, *value in rows.values_list(*fields):
        found[submission_id].setdefault((item_id, row), []).append(tuple(value))
    return found


def _reader(key: str, spec: FormSpec, repeat: str) -> Reader:
    if key == ROW_ID:
        return (lambda s, values, row: f"{s.pk}:{row}") if repeat else (lambda s, values, row: str(s.pk))
    if key in OWN or key == SUBJECT.key:
        return _own(key)
    item = _item_of(key, spec, repeat)
    if item is not None:
        return _answer(item, "" if item.key in spec.fields and spec.fields[item.key] is item else None)
    for score in spec.scores:
        if part := _score_part(key, score.key):
            return _score(score.id, part)
    raise KeyError(key)


def _own(key: str) -> Reader:
    if key == "ngo":
        return _ngo_reader()
    return {
        "unit": lambda s, values, row: s.unit_id,
        "submitted": lambda s, values, row: s.at,
        "by": lambda s, values, row: s.by_id,
        "version": lambda s, values, row: s.version.number,
        "subject": lambda s, values, row: str(s.subject_id) if s.subject_id else None,
    }[key]


def _answer(item: ItemSpec, row_fixed: str | None) -> Reader:
    kind = field_types.get(item.type)

    def read(submission: Submission, values: Values, row: str) -> Any:
        found = values.get((item.id, row if row_fixed is None else row_fixed))
        if not found:
            return None
        return kind.from_cells([CellValue(*cell) for cell in found])

    return read


def _score(score_id: str, part: str) -> Reader:
    position = 1 if part == "value" else 0

    def read(submission: Submission, values: Values, row: str) -> Any:
        found = values.get((score_id, ""))
        return found[0][position] if found else None

    return read


def _ngo_reader() -> Reader:
    """Tells each submission's agency from its unit's path; knows all agencies after one query."""
    agencies = {str(pk): pk for pk in Unit.objects.filter(kind="ngo").values_list("pk", flat=True)}

    def read(submission: Submission, values: Values, row: str) -> Any:
        return next((agencies[part] for part in submission.unit.path.split("/") if part in agencies), None)

    return read
