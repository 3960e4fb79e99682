"""What a register's document compiles to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.language.text import Text, say


@dataclass(frozen=True)
class Status:
    """One station of a record's life; `following` holds the keys it may move to (None: any)."""

    id: str
    key: str
    label: Text
    following: tuple[str, ...] | None


@dataclass(frozen=True)
class Unique:
    """Answers that no two records may share; `label` names them in a refusal."""

    id: str
    fields: tuple[str, ...]
    label: Text
    within: str


@dataclass(frozen=True)
class Relation:
    """How a record may stand to one of the register `to`. `inverse` says it from the other side; None: the same words."""

    id: str
    key: str
    label: Text
    inverse: Text | None
    to: str

    @property
    def is_mutual(self) -> bool:
        """Whether it holds both ways (the same household), so that it is stored once."""
        return self.inverse is None


@dataclass(frozen=True)
class RegisterSpec:
    key: str
    title: Text
    person: bool
    form: str
    prefix: str
    digits: int
    numbered_per: str
    record_title: tuple[str, ...]
    unique: tuple[Unique, ...]
    statuses: Mapping[str, Status]
    start_status: str
    relations: Mapping[str, Relation] = field(default_factory=dict[str, Relation])

    def title_of(self, answers: Mapping[str, Any], default: str) -> str:
        """The record's title made of its profile's answers, or `default` when they are all empty."""
        parts = [str(answers[key]).strip() for key in self.record_title if answers.get(key)]
        return " ".join(parts)[:200] or default

    def may_move(self, before: str, after: str) -> bool:
        """Whether a record in status `before` may be put into `after`."""
        status = self.statuses.get(before)
        return after in self.statuses and (status is None or status.following is None or after in status.following)

    def status_label(self, key: str, language: str) -> str:
        """A status in the reader's language; a key that no version knows any more is said as it is."""
        status = self.statuses.get(key)
        return say(status.label, language, key) if status else key
