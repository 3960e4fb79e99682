"""The first look at a form's items: where each stands, in which repeat, behind which gates. No rule is read yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.rules import FieldType as RuleType
from form_builder.fields import FieldType, field_types

MOST_ITEMS = 1000
DEEPEST = 3
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
    """One item as authored. `children` are those of a group or repeat; `gates` those around it at its own level."""

    body: Mapping[str, Any]
    pointer: str
    path: str
    gates: tuple[Gate, ...]
    children: tuple["Outline", ...]

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
    return tuple(_page(page, f"/pages/{index}") for index, page in enumerate(body["pages"]))


def _page(page: Mapping[str, Any], pointer: str) -> PageOutline:
    return PageOutline(page, pointer, _items(page["items"], f"{pointer}/items", "", _gates(page, pointer, ())))


def _gates(body: Mapping[str, Any], pointer: str, around: tuple[Gate, ...]) -> tuple[Gate, ...]:
    tree = body.get("visible_when")
    return around if tree is None else (*around, Gate(tree, f"{pointer}/visible_when"))


def _items(entries: list[Any], pointer: str, prefix: str, gates: tuple[Gate, ...]) -> tuple[Outline, ...]:
    return tuple(_item(body, f"{pointer}/{index}", prefix, gates) for index, body in enumerate(entries))


def _item(body: Mapping[str, Any], pointer: str, prefix: str, gates: tuple[Gate, ...]) -> Outline:
    kind, path = field_types.get(body["type"]), prefix + body["key"]
    within = (prefix, _gates(body, pointer, gates)) if kind.flattens else (f"{path}.", ())
    children = _items(body["items"], f"{pointer}/items", *within) if kind.has_items else ()
    return Outline(body, pointer, path, gates, children)


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
        if item.kind.holds_value and item.kind.rule_type is not None:
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


def _duplicate_pages(pages: tuple[PageOutline, ...]) -> Iterator[Problem]:
    keys = [page.body["key"] for page in pages]
    for index, page in enumerate(pages):
        if keys[index] in keys[:index]:
            yield problem("form.duplicate-key", f"{page.pointer}/key", key=keys[index])


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
