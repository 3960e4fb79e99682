"""The first look at a form's items: where each stands, in which repeat, behind which gates. No rule is read yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.rules import FieldType as RuleType
from form_builder.fields import FieldType, field_types
from form_builder.reasons import asking, reason_item

MOST_ITEMS = 1000
DEEPEST = 3
DEEPEST_GROUPS = 12
RESERVED = frozenset(
    {"id", "scores", "unit", "ngo", "submitted", "by", "parent", "process", "subject", "version", "row"}
)


@dataclass(frozen=True)
class Gate:
    """A `visible_when` that stands around an item: its page's or a group's."""

    tree: Any
    pointer: str


@dataclass(frozen=True)
class Outline:
    """One item as authored. `children` are those of a group or repeat; `gates` those around it at its own level.

    `around` are the paths of the repeats around it. An item that another brought along is `generated`: its body stands
    in no document, and its pointer is that of the item that it belongs to. `asked_by` is the check whose reason it holds.
    """

    body: Mapping[str, Any]
    pointer: str
    path: str
    gates: tuple[Gate, ...]
    children: tuple["Outline", ...]
    around: tuple[str, ...] = ()
    generated: bool = False
    asked_by: str = ""

    @property
    def key(self) -> str:
        return self.body["key"]

    @property
    def kind(self) -> FieldType:
        return field_types.get(self.body["type"])


@dataclass(frozen=True)
class PageOutline:
    body: Mapping[str, Any]
    pointer: str
    items: tuple[Outline, ...]


def read_pages(body: Mapping[str, Any]) -> tuple[PageOutline, ...]:
    """The pages of a form's body, whose shape is right already."""
    checks = tuple(body.get("checks", ()))
    return tuple(_page(page, f"/pages/{index}", checks) for index, page in enumerate(body["pages"]))


def _page(page: Mapping[str, Any], pointer: str, checks: tuple[Mapping[str, Any], ...]) -> PageOutline:
    entries = ((body, f"/items/{index}") for index, body in enumerate(page["items"]))
    return PageOutline(page, pointer, _items(entries, pointer, _Place((), _gates(page, pointer, ()), checks=checks)))


@dataclass(frozen=True)
class _Place:
    """Where a level stands: the repeats and gates around it, whether another item made its items, the level's checks."""

    around: tuple[str, ...]
    gates: tuple[Gate, ...]
    generated: bool = False
    checks: tuple[Mapping[str, Any], ...] = ()

    @property
    def prefix(self) -> str:
        return f"{self.around[-1]}." if self.around else ""

    @property
    def reads(self) -> str:
        return "row" if self.around else "var"


def _gates(body: Mapping[str, Any], pointer: str, around: tuple[Gate, ...]) -> tuple[Gate, ...]:
    tree = body.get("visible_when")
    return around if tree is None else (*around, Gate(tree, f"{pointer}/visible_when"))


def _items(entries: Iterable[tuple[Any, str]], pointer: str, place: _Place) -> tuple[Outline, ...]:
    return tuple(item for body, at in entries for item in _with_companions(body, f"{pointer}{at}", place))


def _with_companions(body: Mapping[str, Any], pointer: str, place: _Place) -> Iterator[Outline]:
    item, made = _item(body, pointer, place), replace(place, generated=True)
    found = (item, *(_item(one, pointer, made) for one in item.kind.companions(body, place.reads)))
    yield from found
    if not place.generated:
        own = () if item.kind.has_items else item.children
        for check in asking(place.checks, (one.key for one in (*found, *own))):
            yield replace(_item(reason_item(check, body), pointer, made), asked_by=check["id"])


def _item(authored: Mapping[str, Any], pointer: str, place: _Place) -> Outline:
    kind = field_types.get(authored["type"])
    body, path = kind.derived(authored, place.reads), place.prefix + authored["key"]
    gates = _gates(body, pointer, place.gates)
    made = place.generated or not kind.has_items
    if kind.flattens:
        within = _Place(place.around, gates, made, place.checks)
    else:
        within = _Place((*place.around, path), (), made, tuple(body.get("checks", ())))
    children = _items(kind.children(body, within.reads), pointer, within)
    return Outline(body, pointer, path, place.gates, children, place.around, place.generated)


def level(items: tuple[Outline, ...]) -> Iterator[Outline]:
    """The items of one level: those listed, and those inside groups, but not those inside repeats."""
    for item in items:
        yield item
        if item.kind.flattens:
            yield from level(item.children)


def everything(items: tuple[Outline, ...]) -> Iterator[Outline]:
    """Every item at any depth."""
    for item in items:
        yield item
        yield from everything(item.children)


def rule_types(items: tuple[Outline, ...], options: Mapping[str, Mapping[str, Any]]) -> dict[str, RuleType]:
    """What rules may read at one level; `options` are the labels of each choice, by path."""
    found: dict[str, RuleType] = {}
    for item in level(items):
        if item.kind.holds_value and item.kind.rule_type is not None and not item.asked_by:
            rows = rule_types(item.children, options) if item.kind.has_items else None
            scale = item.body.get("scale", 2) if item.kind.rule_type == "decimal" else 0
            found[item.key] = RuleType(item.kind.rule_type, scale, rows, item.body["label"], options.get(item.path))
    return found


def structure_problems(pages: tuple[PageOutline, ...]) -> Iterator[Problem]:
    """Keys used twice, keys that are reserved, repeats too deep, too many items."""
    top = tuple(item for page in pages for item in page.items)
    count = sum(1 for _ in everything(top))
    if count > MOST_ITEMS:
        yield problem("form.too-many-items", "/pages", count=count, limit=MOST_ITEMS)
    yield from _duplicate_pages(pages)
    yield from _level_problems(top, 0)
    yield from _deep_groups(top, 1)


def _duplicate_pages(pages: tuple[PageOutline, ...]) -> Iterator[Problem]:
    keys = [page.body["key"] for page in pages]
    for index, page in enumerate(pages):
        if keys[index] in keys[:index]:
            yield problem("form.duplicate-key", f"{page.pointer}/key", key=keys[index])


def _deep_groups(items: tuple[Outline, ...], depth: int) -> Iterator[Problem]:
    """The outermost group that stands too deep; what is in it is not told again."""
    for item in items:
        if item.kind.flattens and depth > DEEPEST_GROUPS:
            yield problem("form.groups-too-deep", item.pointer, limit=DEEPEST_GROUPS)
        else:
            yield from _deep_groups(item.children, depth + 1)


def _level_problems(items: tuple[Outline, ...], depth: int) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in level(items):
        if item.key in seen:
            yield problem("form.duplicate-key", f"{item.pointer}/key", key=item.key)
        if item.key in RESERVED:
            yield problem("form.reserved-key", f"{item.pointer}/key", key=item.key)
        seen.add(item.key)
        if item.kind.has_items and not item.kind.flattens:
            if depth >= DEEPEST:
                yield problem("form.too-deep", item.pointer, limit=DEEPEST)
            yield from _level_problems(item.children, depth + 1)
