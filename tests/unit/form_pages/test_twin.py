"""The browser's judgement of a form equals the server's, for every shipped form and many answers."""

import json
import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.language.compiling import MemoryLibrary
from engine.language.documents import Document, read
from engine.language.text import say
from form_builder.answering import Evaluated, evaluate
from form_builder.fields import field_types
from form_builder.option_lists import choices_of
from form_builder.pages.compiling import compile_page
from form_builder.pages.showing import path_of
from form_builder.spec import FormSpec, ItemSpec
from tests import every_field
from tests.rules.casebook import bundle_of, node
from tests.unit.forms.notation import NOW, TODAY

DEFINITIONS = Path(__file__).resolve().parents[3] / "definitions"
CASES = 150
CHECKS = {"answer.check", "answer.check-warning", "answer.check-reason"}
SOFT = CHECKS | {"answer.recommended"}
TEXTS = ["", "a", "Harbour", " spaced ", "陳大文"]
NUMBERS = ["", "0", "1", "3", "-2", "4.50", "18,600.00", "HK$50000", "1.234", "many", "999999999999999"]
DATES = ["", "2025-11-14", "2026-02-28", "1899-01-01", "soon"]


def documents() -> list[Document]:
    paths = [path for kind in ("choices", "tables", "forms") for path in sorted((DEFINITIONS / kind).glob("*.json"))]
    found = [read(path.read_bytes())[0] for path in paths]
    return [document for document in found if document is not None]


EVERY = [*documents(), every_field.document(), every_field.streets()]
LIBRARY = MemoryLibrary(EVERY)
FORMS = [document.key for document in EVERY if document.kind == "form"]
Way = Callable[[FormSpec, random.Random], Iterator[dict[str, Any]]]
OWN: dict[str, list[Any]] = {
    "time": ["", "14:30", "9:05", "2:30 pm", "25:00", "00:00"],
    "duration": [
        None,
        0,
        90,
        {"hours": "1", "minutes": "30"},
        {"hours": "", "minutes": "75"},
        {"hours": "x", "minutes": "1"},
    ],
    "date_time": [None, "2025-12-01T09:00:00+08:00", {"date": "2025-12-01", "time": "09:00"}],
    "partial_date": [None, "2019", "2019-05~", {"year": "2019", "month": "5", "day": "", "approximate": ""}],
    "ranking": [None, [], ["home", "money", "health"], {"home": "2", "money": "1", "health": "3"}],
    "scale": [None, "0", "3", 5, "11", "x"],
}
"""What people answer to types whose answers have a shape of their own."""


def answer(item: ItemSpec, dice: random.Random) -> Any:
    kind = field_types.get(item.type)
    if item.fields:
        return [answers(item.fields, dice) for _ in range(dice.randint(0, 3))]
    if item.type in OWN:
        return dice.choice(OWN[item.type])
    if kind.has_choices:
        keys = [choice.key for choice in choices_of(item, LIBRARY)]
        some = dice.sample(keys, min(2, len(keys)))
        return (["none"] if "none" in some else some) if kind.rule_type == "codes" else dice.choice([None, *keys])
    pools = {"boolean": [True, False, None], "date": DATES, "files": [[], ["x"]]}
    figures = NUMBERS if kind.rule_type in {"integer", "decimal", "money"} else TEXTS
    return dice.choice(pools.get(kind.rule_type or "", figures))


def answers(fields: Any, dice: random.Random) -> dict[str, Any]:
    return {key: answer(item, dice) for key, item in fields.items() if not item.calculated}


def python_says(spec: FormSpec, judged: Evaluated) -> dict[str, Any]:
    return {
        "visible": sorted(judged.visible),
        "required": sorted(path for path in judged.required if _may_change(spec, path)),
        "recommended": sorted(path for path in judged.recommended if spec.items[unnumbered(path)].recommended_when),
        "offered": {path: sorted(keys) for path, keys in judged.offered.items()},
        "begun": {},
        "calculated": dict(_calculated(spec.fields, judged.values, "")),
        "problems": sorted(path_of(p.pointer) for p in judged.problems if p.code in CHECKS),
        "scores": {
            key: [_text(one.value), _band(spec, key, one.band), [*one.alerts]] for key, one in judged.scores.items()
        },
    }


def _wrong(judged: Evaluated) -> set[str]:
    """Where the server has another complaint already: the page shows that one, not the check's."""
    return {path_of(p.pointer) for p in judged.problems if p.code not in SOFT}


def _may_change(spec: FormSpec, path: str) -> bool:
    item = spec.items[unnumbered(path)]
    return item.required_when is not None and not item.required


def unnumbered(path: str) -> str:
    """`lines.0.amount` as `lines.amount`."""
    return ".".join(part for part in path.split(".") if not part.isdigit())


def _calculated(fields: Any, values: Any, at: str) -> Iterator[tuple[str, str]]:
    for key, item in fields.items():
        if key not in values:
            continue
        if item.fields:
            for index, row in enumerate(values[key] or ()):
                yield from _calculated(item.fields, row, f"{at}{key}.{index}.")
        elif item.calculated:
            kind = field_types.get(item.type)
            choices = {c.key: c for c in choices_of(item, LIBRARY)} if kind.has_choices else {}
            yield f"{at}{key}", kind.plain(values[key], item, choices, "en")


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _band(spec: FormSpec, key: str, band: str | None) -> str | None:
    score = next(one for one in spec.scores if one.key == key)
    return next((say(one.label, "en") for one in score.bands if one.key == band), None)


def at_once(spec: FormSpec, dice: random.Random) -> Iterator[dict[str, Any]]:
    """Answers that have nothing to do with those before."""
    yield from (answers(spec.fields, dice) for _ in range(CASES))


def one_by_one(spec: FormSpec, dice: random.Random) -> Iterator[dict[str, Any]]:
    """Answers as somebody gives them: most differ from those before in one field, and some in all."""
    found = answers(spec.fields, dice)
    for _ in range(CASES):
        yield found
        fresh = answers(spec.fields, dice)
        found = {**found, (key := dice.choice(list(fresh))): fresh[key]} if dice.random() < 0.9 else fresh


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("twin") / "twin.mjs"
    program.write_bytes(bundle_of("tests/unit/form_pages/twin.ts"))
    return program


@pytest.mark.parametrize("way", [at_once, one_by_one])
@pytest.mark.parametrize("key", FORMS)
def test_the_browser_judges_as_the_server_does(twin: Path, key: str, way: Way) -> None:
    spec = LIBRARY.find("form", key)
    program = json.loads(compile_page(spec, spec.pages[0], LIBRARY, "en").program)
    if program is None:
        assert not any(item.visible_when or item.calculated for item in spec.items.values()) and not spec.checks
        return
    dice = random.Random(key)
    cases = list(way(spec, dice))
    asked = json.dumps({"program": program, "today": TODAY.isoformat(), "now": NOW, "cases": cases})
    run = subprocess.run([node(), str(twin)], input=asked.encode(), check=True, capture_output=True)
    for case, browser in zip(cases, json.loads(run.stdout), strict=True):
        judged = evaluate(spec, case, library=LIBRARY, today=TODAY, now=NOW)
        python = python_says(spec, judged)
        wrong = _wrong(judged)
        browser["problems"] = [path for path in browser["problems"] if path not in wrong]
        browser["required"] = [path for path in browser["required"] if _may_change(spec, path)]
        assert browser == python, case
