"""Written summaries as authored: what is wrong with them, and their specs. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from engine.language.problems import Problem, problem
from engine.language.rules import FieldType as RuleType
from engine.language.rules import Signature, check_rule, compile_rule
from engine.language.text import Text, both
from form_builder.outline import Outline, level
from form_builder.score_compiler import score_signature
from form_builder.spec import NarrativePart, NarrativeSpec

PLACE = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
POINTS = RuleType("integer", label=both("points", "分數"))
OF_FIELD = {"points": POINTS}
"""What a rule of a list of fields may read of each."""
SAID_OF_FIELD = ("label", "answer", "points")
SCORE_PARTS = ("", ".band", ".text")


def narrative_signature(body: Mapping[str, Any], signature: Signature) -> Signature:
    """What rules of a summary may read: the fields, and the scores."""
    return score_signature(signature, body.get("scores", ()))


def build_narrative(entry: Mapping[str, Any], signature: Signature) -> NarrativeSpec:
    """The spec of a summary without errors."""
    return NarrativeSpec(entry["id"], entry["title"], tuple(_part(part, signature) for part in entry["parts"]))


def _part(body: Mapping[str, Any], signature: Signature) -> NarrativePart:
    tree, rows = body.get("when"), rows_of_part(body, signature)
    rule = None if tree is None else compile_rule(tree, signature, rows=rows, expects="boolean")
    return NarrativePart(
        say=body["say"],
        when=rule,
        title=body.get("title"),
        each=body.get("each"),
        of=tuple(body.get("of", ())),
        sort=body.get("sort"),
        descending=body.get("descending", False),
    )


def rows_of_part(body: Mapping[str, Any], signature: Signature) -> tuple[Mapping[str, RuleType], ...]:
    """The rows that the rule of a part reads: the lines of its list, if it is one."""
    if "of" in body:
        return (OF_FIELD,)
    return (signature.fields[body["each"]].rows or {},) if "each" in body else ()


def narrative_problems(body: Mapping[str, Any], top: tuple[Outline, ...], signature: Signature) -> Iterator[Problem]:
    """Lists of nothing, places that name nothing, rules that do not type."""
    wider = narrative_signature(body, signature)
    items = {item.key: item for item in level(top) if item.kind.holds_value}
    scores = [f"scores.{one['key']}{part}" for one in body.get("scores", ()) for part in SCORE_PARTS]
    for index, entry in enumerate(body.get("narratives", ())):
        for place, part in enumerate(entry["parts"]):
            yield from _Part(part, f"/narratives/{index}/parts/{place}", items, scores).problems(wider)


class _Part:
    """One part, while it is looked at."""

    def __init__(self, body: Mapping[str, Any], pointer: str, items: Mapping[str, Outline], scores: list[str]) -> None:
        self.body, self.pointer, self.items, self.scores = body, pointer, items, scores

    def problems(self, signature: Signature) -> Iterator[Problem]:
        missing = list(self._missing())
        yield from missing
        if missing:
            return
        rows = rows_of_part(self.body, signature)
        if self.body.get("when") is not None:
            at = f"{self.pointer}/when"
            yield from check_rule(self.body["when"], signature, expects="boolean", pointer=at, rows=rows)
        if "sort" in self.body and self.body["sort"] not in rows[0]:
            yield self._unknown("sort", self.body["sort"], rows[0])
        yield from self._unknown_places()

    def _missing(self) -> Iterator[Problem]:
        repeats = [key for key, item in self.items.items() if item.kind.has_items]
        if "each" in self.body and self.body["each"] not in repeats:
            yield self._unknown("each", self.body["each"], repeats)
        for index, key in enumerate(self.body.get("of", ())):
            if key not in self.items or key in repeats:
                yield self._unknown(f"of/{index}", key, [key for key in self.items if key not in repeats])

    def _unknown_places(self) -> Iterator[Problem]:
        inner = list(SAID_OF_FIELD) if "of" in self.body else []
        if "each" in self.body:
            inner = [item.key for item in level(self.items[self.body["each"]].children) if item.kind.holds_value]
        known = [*inner, *self.items, *self.scores]
        for name in names_said(self.body["say"]):
            if name not in known:
                yield self._unknown("say", name, known)

    def _unknown(self, at: str, key: str, known: Any) -> Problem:
        return problem("form.unknown-item", f"{self.pointer}/{at}", key=key, known=", ".join(known))


def names_said(text: Text) -> list[str]:
    """The names in the places of a text, of every language."""
    texts = text.values() if isinstance(text, Mapping) else [text]
    return list(dict.fromkeys(name for words in texts for name in PLACE.findall(words)))
