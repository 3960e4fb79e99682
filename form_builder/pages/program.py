"""The rules of a page for the browser: normalised, numbered, and in the order in which the server computes them.

The browser runs them for comfort; the server judges every answer anew. `frontend/src/fill/program.ts` is the reader.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from engine.language.references import Library
from engine.language.rules import FieldType as RuleType
from engine.language.rules import Signature, names_used, normalise
from engine.language.rules.tables import normalise_table
from engine.language.text import Text, say
from form_builder.fields import field_types
from form_builder.option_lists import choices_of
from form_builder.option_rules import as_row, option_row, types_of
from form_builder.score_compiler import score_signature
from form_builder.scoring import reach_of
from form_builder.spec import CheckSpec, FormSpec, ItemSpec, PageSpec, ScoreSpec

MOST_TABLE_RULES = 1000
Rows = tuple[Mapping[str, RuleType], ...]
_UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script_json(value: Any) -> str:
    """JSON that may stand in a script element: no character of it can end the element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def program_json(spec: FormSpec, page: PageSpec, library: Library, language: str) -> tuple[str, frozenset[str]]:
    """The rules as JSON, and the keys that they read from other pages. "null" when nothing on the page ever moves."""
    program = _Program(spec, library, language)
    body = program.build()
    if not program.rules and not spec.scores:
        return "null", frozenset()
    here = {item.key for item in _level(page.items)}
    return script_json(body), frozenset(program.reads - here) & frozenset(spec.fields)


class _Program:
    """Numbers each rule once, however many items share it."""

    def __init__(self, spec: FormSpec, library: Library, language: str) -> None:
        self.spec, self.library, self.language = spec, library, language
        self.rules: list[dict[str, Any]] = []
        self.reads: set[str] = set()
        self._numbers: dict[str, int] = {}

    def build(self) -> dict[str, Any]:
        spec, gates = self.spec, _gates(self.spec)
        return {
            "plan": [self._item(item, gates.get(item.path, ()), (), spec.signature.fields) for item in spec.plan],
            "checks": [self._check(check, ()) for check in spec.checks],
            "scores": [self._score(score) for score in spec.scores],
            "tables": {key: table for key in spec.tables if (table := self._table(key)) is not None},
            "rules": self.rules,
        }

    def _say(self, text: Text | None) -> str:
        return say(text, self.language)

    def _number(self, tree: Any, rows: Rows, expects: Any, signature: Signature | None = None) -> int:
        rule = normalise(tree, signature or self.spec.signature, expects=expects, rows=rows)
        self.reads |= names_used(tree)
        name = json.dumps(rule, sort_keys=True)
        if name not in self._numbers:
            self._numbers[name] = len(self.rules)
            self.rules.append(rule)
        return self._numbers[name]

    def _item(
        self, item: ItemSpec, gates: tuple[Any, ...], rows: Rows, fields: Mapping[str, RuleType]
    ) -> dict[str, Any]:
        kind = field_types.get(item.type)
        found: dict[str, Any] = {"k": item.key, "t": kind.rule_type}
        if item.asked_by:
            return {**found, "y": 1}
        if item.required:
            found["r"] = 1
        if gates:
            found["v"] = [self._number(tree, rows, "boolean") for tree in gates]
        if item.required_when is not None:
            found["q"] = self._number(item.required_when, rows, "boolean")
        if item.read_only_when is not None:
            found["o"] = self._number(item.read_only_when, rows, "boolean")
        if item.recommended_when is not None:
            found["e"] = self._number(item.recommended_when, rows, "boolean")
        if item.default_from is not None:
            found["d"] = self._number(item.default_from, rows, fields[item.key])
        if item.choices_when is not None and kind.in_browser(item):
            found |= self._offers(item, rows)
        if item.calculated:
            found |= {"c": self._number(item.calculate, rows, fields[item.key])} | self._shown(item)
        found |= kind.browser(item)
        if kind.unit:
            found["u"] = kind.unit
        if places := kind.scale(item):
            found["p"] = places
        if item.fields:
            found |= self._rows(item, rows, fields[item.key].rows or {})
        return found

    def _rows(self, item: ItemSpec, rows: Rows, inner: Mapping[str, RuleType]) -> dict[str, Any]:
        within, gates = (*rows, inner), dict(_item_gates(item.items, ()))
        plan = [self._item(child, gates.get(child.path, ()), within, inner) for child in item.plan]
        return {"i": plan, "s": [self._check(check, within) for check in item.checks]}

    def _offers(self, item: ItemSpec, rows: Rows) -> dict[str, Any]:
        """The rule that each option is asked, and the options as it reads them."""
        choices = choices_of(item, self.library)
        tree = as_row(item.choices_when, self.spec.signature, rows)
        number = self._number(tree, (*rows, types_of(choices)), "boolean")
        return {"f": number, "n": [option_row(choice) for choice in choices]}

    def _shown(self, item: ItemSpec) -> dict[str, Any]:
        """The words that the browser writes for a calculated value, such as an option's label."""
        kind = field_types.get(item.type)
        choices = {choice.key: choice for choice in choices_of(item, self.library)} if kind.has_choices else {}
        words = kind.spoken(item, choices)
        return {"w": {key: self._say(label) for key, label in words.items()}} if words else {}

    def _check(self, check: CheckSpec, rows: Rows) -> list[Any]:
        rule = self._number(check.rule_tree, rows, "boolean")
        told = [rule, check.at, self._say(check.message), check.severity]
        return [*told, check.reason] if check.reason else told

    def _score(self, score: ScoreSpec) -> dict[str, Any]:
        named = [{"key": one.key, "label": one.label} for one in self.spec.scores]
        wider = score_signature(self.spec.signature, named)
        self.reads |= set(score.of)
        return {
            "key": score.key,
            "of": {key: self._points(self.spec.fields[key]) for key in score.of},
            "flip": {key: str(sum(ends)) for key in score.reversed if (ends := self._ends(key)) is not None},
            **_score_numbers(score),
            "allow": score.allow,
            "fill": score.fill,
            "bands": [[str(band.start), str(band.limit), self._say(band.label), band.tone] for band in score.bands],
            "alerts": [[alert.id, self._number(alert.rule_tree, (), "boolean", wider)] for alert in score.alerts],
        }

    def _ends(self, key: str) -> tuple[Decimal, Decimal] | None:
        item = self.spec.fields[key]
        return reach_of(item, {choice.key: choice for choice in choices_of(item, self.library)})

    def _points(self, item: ItemSpec) -> dict[str, int | None] | None:
        if not field_types.get(item.type).has_choices:
            return None
        return {choice.key: choice.score for choice in choices_of(item, self.library)}

    def _table(self, key: str) -> dict[str, Any] | None:
        table = self.library.find("table", key)
        return None if table is None or len(table.rules) > MOST_TABLE_RULES else normalise_table(table)


def _score_numbers(score: ScoreSpec) -> dict[str, Any]:
    """What differs from a plain sum: less to send, and less to read."""
    found: dict[str, Any] = {"mean": score.fn == "mean", "places": score.places, "round": score.rounding}
    found |= {"weights": {key: str(weight) for key, weight in score.weights.items()}} if score.weights else {}
    return found | ({"times": str(score.times)} if score.times != 1 else {})


def _level(items: tuple[ItemSpec, ...]) -> Iterator[ItemSpec]:
    for item in items:
        yield item
        if not item.fields:
            yield from _level(item.items)


def _gates(spec: FormSpec) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for page in spec.pages:
        found.update(_item_gates(page.items, _more((), page.visible_when)))
    return found


def _item_gates(items: tuple[ItemSpec, ...], around: tuple[Any, ...]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every condition that must hold for each item of one level: its groups' and its own."""
    for item in items:
        gates = _more(around, item.visible_when)
        yield item.path, gates
        if not item.fields:
            yield from _item_gates(item.items, gates)


def _more(gates: tuple[Any, ...], tree: Any) -> tuple[Any, ...]:
    return gates if tree is None else (*gates, tree)
