"""What changed between two documents, in an author's words. Things are matched by their immutable ids."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from engine.language.documents import Document
from engine.language.pointers import walk
from engine.language.text import Text, both, say

Verb = Literal["added", "removed", "changed", "moved", "renamed"]

_IGNORED = {"id"}
_VERBS: Mapping[Verb, tuple[str, str]] = {
    "added": ("{what} was added", "新增了{what}"),
    "removed": ("{what} was removed", "刪除了{what}"),
    "moved": ("{what} was moved", "移動了{what}"),
    "renamed": ("{what}: the key {before} is now {after}", "{what}：代號由 {before} 改為 {after}"),
    "changed": ("{what}: {attribute} is now {after} (was {before})", "{what}：{attribute} 由 {before} 改為 {after}"),
}


@dataclass(frozen=True)
class Change:
    """One difference. `what` names the thing by its label, `pointer` is its place (in the older text if removed).

    `was_at` is the place of a changed attribute in the older text.
    """

    verb: Verb
    what: Text
    pointer: str
    attribute: str = ""
    before: Any = None
    after: Any = None
    was_at: str = ""

    @property
    def sentence(self) -> Text:
        """The change as a sentence in both languages."""
        en, zh = _VERBS[self.verb]
        return both(*(template.format(**self._facts(lang)) for template, lang in ((en, "en"), (zh, "zh-Hant"))))

    def _facts(self, language: str) -> dict[str, str]:
        shown = {"before": _show(self.before, language), "after": _show(self.after, language)}
        return {"what": _quoted(say(self.what, language), language), "attribute": self.attribute, **shown}


@dataclass(frozen=True)
class _Thing:
    pointer: str
    parent: str
    position: int
    label: Text
    own: Mapping[str, Any]


def diff(before: Document, after: Document) -> list[Change]:
    """Every change from `before` to `after`: removed things first, then as they stand in `after`."""
    old, new = _things(before), _things(after)
    changes = [Change("removed", thing.label, thing.pointer) for name, thing in old.items() if name not in new]
    for name, thing in new.items():
        if name not in old:
            changes.append(Change("added", thing.label, thing.pointer))
        else:
            changes += _between(old[name], thing)
    return changes + [Change("moved", new[name].label, new[name].pointer) for name in _moved(old, new)]


def _between(old: _Thing, new: _Thing) -> Iterator[Change]:
    for attribute in dict.fromkeys([*old.own, *new.own]):
        before, after = old.own.get(attribute), new.own.get(attribute)
        if before != after:
            verb: Verb = "renamed" if attribute == "key" else "changed"
            yield Change(
                verb, new.label, f"{new.pointer}/{attribute}", attribute, before, after, f"{old.pointer}/{attribute}"
            )


def _moved(old: Mapping[str, _Thing], new: Mapping[str, _Thing]) -> list[str]:
    """Things under another parent, or out of the order that the others of their parent kept."""
    elsewhere = [n for n in new if n in old and old[n].parent != new[n].parent]
    for parent in {thing.parent for thing in new.values()}:
        stayed = [n for n in new if n in old and new[n].parent == parent == old[n].parent]
        stayed.sort(key=lambda n: new[n].position)
        kept = _longest_rising([old[n].position for n in stayed])
        elsewhere += [n for index, n in enumerate(stayed) if index not in kept]
    return elsewhere


def _longest_rising(numbers: list[int]) -> set[int]:
    """Indexes of a longest increasing subsequence: what stayed in order, so that the rest was moved."""
    best: list[tuple[int, int]] = []
    for index, number in enumerate(numbers):
        earlier = [(best[i][0], i) for i in range(index) if numbers[i] < number]
        length, before = max(earlier, default=(0, -1))
        best.append((length + 1, before))
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    kept: set[int] = set()
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept


def _things(document: Document) -> dict[str, _Thing]:
    things: dict[str, _Thing] = {"": _Thing("", "", 0, document.title, _own(document.body))}
    owners = {"": ""}
    for position, (pointer, value, _) in enumerate(walk(document.body)):
        if not pointer or not isinstance(value, Mapping):
            continue
        node = cast(Mapping[str, Any], value)
        if isinstance(node.get("id"), str):
            parent = next(owners[p] for p in _upwards(pointer) if p in owners)
            owners[pointer] = node["id"]
            label = node.get("label") or node.get("title") or node.get("key") or pointer.rsplit("/", 1)[1]
            things[node["id"]] = _Thing(pointer, parent, position, label, _own(node))
    return things


def _upwards(pointer: str) -> Iterator[str]:
    while pointer:
        pointer = pointer.rsplit("/", 1)[0]
        yield pointer


def _own(node: Mapping[str, Any]) -> dict[str, Any]:
    """A thing's own attributes: everything but the things inside it, which are compared by themselves."""
    return {name: value for name, value in node.items() if name not in _IGNORED and not _holds_things(value)}


def _holds_things(value: Any) -> bool:
    return any(
        isinstance(v, Mapping) and isinstance(cast(Mapping[str, Any], v).get("id"), str) for _, v, _ in walk(value)
    )


def _show(value: Any, language: str) -> str:
    if value is None:
        return "empty" if language == "en" else "空白"
    if isinstance(value, Mapping):
        text = cast(Mapping[str, Any], value)
        return _quoted(say(cast(Text, text), language), language) if set(text) <= {"en", "zh-Hant"} else _json(text)
    return _quoted(value, language) if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _quoted(text: str, language: str) -> str:
    return f"「{text}」" if language == "zh-Hant" else f"“{text}”"
