"""Measures the CPU of a page of 200 fields: ours and the same fields as a Django form, taking turns; prints JSON."""

from bench import started  # noqa: F401  # isort: skip

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from engine.language.compiling import MemoryLibrary, check
from engine.language.documents import read
from form_builder.answering import Evaluated, evaluate
from form_builder.pages.compiling import compile_page
from form_builder.pages.segments import PageState, State, fill
from form_builder.spec import FormSpec
from tests.cast import NOW, TODAY

FIELDS, ROUNDS = 200, int(os.environ.get("BENCH_ROUNDS", "7"))
OPTIONS = [("a", "First"), ("b", "Second"), ("c", "Third"), ("d", "Fourth")]
MIX: list[tuple[str, dict[str, Any], Callable[[], forms.Field], str]] = [
    ("text", {"max_length": 120}, lambda: forms.CharField(max_length=120), "Sensory room"),
    ("long_text", {}, lambda: forms.CharField(widget=forms.Textarea), "For the group <on Friday> & others."),
    ("integer", {"min": 0}, lambda: forms.IntegerField(min_value=0), "12"),
    ("money", {}, lambda: forms.DecimalField(max_digits=12, decimal_places=2), "18600.00"),
    ("date", {}, lambda: forms.DateField(), "2025-11-14"),
    ("choice", {}, lambda: forms.ChoiceField(choices=OPTIONS, widget=forms.RadioSelect), "b"),
    ("choice", {"appearance": "list"}, lambda: forms.ChoiceField(choices=OPTIONS), "c"),
    ("text", {}, lambda: forms.CharField(), "Wong Tai Sin"),
]


def document() -> str:
    """Our form as JSON."""
    items = []
    for number in range(FIELDS):
        type_, more, _, _ = MIX[number % len(MIX)]
        item: dict[str, Any] = {"id": f"i{number}", "key": f"f{number}", "type": type_, "required": True, **more}
        item["label"] = {"en": f"Question {number}", "zh-Hant": f"問題 {number}"}
        item["hint"] = {"en": "A word of help.", "zh-Hant": "提示。"}
        if type_ == "choice":
            item["choices"] = [{"id": f"o{number}{k}", "key": k, "label": {"en": t, "zh-Hant": t}} for k, t in OPTIONS]
        items.append(item)
    title = {"en": "Large", "zh-Hant": "大表格"}
    page = {"id": "p", "key": "page", "title": title, "items": items}
    return json.dumps({"kind": "form", "language": 1, "key": "large", "title": title, "pages": [page]})


def django_form() -> type[forms.Form]:
    """The same fields as a Django form."""
    fields: dict[str, forms.Field] = {}
    for number in range(FIELDS):
        field = MIX[number % len(MIX)][2]()
        field.label, field.help_text = f"Question {number}", "A word of help."
        fields[f"f{number}"] = field
    return type("Large", (forms.Form,), fields)


def spec_of(source: str) -> FormSpec:
    """The compiled form."""
    found, problems = read(source)
    compiled = check(found, MemoryLibrary([])) if found else None
    if compiled is None or compiled.spec is None:
        raise ValueError([p.code for p in (compiled.problems if compiled else problems)])
    return compiled.spec


def contestants() -> dict[str, Callable[[], str]]:
    """Each renders the whole page once, all answers filled in."""
    answers = {f"f{number}": MIX[number % len(MIX)][3] for number in range(FIELDS)}
    form, spec, library = django_form(), spec_of(document()), MemoryLibrary([])
    segments = compile_page(spec, spec.pages[0], library, "en").segments

    def judged() -> Evaluated:
        return evaluate(spec, answers, library=library, today=TODAY, now=NOW.isoformat(), files={})

    def page(found: Evaluated) -> str:
        shown = PageState(found.visible, found.required, found.read_only, {}, {}, found.scores, TODAY)
        return fill(segments, State(answers, found.values, shown))

    known = judged()
    return {
        "django, as_div": lambda: str(form(initial=answers).as_div()),
        "ours, rendered": lambda: page(known),
        "django, checked and as_div": lambda: _checked(form(data=answers)),
        "ours, judged and rendered": lambda: page(judged()),
    }


def _checked(form: forms.Form) -> str:
    form.full_clean()
    if form.errors:
        raise ValueError(form.errors)
    return str(form.as_div())


def seconds(render: Callable[[], str]) -> float:
    """CPU of one rendering, over at least a fifth of a second."""
    turns, began = 0, time.process_time()
    while time.process_time() - began < 0.2:
        render()
        turns += 1
    return (time.process_time() - began) / turns


def measure(flows: Mapping[str, Callable[[], str]]) -> dict[str, dict[str, float]]:
    """Median CPU over the rounds, in which all take turns."""
    times: dict[str, list[float]] = {name: [] for name in flows}
    for render in flows.values():
        inputs = sum(render().count(tag) for tag in ("<input", "<textarea", "<select"))
        if inputs < FIELDS:
            raise ValueError(f"only {inputs} inputs")
    for _ in range(ROUNDS):
        for name, render in flows.items():
            times[name].append(seconds(render))
    return {name: {"seconds": statistics.median(times[name])} for name in flows}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(contestants())))
