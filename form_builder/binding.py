"""What a draft or submission means: the spec of its version, and what its rules see of other documents."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.catalogue import queries as catalogue
from engine.catalogue.models import Version
from engine.language.references import Library
from engine.people.clock import HONG_KONG, day_of
from form_builder.answer_schema import AnswerSchema, schema_of
from form_builder.answering import Evaluated, evaluate
from form_builder.held_files import held_files
from form_builder.models import Draft
from form_builder.spec import FormSpec

_MOST = 500
_libraries: OrderedDict[tuple[Any, ...], "RememberingLibrary"] = OrderedDict()
_is_personal: dict[UUID, bool] = {}
_lock = threading.Lock()


class RememberingLibrary:
    """Asks another library once for each document, and keeps the spec; and the schema of answers that follows."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[tuple[str, str], Any] = {}
        self._schema: AnswerSchema | None = None

    def find(self, kind: str, key: str) -> Any | None:
        name = (kind, key)
        if name not in self._known:
            self._known[name] = self._library.find(kind, key)
        return self._known[name]

    def schema(self, spec: FormSpec) -> AnswerSchema:
        """What wire answers to `spec` look like."""
        if self._schema is None:
            self._schema = AnswerSchema(schema_of(spec, self))
        return self._schema


def spec_of(version: Version) -> FormSpec:
    """The compiled form."""
    return catalogue.spec(version)


def _forget(version_id: UUID) -> None:
    _is_personal.pop(version_id, None)


catalogue.forgetters.append(_forget)


def personal_versions() -> list[UUID]:
    """The versions of forms that ask for anything personal; each version is looked at once."""
    rows = Version.objects.filter(definition__kind="form").exclude(state=Version.DRAFT)
    for version in rows.exclude(pk__in=_is_personal).select_related("definition", "definition__owner"):
        _is_personal[version.pk] = spec_of(version).personal
    return [pk for pk, personal in _is_personal.items() if personal]


def schema_for(version: Version, bindings: Mapping[str, str]) -> AnswerSchema:
    """The schema of the answers to a version whose lists were bound so; kept as its library is."""
    return library_for(version, bindings).schema(spec_of(version))


def library_for(version: Version, bindings: Mapping[str, str]) -> RememberingLibrary:
    """What the form's rules and choices see. Kept for fully bound published versions, whose documents never change."""
    library = RememberingLibrary(catalogue.BoundLibrary(version, bindings))
    if version.state == Version.DRAFT or not _fully_bound(version, bindings):
        return library
    name = (version.pk, *sorted(bindings.items()))
    with _lock:
        _libraries.setdefault(name, library)
        _libraries.move_to_end(name)
        while len(_libraries) > _MOST:
            _libraries.popitem(last=False)
        return _libraries[name]


def forget_libraries() -> None:
    """Empties the cache (tests, whose database rows come and go)."""
    with _lock:
        _libraries.clear()


def _fully_bound(version: Version, bindings: Mapping[str, str]) -> bool:
    spec = spec_of(version)
    lists = {item.choices for item in spec.items.values() if item.choices is not None}
    needed = {f"table:{key}" for key in spec.tables} | {f"choices:{key}" for key in lists}
    return needed <= set(bindings)


def judge(draft: Draft, at: datetime, answers: Mapping[str, Any] | None = None) -> Evaluated:
    """The judgement of a draft's answers (or of others offered for it) at a moment."""
    files = {str(file.ref): file.item_id for file in held_files(draft)}
    return evaluate(
        spec_of(draft.version),
        draft.answers if answers is None else answers,
        library=library_for(draft.version, draft.bindings),
        today=day_of(at),
        now=moment(at),
        files=files,
    )


def moment(at: datetime) -> str:
    """A moment as rules read it: ISO, in Hong Kong."""
    return at.astimezone(HONG_KONG).isoformat(timespec="seconds")
