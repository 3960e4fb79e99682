"""Measures what judging one submission of 60 answers costs: the schema pass, and all of `submit`'s validation; prints JSON.

The form has 40 fields, two repeats with 10 answers each, ten rules and two calculated totals. Beside ours: `jsonschema`
built once, and a Django Form with two formsets and the same rules in `clean`. Both get the answers as they arrive there.
"""

from bench import started  # noqa: F401  # isort: skip

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import jsonschema
from django import forms

from bench.page import spec_of
from engine.language.compiling import MemoryLibrary
from form_builder.answer_schema import AnswerSchema, schema_of
from form_builder.answering import evaluate, wire
from tests.cast import NOW, TODAY

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
OPTIONS = [("a", "First"), ("b", "Second"), ("c", "Third"), ("d", "Fourth")]
ROWS = 5
MIX: list[tuple[str, dict[str, Any], Callable[[], forms.Field], Any, Any]] = [
    ("text", {"max_length": 120}, lambda: forms.CharField(max_length=120), "Sensory room", "x" * 121),
    ("integer", {"min": 0, "max": 99}, lambda: forms.IntegerField(min_value=0, max_value=99), 12, 100),
    ("money", {}, lambda: forms.DecimalField(max_digits=12, decimal_places=2), "18600.00", "many"),
    ("choice", {"choices": OPTIONS}, lambda: forms.ChoiceField(choices=OPTIONS), "b", "z"),
    ("date", {}, lambda: forms.DateField(), "2025-11-14", 7),
]


def document() -> str:
    """The form as JSON."""
    items = [_item(n, *MIX[n % len(MIX)][:2]) for n in range(40)]
    for number in range(30, 40):
        items[number]["visible_when"] = {">": [{"var": f"f{number % 5 * 5 + 1}"}, "3"]}
    title = {"en": "Large", "zh-Hant": "大表格"}
    page = {"id": "p", "key": "page", "title": title, "items": [*items, *_rows("lines"), *_rows("visits")]}
    return json.dumps({"kind": "form", "language": 1, "key": "sixty", "title": title, "pages": [page]})


def _item(number: int, type_: str, more: Mapping[str, Any]) -> dict[str, Any]:
    label = {"en": f"Question {number}", "zh-Hant": f"問題 {number}"}
    item = {"id": f"i{number}", "key": f"f{number}", "type": type_, "required": True, "label": label, **more}
    if type_ == "choice":
        item["choices"] = [{"id": f"o{number}{k}", "key": k, "label": {"en": t, "zh-Hant": t}} for k, t in OPTIONS]
    return item


def _rows(key: str) -> list[dict[str, Any]]:
    label = {"en": key, "zh-Hant": "項目"}
    what = {"id": f"{key}-what", "key": "what", "type": "text", "required": True, "label": label}
    cost = {"id": f"{key}-cost", "key": "cost", "type": "money", "required": True, "label": label}
    total = {"sum": [{"var": key}, {"row": "cost"}]}
    return [
        {"id": key, "key": key, "type": "repeat", "label": label, "items": [what, cost]},
        {"id": f"{key}-total", "key": f"{key}_total", "type": "money", "calculate": total, "label": label},
    ]


def answers(wrong: int = 0) -> dict[str, Any]:
    """Wire answers; `wrong` of them do not keep the schema."""
    found = {f"f{n}": MIX[n % len(MIX)][4 if n < wrong else 3] for n in range(40)}
    rows = [{"what": "tea", "cost": "12.50"} for _ in range(ROWS)]
    return {**found, "lines": rows, "visits": rows}


def django_forms() -> Callable[[dict[str, Any]], int]:
    """A Django Form and two formsets for the same answers, with the same rules and totals; counts the errors."""
    form = type("Sixty", (Ruled,), {f"f{n}": MIX[n % len(MIX)][2]() for n in range(40)})
    row = type("Row", (forms.Form,), {"what": forms.CharField(), "cost": forms.DecimalField(decimal_places=2)})
    rows = forms.formset_factory(row, extra=0)

    def judge(data: dict[str, Any]) -> int:
        judged = [form(data), rows(data, prefix="lines"), rows(data, prefix="visits")]
        wrong = [one for one in judged if not one.is_valid()]
        totals = [sum(row.cleaned_data["cost"] for row in one) for one in judged[1:] if one.is_valid()]
        if len(totals) != 2:
            raise ValueError("the rows were not judged")
        return sum(len(one.errors) for one in wrong)

    return judge


class Ruled(forms.Form):
    """What is hidden is neither asked for nor kept."""

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for number in range(30, 40):
            read = found.get(f"f{number % 5 * 5 + 1}")
            if read is None or not read > 3:
                found.pop(f"f{number}", None)
                self.errors.pop(f"f{number}", None)
        return found


def posted(given: dict[str, Any]) -> dict[str, Any]:
    """The answers as a browser posts them to Django's forms."""
    found = {key: str(value) for key, value in given.items() if not isinstance(value, list)}
    for key in ("lines", "visits"):
        found |= {f"{key}-TOTAL_FORMS": str(ROWS), f"{key}-INITIAL_FORMS": "0"}
        found |= {f"{key}-{n}-{name}": value for n, row in enumerate(given[key]) for name, value in row.items()}
    return found


def contestants() -> dict[str, Callable[[], int]]:
    """Each judges the whole submission once and says how many problems it found."""
    spec, library = spec_of(document()), MemoryLibrary([])
    schema = schema_of(spec, library)
    fast, slow, django = AnswerSchema(schema), jsonschema.Draft202012Validator(schema), django_forms()
    right, wrong = answers(), answers(12)
    sent, sent_wrong = posted(right), posted(wrong)

    def submitted(given: dict[str, Any]) -> int:
        judged = evaluate(spec, given, library=library, today=TODAY, now=NOW.isoformat(), files={})
        return len(judged.problems) or int(not fast.holds(wire(spec, judged.values)))

    return {
        "jsonschema, valid": lambda: int(not slow.is_valid(right)),
        "schema pass, valid": lambda: int(not fast.holds(right)),
        "jsonschema, 12 errors": lambda: len(list(slow.iter_errors(wrong))),
        "schema pass, 12 errors": lambda: len(fast.problems(wrong)),
        "django, valid": lambda: django(sent),
        "submit, valid": lambda: submitted(right),
        "django, 12 errors": lambda: django(sent_wrong),
        "submit, 12 errors": lambda: submitted(wrong),
    }


def seconds(judge: Callable[[], int]) -> float:
    """CPU of one judgement, over at least a tenth of a second."""
    turns, began = 0, time.process_time()
    while time.process_time() - began < 0.1:
        judge()
        turns += 1
    return (time.process_time() - began) / turns


def measure(sides: Mapping[str, Callable[[], int]]) -> dict[str, dict[str, float]]:
    """Median CPU over the rounds, in which all take turns."""
    for name, judge in sides.items():
        expected = 12 if name.endswith("errors") else 0
        if judge() != expected:
            raise ValueError(f"{name} found {judge()} problems, not {expected}")
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, judge in sides.items():
            times[name].append(seconds(judge))
    return {name: {"seconds": statistics.median(times[name])} for name in sides}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(contestants())))
