"""What publishing a draft touches: work that is under way, who reads what it changes, and what it would stop."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue.models import Definition, Version
from engine.catalogue.queries import compile_version, document, latest
from engine.catalogue.usage import Part, Readers, Reading, binding_of, part_named, parts_of, reading_versions
from engine.language.problems import Problem, has_errors
from engine.language.registry import Registry
from engine.language.text import Text, both, say
from engine.people.actor import Actor


@dataclass(frozen=True)
class Impact:
    """Something that goes on with an older version: how many, in words, and where the reader may look at it."""

    what: Text
    count: int
    url: str = ""


@dataclass(frozen=True)
class Touched:
    """A part that the draft removes, renames or gives another type; `heir` is what its old name means from then on."""

    before: Part
    after: Part | None
    heir: Part | None
    readings: tuple[Reading, ...]

    @property
    def verb(self) -> str:
        if self.after is None:
            return "removed"
        return "renamed" if self.before.names != self.after.names else "retyped"

    @property
    def sentence(self) -> Text:
        """What happens to the part, in both languages."""
        return both(*(_SAID[self.verb][index].format(**self._facts(lang)) for index, lang in enumerate(_LANGUAGES)))

    def _facts(self, language: str) -> Mapping[str, str]:
        now = self.after or self.before
        label, older = say(now.label, language), say(self.before.label, language)
        return {"label": label, "older": older, "from": self.before.names[0], "to": now.names[0]}


@dataclass(frozen=True)
class Stopped:
    """A version in force that does not hold together any more once the draft is published."""

    version: Version
    problems: Sequence[Problem]

    @property
    def for_good(self) -> bool:
        """Whether more than its own reader depends on it, so that the draft may not be published alone."""
        return self.version.definition.kind in load_bearing


_LANGUAGES = ("en", "zh-Hant")
_SAID: Mapping[str, tuple[str, str]] = {
    "removed": ("“{older}” is removed", "移除「{older}」"),
    "renamed": ("“{label}”: its key “{from}” becomes “{to}”", "「{label}」：代號由「{from}」改為「{to}」"),
    "retyped": ("“{label}” becomes another type of field", "「{label}」改為另一種欄位類型"),
}
impacts: Registry[Callable[[Definition, Actor], Iterable[Impact]]] = Registry("impact")
"""What each room says goes on with the published versions of a definition; the actor only decides about the links."""
load_bearing: Registry[bool] = Registry("kind that others stand on")
"""Kinds whose documents must never be left broken: other pages stand on them (a register holds its records)."""


def under_way(definition: Definition, actor: Actor) -> list[Impact]:
    """What goes on with the published versions; it stays on them."""
    return [found for tell in impacts.values() for found in tell(definition, actor) if found.count]


def touched(before: Version, draft: Version) -> list[Touched]:
    """What the draft removes, renames or retypes, matched by id, with who reads it."""
    old, new = parts_of(document(before)), parts_of(document(draft))
    if old and not new:  # the draft's shape is not right yet; its problems say so
        return []
    changed = [part for part in old.values() if _differs(part, new.get(part.id))]
    if not changed:
        return []
    readers = Readers(before.definition)
    return [_touched(part, new, tuple(readers.of(part, old))) for part in changed]


def _differs(part: Part, after: Part | None) -> bool:
    return after is None or (after.names, after.type) != (part.names, part.type)


def _touched(part: Part, new: Mapping[str, Part], readings: tuple[Reading, ...]) -> Touched:
    heir = part_named(part.names[0], new.values())
    return Touched(part, new.get(part.id), heir if heir and heir.id != part.id else None, readings)


def stopped(drafts: Sequence[Version]) -> list[Stopped]:
    """What is in force, bound late or by day to one of the drafts, and holds together today but not beside them."""
    ours = {draft.definition_id for draft in drafts}
    found = {reader.pk: reader for draft in drafts for reader in _bound_to(draft) if reader.definition_id not in ours}
    return [one for reader in found.values() if (one := _stopped(reader, drafts)) is not None]


def _bound_to(draft: Version) -> Iterator[Version]:
    if latest(draft.definition) is None:
        return
    for reader in reading_versions(draft.definition):
        if reader.state == Version.PUBLISHED and binding_of(reader, draft.definition) in ("late", "dated"):
            yield reader


def _stopped(reader: Version, drafts: Sequence[Version]) -> Stopped | None:
    problems = compile_version(reader, drafts).problems
    before = [newest for draft in drafts if (newest := latest(draft.definition))]
    if not has_errors(problems) or has_errors(compile_version(reader, before).problems):
        return None
    return Stopped(reader, [problem for problem in problems if problem.severity == "error"])
