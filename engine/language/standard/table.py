"""`table`: a dated decision table in DMN's sense: inputs, rules, a hit policy, outputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from math import prod
from typing import Any

from engine.language.conditions import NUMBERS, Condition, WrongValue, literal, read_condition, samples
from engine.language.documents import Document
from engine.language.kinds import Compiled
from engine.language.problems import Problem, problem
from engine.language.references import Library, Reference
from engine.language.rules import TableSignature
from engine.language.text import LANGUAGES, Text, say

TYPES = ("text", "integer", "decimal", "money", "date", "boolean")
MAX_COMBINATIONS = 20_000
MAX_QUESTIONS = 1_000_000


@dataclass(frozen=True)
class TableRule:
    """One row: it applies when every named input passes its condition."""

    id: str
    when: Mapping[str, Condition]
    then: Mapping[str, Any]

    def applies(self, inputs: Mapping[str, Any]) -> bool:
        return all(condition.accepts(inputs.get(name)) for name, condition in self.when.items())


@dataclass(frozen=True)
class TableSpec:
    """A compiled decision table."""

    key: str
    title: Text
    effective: date | None
    hit: str
    signature: TableSignature
    rules: tuple[TableRule, ...]

    def rule_for(self, inputs: Mapping[str, Any]) -> TableRule | None:
        """The first rule that applies, or None. Inputs are run-time values (Decimal, date, str, bool, None)."""
        return next((rule for rule in self.rules if rule.applies(inputs)), None)

    def lookup(self, inputs: Mapping[str, Any], output: str) -> Any:
        """The value of `output` for these inputs; None when no rule applies."""
        rule = self.rule_for(inputs)
        return rule.then.get(output) if rule else None


def read_rules(
    entries: Sequence[Mapping[str, Any]], inputs: Mapping[str, str], pointer: str
) -> tuple[list[Mapping[str, Condition]], list[Problem]]:
    """The `when` of each rule, with unknown inputs and ill-typed literals reported."""
    rules: list[Mapping[str, Condition]] = []
    problems: list[Problem] = []
    for index, entry in enumerate(entries):
        when: dict[str, Condition] = {}
        for name, authored in entry.get("when", {}).items():
            place = f"{pointer}/{index}/when/{name}"
            if name not in inputs:
                problems.append(problem("table.unknown-input", place, name=name, known=", ".join(inputs)))
                continue
            try:
                when[name] = read_condition(authored, inputs[name])
            except WrongValue:
                problems.append(problem("table.wrong-value", place, value=str(authored), type=inputs[name]))
        rules.append(when)
    return rules, problems


def find_gaps_and_overlaps(
    rules: Sequence[tuple[str, Mapping[str, Condition]]],
    inputs: Mapping[str, str],
    pointer: str,
    *,
    unique: bool,
    labels: Mapping[str, Text] | None = None,
) -> list[Problem]:
    """Proof by regions: every combination of the inputs' regions is met by how many rules?

    Returns a warning for the first gap and, when `unique`, an error for each pair of rules that overlap. A table of too
    many combinations is proved for the first of them only, and says so in a warning. `labels` name the inputs.
    """
    regions = [samples([when[n] for _, when in rules if n in when], t) for n, t in inputs.items()]
    most = max(1, min(MAX_COMBINATIONS, MAX_QUESTIONS // max(1, len(rules))))
    problems: dict[str, Problem] = {}
    for values in islice(product(*regions), most):
        case = dict(zip(inputs, values, strict=True))
        met = [rule_id for rule_id, when in rules if all(c.accepts(case[n]) for n, c in when.items())]
        if met and not (unique and len(met) > 1):
            continue
        example = _example(case, inputs, labels or {})
        if not met:
            problems.setdefault("gap", problem("table.gap", pointer, example=example))
        else:
            name = f"{met[0]} {met[1]}"
            problems.setdefault(name, problem("table.overlap", pointer, first=met[0], second=met[1], example=example))
    count = prod(len(region) for region in regions)
    if count > most:
        problems["unproved"] = problem("table.unproved", pointer, count=count, checked=most)
    return list(problems.values())


def _example(case: Mapping[str, Any], inputs: Mapping[str, str], labels: Mapping[str, Text]) -> Text:
    """The values of one case by the inputs' names: "total = 5,000"."""
    return {
        language: ", ".join(f"{say(labels.get(n), language, n)} = {_shown(v, inputs[n])}" for n, v in case.items())
        for language in LANGUAGES
    }


def _shown(value: Any, type_: str) -> str:
    return f"{value:,f}" if type_ in NUMBERS and value is not None else str(value)


def find_coverage(
    document: Document, whens: Sequence[Mapping[str, Condition]], problems: Sequence[Problem], *, unique: bool
) -> list[Problem]:
    """The gaps and overlaps of the rules that are whole: those of which every condition could be read."""
    inputs, entries = document.body["inputs"], document.body["rules"]
    wrong = [p.pointer for p in problems if p.severity == "error"]
    rules = [
        (str(entry["id"]), when)
        for index, (entry, when) in enumerate(zip(entries, whens, strict=True))
        if not document.holes.under(f"/rules/{index}/when")
        and f"/rules/{index}" not in document.holes.strays
        and not any(at.startswith(f"/rules/{index}/when/") for at in wrong)
    ]
    if document.holes.under("/inputs"):
        return []
    labels: Mapping[str, Text] = {} if document.holes.under("/labels") else document.body.get("labels", {})
    found = find_gaps_and_overlaps(rules, inputs, "/rules", unique=unique, labels=labels)
    return found if len(rules) == len(entries) else [p for p in found if p.code != "table.gap"]


class TableKind:
    name = "table"
    dated = True
    meta_schema: Mapping[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "allOf": [{"$ref": "centreline:common#/$defs/head"}],
        "type": "object",
        "required": ["effective", "inputs", "outputs", "rules"],
        "properties": {
            "effective": {"$ref": "centreline:common#/$defs/day"},
            "hit": {"enum": ["first", "unique"]},
            "inputs": {"type": "object", "minProperties": 1, "additionalProperties": {"enum": list(TYPES)}},
            "outputs": {"type": "object", "minProperties": 1, "additionalProperties": {"enum": list(TYPES)}},
            "labels": {"type": "object", "additionalProperties": {"$ref": "centreline:common#/$defs/text"}},
            "rules": {
                "type": "array",
                "minItems": 1,
                "maxItems": 5000,
                "items": {
                    "type": "object",
                    "required": ["id", "then"],
                    "additionalProperties": False,
                    "properties": {
                        "id": {"$ref": "centreline:common#/$defs/id"},
                        "when": {
                            "type": "object",
                            "additionalProperties": {"$ref": "centreline:common#/$defs/condition"},
                        },
                        "then": {
                            "type": "object",
                            "additionalProperties": {"$ref": "centreline:common#/$defs/scalar"},
                        },
                        "note": {"$ref": "centreline:common#/$defs/text"},
                    },
                },
            },
        },
        "unevaluatedProperties": False,
    }

    def references(self, document: Document) -> list[Reference]:
        return []

    def compile(self, document: Document, library: Library) -> Compiled:
        body = document.body
        inputs, outputs, entries = body["inputs"], body["outputs"], body["rules"]
        whens, problems = read_rules(entries, inputs, "/rules")
        thens, more = _read_outputs(entries, outputs)
        rules = tuple(TableRule(e["id"], w, t) for e, w, t in zip(entries, whens, thens, strict=True))
        problems += more
        hit = body.get("hit", "unique")
        unique = hit == "unique" and not document.holes.under("/hit")
        problems += find_coverage(document, whens, problems, unique=unique)
        effective = date.fromisoformat(body["effective"])
        signature = TableSignature(inputs=inputs, outputs=outputs)
        return Compiled(TableSpec(document.key, document.title, effective, hit, signature, rules), problems)


def _read_outputs(
    entries: Sequence[Mapping[str, Any]], outputs: Mapping[str, str]
) -> tuple[list[Mapping[str, Any]], list[Problem]]:
    thens: list[Mapping[str, Any]] = []
    problems: list[Problem] = []
    for index, entry in enumerate(entries):
        then: dict[str, Any] = {}
        for name, value in entry["then"].items():
            place = f"/rules/{index}/then/{name}"
            if name not in outputs:
                problems.append(problem("table.unknown-output", place, name=name, known=", ".join(outputs)))
                continue
            try:
                then[name] = literal(value, outputs[name])
            except WrongValue:
                problems.append(problem("table.wrong-value", place, value=str(value), type=outputs[name]))
        thens.append(then)
    return thens, problems
