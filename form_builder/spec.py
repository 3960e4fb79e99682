"""What the compiler makes of one form document: frozen, typed, complete. Pure Python."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from engine.language.rules import Scope, Signature
from engine.language.text import Text

Tree = Any
Rule = Callable[[Scope], Any]


@dataclass(frozen=True)
class Choice:
    """One option of a choice, inline or of a `choices` document.

    `until` is the last day on which it is offered; rules may read `attributes`.
    """

    id: str
    key: str
    label: Text
    parent: str | None = None
    until: date | None = None
    score: int | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Rules:
    """The rules of one item, compiled. `visible` is every gate that must hold: its page's, its groups' and its own."""

    visible: tuple[Rule, ...] = ()
    required: Rule | None = None
    recommended: Rule | None = None
    read_only: Rule | None = None
    calculate: Rule | None = None
    default: Rule | None = None
    offered: Rule | None = None


@dataclass(frozen=True)
class CheckSpec:
    """A sentence that must be true; `at` is the key (in a repeat: of the row) where the message is shown.

    `reason` is the key of the item beside it that holds the reason of a warning that asks for one; "" where none does.
    """

    id: str
    rule_tree: Tree
    at: str
    message: Text
    severity: str
    rule: Rule
    reason: str = ""


@dataclass(frozen=True)
class ItemSpec:
    """One item of a form. `path` joins the keys of the repeats around it: `lines.amount`. Groups leave no trace in it.

    `asked_by` is the id of the check whose reason the item holds: it shows while that check does not hold.
    Of a repeat, `fields` holds the items of a row that have a value, by key, and `plan` all of its items in the
    order to compute them.
    """

    id: str
    key: str
    path: str
    type: str
    label: Text
    hint: Text | None = None
    required: bool = False
    recommended: bool = False
    required_when: Tree = None
    recommended_when: Tree = None
    visible_when: Tree = None
    read_only_when: Tree = None
    calculate: Tree = None
    default: Any = None
    default_from: Tree = None
    choices: str | None = None
    choices_when: Tree = None
    inline: tuple[Choice, ...] = ()
    prefill: str = ""
    sensitivity: str = "internal"
    purpose: Text = ""
    items: tuple["ItemSpec", ...] = ()
    min: Any = None
    max: Any = None
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    checks: tuple[CheckSpec, ...] = ()
    asked_by: str = ""
    rules: Rules = field(default_factory=Rules, repr=False, compare=False)
    fields: Mapping[str, "ItemSpec"] = field(default_factory=dict[str, "ItemSpec"], repr=False, compare=False)
    plan: tuple["ItemSpec", ...] = field(default=(), repr=False, compare=False)
    kept: dict[str, Any] = field(default_factory=dict[str, Any], init=False, repr=False, compare=False)
    """What others work out of it once: a spec never changes."""

    @property
    def calculated(self) -> bool:
        """Whether the engine alone says what the value is."""
        return self.calculate is not None

    @property
    def personal(self) -> bool:
        """Whether reading it is reading personal data."""
        return self.sensitivity in {"personal", "sensitive"}


@dataclass(frozen=True)
class PageSpec:
    """One page of the wizard."""

    id: str
    key: str
    title: Text
    items: tuple[ItemSpec, ...]
    hint: Text | None = None
    visible_when: Tree = None
    rules: Rules = field(default_factory=Rules, repr=False, compare=False)


@dataclass(frozen=True)
class Band:
    """A range of scores with a name; both ends included. `tone` is one of calm, watch, warn, danger.

    `limit` is the least value beyond it: a mean between two whole bands belongs to the lower.
    """

    key: str
    start: Decimal
    end: Decimal
    limit: Decimal
    label: Text
    tone: str
    text: Text | None = None


@dataclass(frozen=True)
class Alert:
    """When `rule` holds at submission, those who hold `role` for the unit are told `message`."""

    id: str
    rule_tree: Tree
    role: str
    message: Text
    rule: Rule


@dataclass(frozen=True)
class ChangeSpec:
    """How two scores are compared: which way is better, what is the least that matters, and what is reliable."""

    better: str
    least: Decimal | None
    sd: Decimal | None
    reliability: Decimal | None
    source: Text | None


@dataclass(frozen=True)
class ScoreSpec:
    """A number made of answers. `allow` unanswered items at most; `fill` says what they do: none, zero, prorate.

    An item counts `weights` times (once, where it is not named), and the other way round when it is `reversed`; the
    result is multiplied by `times` and rounded to `places`. `part_of` is the score of which this is a sub-scale.
    """

    id: str
    key: str
    label: Text
    fn: str
    of: tuple[str, ...]
    allow: int
    fill: str
    bands: tuple[Band, ...]
    alerts: tuple[Alert, ...]
    weights: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    reversed: frozenset[str] = frozenset()
    times: Decimal = Decimal(1)
    places: int = 0
    rounding: str = "half_up"
    part_of: str | None = None
    source: Text | None = None
    change: ChangeSpec | None = None


@dataclass(frozen=True)
class NarrativePart:
    """A sentence, or a list: a line for each row of the repeat `each`, or for each answered field `of` those named."""

    say: Text
    when: Rule | None = None
    title: Text | None = None
    each: str | None = None
    of: tuple[str, ...] = ()
    sort: str | None = None
    descending: bool = False


@dataclass(frozen=True)
class NarrativeSpec:
    """A written summary made of the answers."""

    id: str
    title: Text
    parts: tuple[NarrativePart, ...]


@dataclass(frozen=True)
class FormSpec:
    """A whole form. `items` is flat, by path; `fields` is the top level, only what holds values.

    `order` are the keys of the top level in the order to compute them, `plan` the same as items (notes and groups too).
    """

    key: str
    title: Text
    pages: tuple[PageSpec, ...]
    items: Mapping[str, ItemSpec]
    checks: tuple[CheckSpec, ...]
    scores: tuple[ScoreSpec, ...]
    signature: Signature
    order: tuple[str, ...]
    fields: Mapping[str, ItemSpec]
    plan: tuple[ItemSpec, ...] = field(default=(), repr=False, compare=False)
    summary: Mapping[str, Any] = field(default_factory=dict[str, Any])
    note: Text | None = None
    tables: frozenset[str] = frozenset()
    narratives: tuple[NarrativeSpec, ...] = ()
    purposes: Mapping[str, Text] = field(default_factory=dict[str, Text])
    licence_note: Text | None = None
    needs_text: bool = False
    """Whether nobody can start it before its wording is put in."""
    source: Text | None = None
    licence: Text | None = None
    kept: dict[str, Any] = field(default_factory=dict[str, Any], init=False, repr=False, compare=False)
    """What others work out of it once: a spec never changes."""

    def item(self, path: str) -> ItemSpec:
        """The item at `path`; raises KeyError."""
        return self.items[path]

    def by_id(self, item_id: str) -> ItemSpec | None:
        """The item with this immutable id."""
        return next((item for item in self.items.values() if item.id == item_id), None)

    def asking(self, item: ItemSpec) -> CheckSpec:
        """The check whose reason the item holds."""
        every = (self.checks, *(one.checks for one in self.items.values()))
        return next(check for checks in every for check in checks if check.id == item.asked_by)

    def page(self, key: str) -> PageSpec | None:
        return next((page for page in self.pages if page.key == key), None)

    def purpose_of(self, item: ItemSpec) -> Text:
        """What an item is collected for, in words."""
        return self.purposes.get(item.purpose, item.purpose) if isinstance(item.purpose, str) else item.purpose

    @cached_property
    def personal(self) -> bool:
        """Whether it asks for anything personal: then reading a submission takes more than seeing its unit."""
        return any(item.personal for item in self.items.values())

    @property
    def repeats(self) -> Mapping[str, ItemSpec]:
        """The repeats, by path."""
        return {path: item for path, item in self.items.items() if item.fields}
