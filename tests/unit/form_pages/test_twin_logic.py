"""Recommended, defaults by rule and options by rule: the browser says what the server says, whatever is answered."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.language.compiling import MemoryLibrary
from engine.language.documents import Document
from form_builder.answering import evaluate
from form_builder.beginning import begun
from form_builder.pages.compiling import compile_page
from form_builder.pages.showing import path_of
from tests.rules.casebook import bundle_of, node
from tests.unit.form_pages.test_twin import CHECKS, SOFT, unnumbered
from tests.unit.forms.notation import NOW, TODAY, check, form, item, spec_of
from tests.unit.forms.test_logic import STREETS
from tests.unit.forms.test_scoring import ITEMS

FRESH = "trips.0.legs.1."
LEGS = item("repeat", "legs", items=[
    item("choice", "street", choices="streets", choices_when={"or": [
        {"==": [{"option": "parent"}, {"var": "area"}]},
        {">": [{"option": "size"}, {"row": "least", "up": 1}]},
        {"in": [{"option": "key"}, {"var": "liked"}]},
    ]}),
    item("integer", "minutes", required=True, default_from={"*": [{"row": "least", "up": 1}, 2]}),
    item("integer", "rest", default_from={"-": [{"row": "minutes"}, 1]}, visible_when={">": [{"row": "minutes"}, 2]}),
    item("text", "why", recommended_when={">": [{"row": "minutes"}, 2]}),
    item("text", "mode", default_from={"if": [{"empty": [{"row": "street"}]}, "walk", {"row": "street"}]}),
], checks=[
    check("long", {"<": [{"row": "minutes"}, 3]}, "minutes", severity="warning", ask_reason=True),
    check("rested", {"<": [{"row": "rest"}, 2]}, "rest", severity="warning", ask_reason=True),
])  # fmt: skip
DOCUMENT: Document = form(
    item("text", "area", recommended_when={"empty": [{"var": "liked"}]}),
    item("many_choice", "liked", choices="streets", choices_when={"not": {"option": "busy"}}),
    item("repeat", "trips", items=[item("integer", "least"), LEGS], checks=[
        check("far", {"<": [{"sum": [{"row": "legs"}, {"row": "minutes"}]}, 5]}, "legs", severity="warning", ask_reason=True)
    ]),
)  # fmt: skip

KEYS = st.sampled_from(["nathan", "jordan", "queens", "kln", "hk", "nowhere"])
NUMBERS = st.sampled_from([None, "", "0", "1", "2", "3", "x"])


def rows(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({}, optional=fields), max_size=3)


LEG = {
    "street": st.none() | KEYS,
    "minutes": NUMBERS,
    "rest": NUMBERS,
    "why": st.sampled_from(["", "So"]),
    "mode": st.just("bus"),
    "minutes.why-long": st.sampled_from(["", "A hill."]),
}
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "area": st.sampled_from(["kln", "hk", ""]),
        "liked": st.lists(KEYS, unique=True, max_size=2),
        "trips": rows(least=NUMBERS, legs=rows(**LEG)),
    },
)


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("twin") / "twin.mjs"
    program.write_bytes(bundle_of("tests/unit/form_pages/twin.ts"))
    return program


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(ANSWERS, min_size=20, max_size=40))
def test_browser_and_server_agree(twin: Path, cases: list[dict[str, Any]]) -> None:
    library = MemoryLibrary([DOCUMENT, STREETS])
    spec = spec_of(DOCUMENT, STREETS)
    program = json.loads(compile_page(spec, spec.pages[0], library, "en").program)
    asked = {"program": program, "today": TODAY.isoformat(), "now": NOW, "cases": cases, "fresh": FRESH}
    run = subprocess.run([node(), str(twin)], input=json.dumps(asked).encode(), check=True, capture_output=True)
    for case, browser in zip(cases, json.loads(run.stdout), strict=True):
        begins = begun(spec, case, lambda at: at == FRESH, library=library, today=TODAY, now=NOW)
        judged = evaluate(spec, begins, library=library, today=TODAY, now=NOW)
        wrong = {path_of(p.pointer) for p in judged.problems if p.code not in SOFT}
        recommended = [path for path in judged.recommended if spec.items[unnumbered(path)].recommended_when]
        warned = sorted(path_of(p.pointer) for p in judged.problems if p.code in CHECKS)
        assert browser["visible"] == sorted(judged.visible), case
        assert browser["recommended"] == sorted(recommended), case
        assert browser["offered"] == {path: sorted(keys) for path, keys in judged.offered.items()}, case
        assert [path for path in browser["problems"] if path not in wrong] == warned, case
        assert browser["begun"] == _begun(case, begins), case


POINT = st.sampled_from(["0", "1", "2", None])
FIGURE = st.sampled_from(["1", "0.5", "-0.25", "3", "0", "0.3333"])
SCORES = st.fixed_dictionaries(
    {
        "fn": st.just("mean"),
        "weights": st.fixed_dictionaries({}, optional=dict.fromkeys(("q1", "q2", "n"), FIGURE)),
        "reversed": st.lists(st.sampled_from(["q1", "q3", "n"]), unique=True),
        "missing": st.fixed_dictionaries({"allow": st.integers(0, 3), "as": st.sampled_from(["zero", "prorate"])}),
        "times": FIGURE.filter(lambda one: one != "0"),
        "places": st.integers(0, 4),
        "rounding": st.sampled_from(["half_up", "up", "down"]),
    }
) | st.fixed_dictionaries(
    {
        "fn": st.just("sum"),
        "reversed": st.lists(st.sampled_from(["q1", "q2", "q3", "n"]), unique=True),
        "missing": st.fixed_dictionaries({"allow": st.integers(0, 4), "as": st.sampled_from(["zero", "prorate"])}),
        "rounding": st.sampled_from(["half_up", "up", "down"]),
    }
)
BANDS = [
    {"key": "a", "from": -20, "to": "0.9", "label": "a"},
    {"key": "b", "from": 1, "to": "2.4", "label": "b"},
    {"key": "c", "from": "2.5", "to": 60, "label": "c"},
]
SCORED = st.fixed_dictionaries(
    {}, optional={"q1": POINT, "q2": POINT, "q3": POINT, "n": st.sampled_from(["-2", "0", "7", "9"])}
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scores=st.lists(SCORES, min_size=3, max_size=6), cases=st.lists(SCORED, min_size=10, max_size=20))
def test_browser_and_server_count_alike(twin: Path, scores: list[Any], cases: list[dict[str, Any]]) -> None:
    body = [
        {"id": f"s{n}", "key": f"s{n}", "label": "S", "of": ["q1", "q2", "q3", "n"], "bands": BANDS, **one}
        for n, one in enumerate(scores)
    ]
    document = form(*ITEMS, item("integer", "n", min=-2, max=7), scores=body)
    spec, library = spec_of(document), MemoryLibrary([document])
    program = json.loads(compile_page(spec, spec.pages[0], library, "en").program)
    asked = {"program": program, "today": TODAY.isoformat(), "now": NOW, "cases": cases}
    run = subprocess.run([node(), str(twin)], input=json.dumps(asked).encode(), check=True, capture_output=True)
    for case, browser in zip(cases, json.loads(run.stdout), strict=True):
        judged = evaluate(spec, case, library=library, today=TODAY, now=NOW)
        server = {
            key: [None if one.value is None else str(one.value), one.band, []] for key, one in judged.scores.items()
        }
        assert browser["scores"] == server, case


def _begun(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What the fresh row has now and had not before, by path."""
    try:
        was, now = before["trips"][0]["legs"][1], after["trips"][0]["legs"][1]
    except (KeyError, IndexError):
        return {}
    return {f"{FRESH}{key}": value for key, value in now.items() if was.get(key) != value}
